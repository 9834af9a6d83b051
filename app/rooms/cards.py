"""What there is to know of a run at a glance, as it is kept beside it."""

import math
from bisect import bisect_right

import msgspec

from ..playback.history import Point
from ..playback.session import Session
from ..playback.timeline import Timeline
from ..protocol.my_runs import Card, CardData

_DIGITS = 4
"""Of a loss, significant ones."""


def card_of(session: Session) -> Card:
    """Give what there is to know of a run: quickly, with every command."""
    timeline = session.timeline
    spec = timeline.spec_here
    activations = dict.fromkeys(layer.activation for layer in spec.hidden) or [spec.output_activation]
    return Card(
        CardData(spec.data.kind, spec.data.label, spec.data.expression),
        timeline.stepper.network.units,
        list(activations),
        timeline.schedule.epochs(timeline.index)[0],
        _loss(evaluated(timeline)),
    )


def evaluated(timeline: Timeline) -> Point | None:
    """Give the last epoch evaluated up to where a run stands."""
    epoch, _ = timeline.schedule.epochs(timeline.index)
    if timeline.visited and timeline.visited.epoch == epoch:
        return timeline.visited
    points = timeline.history.points
    place = bisect_right(points, epoch, key=lambda point: point.epoch)
    return points[place - 1] if place else None


def write_card(card: Card) -> bytes:
    """Write it down."""
    return msgspec.json.encode(card)


def read_card(text: bytes) -> Card | None:
    """Read it; None where there is none."""
    try:
        return msgspec.json.decode(text, type=Card)
    except msgspec.MsgspecError:
        return None


def _loss(point: Point | None) -> float | None:
    finite = point is not None and math.isfinite(point.train_loss)
    return float(f"{point.train_loss:.{_DIGITS}g}") if point and finite else None
