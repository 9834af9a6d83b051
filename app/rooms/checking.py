"""Checking what a fork hands in: a run of the server's own comes there anew, from the value alone."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from ..engine import BadInput, Diverged, Spec
from ..engine.edits import Edits
from ..playback.allowance import Spare
from ..playback.pieces import Pieces
from ..playback.run import Run
from ..playback.straight import advancing
from ..playback.timeline import Timeline
from ..playback.viewpoint import Viewpoint
from ..protocol import FewestEpochs, Goal

MOST_WORK = 6e10
"""Multiplications that a check may take, about half a minute's."""
_KEYFRAME_BYTES = 2**18
"""A check goes only forward."""


@dataclass(frozen=True)
class Value:
    """All that a run is, and its shape."""

    spec: Spec
    edits: Edits
    index: int
    layers: tuple[int, ...]
    """How many neurons each layer has, the inputs first."""


def checking(
    value: Value, goal: Goal, spare: Spare, wanted: Callable[[], bool] = lambda: True
) -> Pieces[float | None]:
    """Give what a run comes to: the test rows' loss, or the first epoch as accurate as the goal.

    It is that of the last epoch that is whole, as pages show it. None where it comes to nothing, and as soon
    as it is not ``wanted``.
    """
    try:
        view = yield from Viewpoint.opening(value.spec)
        yield
        if view.bytes > spare(view.bytes):
            return None
        data = view.data
        timeline = Timeline(view.spec, data.x_train, data.y_train, _KEYFRAME_BYTES, spare)
        yield
        Run(view, timeline, 0).check(value.edits)
        timeline.follow(value.edits, 0)
        view.attach(timeline.stepper)
        last, _ = timeline.schedule.epochs(value.index)
        if isinstance(goal, FewestEpochs):
            return (yield from _first_epoch(view, timeline, last, goal.accuracy, wanted))
        yield from advancing(timeline, timeline.schedule.end(last), wanted)
        point = yield from view.scoring(last)
    except (BadInput, Diverged):
        return None
    return point.test_loss if point.test_loss is not None and isfinite(point.test_loss) else None


def _first_epoch(
    view: Viewpoint, timeline: Timeline, last: int, accuracy: float, wanted: Callable[[], bool]
) -> Pieces[float | None]:
    for epoch in range(last + 1):
        yield from advancing(timeline, timeline.schedule.end(epoch), wanted)
        point = yield from view.scoring(epoch)
        if not wanted():
            return None
        if point.test_accuracy is not None and point.test_accuracy >= accuracy:
            return float(epoch)
        yield
    return None
