"""The runs of a sweep: each from its values alone, to its last epoch, its goal, or where it ends."""

from dataclasses import dataclass
from math import inf

from ..engine import BadInput, Spec
from ..engine.edits import Edits
from ..playback.allowance import Spare, unbounded
from ..playback.history import Point
from ..playback.pieces import Pieces
from ..playback.run import Run
from ..playback.straight import Course, going
from ..playback.timeline import Timeline
from ..playback.viewpoint import Viewpoint
from .varied import Values, with_values

_KEYFRAME_BYTES = 2**18
"""A run of a sweep goes only forward."""


@dataclass(frozen=True)
class Sweep:
    """What all runs of a sweep have in common."""

    spec: Spec
    edits: Edits = ()
    epochs: int = 100
    until_accuracy: float | None = None
    each: int = 1
    """Every so many epochs both halves are evaluated, and at the end."""


@dataclass(frozen=True)
class Ran:
    """What became of one of its runs."""

    values: Values
    course: Course | None = None
    """None where it could not begin."""
    refused: str = ""
    """Why it could not."""
    points: tuple[Point, ...] = ()


def running(sweep: Sweep, values: Values, spare: Spare = unbounded, piece_work: float = inf) -> Pieces[Ran]:
    """Make a run, resting after so many multiplications; what cannot be run is told, not raised."""
    points: list[Point] = []
    try:
        view = yield from Viewpoint.opening(with_values(sweep.spec, values))
        yield
        if view.bytes > (left := spare(view.bytes)):
            limit = {"megabytes": round(left / 1e6)}
            raise BadInput("hidden", f"a run of {view.bytes / 1e6:.0f} MB", limit, "full")
        if sweep.until_accuracy is not None and view.data.task != "classification":
            raise BadInput("until_accuracy", sweep.until_accuracy, view.data.label, "no_classes")
        timeline = Timeline(view.spec, view.data.x_train, view.data.y_train, _KEYFRAME_BYTES, spare)
        yield
        Run(view, timeline, 0).check(sweep.edits)
        timeline.follow(sweep.edits, 0)
        course = yield from going(
            view,
            timeline,
            sweep.epochs,
            sweep.until_accuracy,
            told=points.append,
            each=1 if sweep.until_accuracy is not None else sweep.each,
            piece_work=piece_work,
        )
    except BadInput as error:
        return Ran(values, refused=str(error))
    except MemoryError:
        return Ran(values, refused="there is not enough memory for it")
    return Ran(values, course, points=tuple(points))
