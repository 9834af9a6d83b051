"""A run straight on: epoch after epoch to its last, to a goal, or to where its numbers end."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from ..engine import Diverged
from .history import Point
from .pieces import Pieces
from .timeline import Timeline
from .viewpoint import Viewpoint

_STEP_WORK = 5_000
"""What a step costs besides its multiplications, in such."""
PIECE_WORK = 2_000_000
"""Multiplications of about a millisecond."""


@dataclass(frozen=True)
class Divergence:
    """Where the first number that is not finite would have been made."""

    epoch: int
    batch: int | None
    """None where it is not training that left the finite numbers, but the loss over a whole half."""
    phase: str
    layer: int
    tensor: str

    def __str__(self) -> str:
        """Say it in English."""
        if self.batch is None:
            return f"epoch {self.epoch}: the loss of a half is no longer finite"
        place = f"epoch {self.epoch}, mini-batch {self.batch + 1}"
        return f"{place}: {self.tensor} of layer {self.layer} is no longer finite in {self.phase}"


@dataclass(frozen=True)
class Course:
    """How far a run came."""

    epochs: int
    point: Point
    """The last that was evaluated."""
    diverged: Divergence | None
    reached: bool | None
    """Whether the accuracy that was asked for is reached; None when none was."""


def going(
    view: Viewpoint,
    timeline: Timeline,
    epochs: int,
    until_accuracy: float | None = None,
    *,
    told: Callable[[Point], None] = lambda _: None,
    each: int = 1,
    piece_work: float = inf,
) -> Pieces[Course]:
    """Train for so many epochs, or until both halves are that accurate (0 … 1).

    Rests within evaluations, and after so many multiplications. ``told`` is called with the point of epoch 0,
    of every ``each``-th and of the last.
    """
    view.attach(timeline.stepper)
    point = yield from view.scoring(0)
    told(point)
    done, diverged = 0, None
    while done < epochs and diverged is None and not _reaches(point, until_accuracy):
        ahead = min(done + each, epochs)
        try:
            yield from advancing(timeline, timeline.schedule.end(ahead), piece_work=piece_work)
        except Diverged as error:
            at = error.position
            done, diverged = at.epoch, Divergence(at.epoch, at.batch, at.phase, at.layer, error.tensor)
            continue
        done = ahead
        point = yield from view.scoring(done)
        told(point)
    if diverged is None and not point.is_finite:
        diverged = Divergence(done, None, "evaluation", len(view.spec.hidden) + 1, "loss")
    return Course(done, point, diverged, _reaches(point, until_accuracy))


def advancing(
    timeline: Timeline,
    index: int,
    wanted: Callable[[], bool] = lambda: True,
    piece_work: float = PIECE_WORK,
) -> Pieces[None]:
    """Go on to a step, resting after so many multiplications, as long as it is ``wanted``."""
    while timeline.index < index and wanted():
        left = index - timeline.index
        yield from timeline.advancing(int(min(max(1.0, piece_work / work_of(timeline)), left)))
        yield


def work_of(timeline: Timeline) -> float:
    """Give about how many multiplications a step takes."""
    schedule = timeline.schedule
    made: float = 3 * timeline.stepper.parameters.size * schedule.largest / schedule.steps_per_batch
    return _STEP_WORK + made


def _reaches(point: Point, wanted: float | None) -> bool | None:
    return None if wanted is None else point.reaches(wanted)
