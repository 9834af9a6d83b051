"""What a run is: a specification, what is changed on the way, and a place in all that is recorded of it."""

import math
from functools import cache

from ..data import refuse
from ..engine import BadInput, Spec
from ..engine.edits import Edits, differences, spec_at
from ..protocol import MOST_EPOCHS, Edited, Unit
from ..protocol import Run as RunLetter
from .allowance import Spare
from .handing_over import taking_over
from .history import Point
from .pieces import Pieces
from .recorded import Recorded
from .timeline import Timeline
from .viewpoint import Viewpoint

_AT_ONCE_WORK = 20_000_000
"""What takes no more multiplications than this, a few milliseconds, is done at once, else in slices."""
_STEP_WORK = 5_000
"""What a step costs besides, in multiplications."""


class Run:
    """One run being looked at: ``id`` tells it from the runs before it."""

    def __init__(self, view: Viewpoint, timeline: Timeline, run_id: int) -> None:
        self.view, self.timeline, self.id = view, timeline, run_id
        size = timeline.stepper.parameters.size
        all_rows = len(view.data.x_train) + len(view.data.x_test)
        self.evaluates_at_once = size * all_rows <= _AT_ONCE_WORK
        """Whether losses cost but a moment."""

    @property
    def steps_at_once(self) -> int:
        """How many steps take but a moment."""
        schedule = self.timeline.schedule
        work: int = 3 * self.timeline.stepper.parameters.size * schedule.largest // schedule.steps_per_batch
        return max(1, _AT_ONCE_WORK // (_STEP_WORK + work))

    @property
    def spec(self) -> Spec:
        """The specification it began with."""
        return self.view.spec

    @property
    def edits(self) -> Edits:
        """What is changed on the way."""
        return self.timeline.edits

    @property
    def index(self) -> int:
        """Where we stand: the number of propagations made."""
        return self.timeline.index

    @property
    def bytes(self) -> int:
        """About the memory that it takes."""
        return self.view.bytes + self.timeline.bytes

    @property
    def last_index(self) -> int:
        """The last step that a run may come to."""
        return self.timeline.schedule.end(MOST_EPOCHS)

    def letter(self) -> RunLetter:
        """Say what is being trained."""
        return self.view.run_letter(self.id, self.timeline.stepper, self.edits)

    def edits_letter(self) -> Edited:
        """Say what is changed on the way."""
        return Edited(list(self.edits), self.view.lessons(self.edits))

    @property
    def pass_begun(self) -> int:
        """The step at which the mini-batch under way begins, or the next."""
        return self.begins_at(self.index)

    def edits_to(self, spec: Spec) -> Edits | None:
        """Give the edits that make a resolved specification hold from here on.

        None where none can, and where nothing was trained or changed yet that another run would lose.
        """
        if self.timeline.recorded == 0 and not self.edits:
            return None
        here = self.timeline.spec_here
        edits = differences(here, spec, self.index)
        if edits is None or spec.output_activation not in self.view.output_activations:
            return None
        if any(edit.activation for edit in edits):
            refuse(spec, self.view.data)
        return differences(here, spec, self.pass_begun) if any(edit.between for edit in edits) else edits

    def check(self, edits: Edits) -> None:
        """Raise ``BadInput`` where this run cannot have these edits."""
        self.timeline.check(edits)
        spec = self.spec
        for number, edit in enumerate(edits):
            spec = spec_at(spec, [edit], edit.index)
            if edit.activation:
                self._check_activation(
                    spec, edit.activation.activation, f"edits.{number}.activation.activation"
                )

    def _check_activation(self, spec: Spec, activation: str, field: str) -> None:
        """Hold the activation that was changed last to the targets, and to what could ever come of it."""
        if spec.output_activation not in self.view.output_activations:
            raise BadInput(field, activation, self.view.output_activations, "unknown_name")
        try:
            refuse(spec, self.view.data)
        except BadInput as error:
            raise BadInput(field, activation, error.limit, error.code) from None

    def target(self, origin: int, count: int, unit: Unit) -> int:
        """Find the step that ``count`` units lead to: boundaries of mini-batches or epochs, not before 0."""
        if count == 0:
            return origin
        schedule = self.timeline.schedule
        if unit == "epoch":
            epochs, rest = schedule.epochs(origin)
            return schedule.end(max(0, epochs + (rest > 0 > count) + count))
        length = schedule.steps_per_batch if unit == "mini-batch" else 1
        boundary = origin // length if count > 0 else -(-origin // length)
        return max(0, (boundary + count) * length)

    def begins_at(self, index: int) -> int:
        """Give the step at which the mini-batch of a step begins."""
        return index - index % self.timeline.schedule.steps_per_batch

    def whole(self, most: int) -> int:
        """Hold steps to the end of a mini-batch: a phase picked by chance would only flicker."""
        each = self.timeline.schedule.steps_per_batch
        return most if most < each else most - (self.index + most) % each

    def evaluating_here(self) -> Pieces[bool]:
        """Evaluate an epoch that ends here, where it is not yet and costs but a moment; say whether."""
        return self.evaluates_at_once and (yield from self.timeline.evaluating_here())


def begun(spec: Spec, edits: Edits = ()) -> Run:
    """Begin a run that changes on the way, at its first step; raise ``BadInput`` where it cannot be."""
    view = Viewpoint(spec)
    run = Run(view, Timeline(view.spec, view.data.x_train, view.data.y_train), 0)
    if edits:
        run.check(edits)
        run.timeline.follow(edits, 0)
    return run


@cache
def _smallest() -> Run:
    return begun(Spec(hidden=()))


def standing_in() -> Run:
    """Give a run that is there until another one is, at no cost: it is all sessions', and only to be left."""
    smallest = _smallest()
    return Run(smallest.view, smallest.timeline, 0)


def replaying(recorded: Recorded, run_id: int, spare: Spare, freed: float = math.inf) -> Pieces[Run]:
    """Open a run with all that was recorded of it elsewhere, as ``opening`` does, at its first step."""
    run = yield from opening(recorded.spec, run_id, spare, freed)
    if recorded.recorded > run.last_index:
        raise BadInput("recorded", recorded.recorded, run.last_index, "too_large")
    run.check(recorded.edits)
    yield from taking_over(run.timeline, recorded)
    return run


def opening(
    spec: Spec, run_id: int, spare: Spare, freed: float = math.inf, start: Point | None = None
) -> Pieces[Run]:
    """Open the run of a specification, which may take ``freed`` bytes unasked.

    ``start`` is how it does before it is trained, where that is known.
    Raises ``BadInput`` where data, parameters or memory do not go with it.
    """
    view = yield from Viewpoint.opening(spec)
    yield
    if view.bytes > freed and view.bytes > (left := spare(int(view.bytes - freed)) + freed):
        limit = {"megabytes": round(left / 1e6)}
        raise BadInput("hidden", f"a run of {view.bytes / 1e6:.0f} MB", limit, "full")
    timeline = Timeline(view.spec, view.data.x_train, view.data.y_train, spare=spare)
    yield
    view.attach(timeline.stepper)
    yield from timeline.evaluating_with(view.scoring, start)
    return Run(view, timeline, run_id)
