"""The course of a run: what is in force from which mini-batch on."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from ..engine import Spec
from ..engine.edits import Edit, Parameter, schedule_of, spec_at
from ..engine.network import Network, network_of
from ..engine.steps import Schedule
from .trained import Trained


@dataclass(frozen=True, eq=False)
class Part:
    """What holds from a mini-batch on, counted from 0, until the next part."""

    first: int
    spec: Spec
    network: Network
    by_hand: tuple[Parameter, ...] = ()
    """What is set before it."""


@dataclass(frozen=True, eq=False)
class Course:
    """The parts of a run, in order; ``batches`` are trained. The last may begin where the run ends."""

    run: Trained
    parts: tuple[Part, ...]
    batches: int

    @property
    def networks(self) -> list[Network]:
        """What the parts' networks are."""
        return [part.network for part in self.parts]

    @property
    def last(self) -> Network:
        """The network that is judged in the end."""
        return self.parts[-1].network

    @property
    def drops(self) -> bool:
        """Whether anything is ever left out."""
        return any(fraction for network in self.networks for fraction in network.dropout)

    @property
    def reschedules(self) -> bool:
        """Whether another schedule of the learning rate comes in."""
        return self.varies(lambda spec: spec.schedule.kind)

    def varies(self, what: Callable[[Spec], object]) -> bool:
        """Whether something of the specification changes on the way."""
        return len({what(part.spec) for part in self.parts}) > 1


@dataclass(frozen=True)
class Versions:
    """A function of a script, and those that take its place on the way."""

    name: str
    texts: tuple[str, ...]
    names: dict[int, str]
    """Which is in force, by the first mini-batch of each part."""

    @property
    def one(self) -> bool:
        """Whether it stays the same."""
        return len(self.texts) == 1


def course_of(run: Trained) -> Course:
    """Divide a run by what was changed on the way. What is changed before all else is how it begins."""
    layers = run.network.layers
    schedule = Schedule.of(layers, len(run.data.x_train), run.spec.batch_size)
    parts = [_part(run, 0, [edit for edit in run.edits if number_of(edit, layers) == 0])]
    later = (edit for edit in run.edits if number_of(edit, layers))
    for number, group in groupby(sorted(later, key=_placed(layers)), key=_placed(layers)):
        parts.append(_part(run, number, list(group)))
    return Course(run, tuple(parts), schedule_of(schedule, run.spec, run.edits).begin(run.epochs))


def number_of(edit: Edit, layers: int) -> int:
    """Number the mini-batch, from 0, whose update is the first with an edit.

    A learning rate is that of all updates not begun by then, those of the mini-batch under way too.
    """
    number, made = divmod(edit.index, 3 * layers + 2)
    return number + (made > 2 * layers + 2)


def versions(name: str, course: Course, write: Callable[[str, Network], str]) -> Versions:
    """Write a function for every part that is trained, each text once."""
    trained = [part for part in course.parts if part.first < max(1, course.batches)]
    firsts: dict[str, int] = {}
    for part in trained:
        firsts.setdefault(write(name, part.network), part.first)
    called = {text: name if len(firsts) == 1 else f"{name}_from_{first}" for text, first in firsts.items()}
    names = {part.first: called[write(name, part.network)] for part in trained}
    networks = {names[part.first]: part.network for part in reversed(trained)}
    texts = tuple(write(each, networks[each]) for each in called.values())
    return Versions(name, texts, names)


def _placed(layers: int) -> Callable[[Edit], int]:
    return lambda edit: number_of(edit, layers)


def _part(run: Trained, number: int, edits: list[Edit]) -> Part:
    """Give what holds after some edits, the last that are made before a mini-batch."""
    spec = spec_at(run.spec, run.edits, max((edit.index for edit in edits), default=-1))
    network = network_of(spec, run.data.x_train.shape[1], run.data.y_train.shape[1])
    return Part(number, spec, network, tuple(edit.parameter for edit in edits if edit.parameter))
