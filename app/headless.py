"""Training without a page: to the end, or every propagation in turn."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from .data import Lesson
from .engine import BadInput, Floats, Spec, decode, read_spec
from .engine.edited import stepping
from .engine.edits import Edit, Edits
from .engine.reductions import REDUCTIONS
from .playback.history import Point
from .playback.pieces import at_once
from .playback.run import begun
from .playback.straight import Divergence, going
from .playback.timeline import Timeline
from .playback.viewpoint import Viewpoint
from .protocol.results import HalfResults
from .results import Reader, Standing


@dataclass(frozen=True)
class Half:
    """How well the rows of one half are learnt."""

    rows: int
    loss: float | None
    """None without rows."""
    accuracy: float | None
    """0 … 1; None without rows, and where the targets are no classes."""
    total: float | None
    """The loss with the penalty."""
    r2: list[float | None]
    """R² of each output, None where its targets are all the same; empty where the targets are classes."""
    confusion: list[list[int]] | None
    """Rows by the class they are of, and then by the one they are said to be of; None as ``accuracy`` is."""


@dataclass(frozen=True)
class Outcome:
    """What became of a run."""

    epochs: int
    train: Half
    test: Half
    diverged: Divergence | None
    penalty: float
    """What the penalty adds to the loss of each mini-batch, and to the mean loss of either half."""
    learning_rate: float
    """Of the last update, as its schedule has it; of the first where none was made."""
    lessons: tuple[Lesson, ...]
    """What it could not learn, as far as its specification and its rows tell."""
    classes: tuple[str, ...]
    """In the order of ``confusion``; empty where the targets are values."""
    reached: bool | None
    """Whether the accuracy that was asked for is reached; None when none was."""


@dataclass(frozen=True)
class Propagation:
    """One step of a run, and the arrays that it made."""

    step: int
    epoch: int
    batch: int
    phase: str
    layer: int
    arrays: dict[str, Floats]
    loss: float | None = None
    """Of the step that makes the rows' losses: their mean, or their sum where the specification says so."""
    penalty: float | None = None
    """Of that step: what the penalty adds to it."""


def train(
    spec: Spec | Mapping[str, Any],
    epochs: int = 100,
    until_accuracy: float | None = None,
    *,
    edits: Iterable[Edit | Mapping[str, Any]] = (),
    told: Callable[[Point], None] = lambda _: None,
    warned: Callable[[Lesson], None] = lambda _: None,
) -> Outcome:
    """Train for so many epochs, or until training and test rows are that accurate (0 … 1).

    ``spec`` is a ``Spec``, or what stands in a SPEC.json as a dictionary, ``edits`` what is changed on the
    way, as a link has it; raise ``BadInput`` if they cannot be. ``warned`` is called with what the run cannot
    learn before it begins, ``told`` with losses and accuracies after each epoch.
    """
    run = begun(_as_spec(spec), _as_edits(edits))
    view, timeline = run.view, run.timeline
    if until_accuracy is not None and view.data.task != "classification":
        raise BadInput("--until-accuracy", until_accuracy, view.data.label, "no_classes")
    found = _warning(view, warned, run.edits)

    def tell(point: Point) -> None:
        if point.epoch:
            told(point)

    course = at_once(going(view, timeline, epochs, until_accuracy, told=tell))
    return Outcome(
        course.epochs,
        *_halves(view, timeline, course.point),
        course.diverged,
        course.point.penalty,
        timeline.stepper.last_rate,
        found,
        view.data.classes,
        course.reached,
    )


def trace(
    spec: Spec | Mapping[str, Any],
    steps: int = 100,
    *,
    edits: Iterable[Edit | Mapping[str, Any]] = (),
    warned: Callable[[Lesson], None] = lambda _: None,
) -> Iterator[Propagation]:
    """Give every propagation with the arrays it made; raise ``Diverged`` where they would not be finite.

    ``spec`` and ``edits`` are as ``train`` takes them. ``warned`` is called with what the run cannot learn
    before the first.
    """
    run = begun(_as_spec(spec), _as_edits(edits))
    _warning(run.view, warned, run.edits)
    x, y = run.view.data.x_train, run.view.data.y_train
    for step, state in zip(range(steps), stepping(run.spec, run.edits, x, y), strict=False):
        at = state.position
        arrays = {name: state.arrays[name, layer] for name, layer in (*state.made, *state.aside)}
        penalty = float(arrays.pop("penalty", 0.0))
        losses = (_reduced(run.spec, arrays["loss"]), penalty) if at.phase == "loss" else ()
        yield Propagation(step, at.epoch, at.batch, at.phase, at.layer, arrays, *losses)


def _warning(view: Viewpoint, warned: Callable[[Lesson], None], edits: Edits) -> tuple[Lesson, ...]:
    """Tell what a run cannot learn, and give it."""
    found = tuple(view.lessons(edits))
    for lesson in found:
        warned(lesson)
    return found


def json_line(propagation: Propagation) -> str:
    """Write it as one JSON object, doubles in full precision."""
    arrays = {name: array.tolist() for name, array in propagation.arrays.items()}
    at = {name: getattr(propagation, name) for name in ("step", "epoch", "batch", "phase", "layer")}
    return msgspec.json.encode({**at, "arrays": arrays, **_losses(propagation)}).decode()


def _losses(propagation: Propagation) -> dict[str, float]:
    """Tell the mini-batch's loss, what the penalty adds to it, and their sum."""
    loss, penalty = propagation.loss, propagation.penalty
    if loss is None or penalty is None:
        return {}
    return {"loss": loss, "penalty": penalty, "total": loss + penalty}


def _halves(view: Viewpoint, timeline: Timeline, point: Point) -> tuple[Half, Half]:
    """Tell how well both halves are learnt, which were evaluated last at this point."""
    standing = Standing(0, timeline.index, timeline.spec_here, view.data, timeline.stepper.parameters.flat.w)
    results = Reader(standing).read(standing).results()
    return (
        _half(point.train_loss, point.train_accuracy, point.penalty, results.train),
        _half(point.test_loss, point.test_accuracy, point.penalty, results.test),
    )


def _half(loss: float | None, accuracy: float | None, penalty: float, results: HalfResults | None) -> Half:
    if results is None or loss is None:
        return Half(0, None, None, None, [], None)
    confusion = None if accuracy is None else results.confusions[0]
    return Half(results.rows, loss, accuracy, loss + penalty, results.r2, confusion)


def _reduced(spec: Spec, losses: Floats) -> float:
    """Give the loss of a mini-batch from those of its rows."""
    return REDUCTIONS[spec.batch_reduction].of(losses)


def _as_spec(spec: Spec | Mapping[str, Any]) -> Spec:
    return spec if isinstance(spec, Spec) else read_spec(msgspec.json.encode(spec))


def _as_edits(edits: Iterable[Edit | Mapping[str, Any]]) -> Edits:
    return decode(msgspec.json.encode(list(edits)), Edits)
