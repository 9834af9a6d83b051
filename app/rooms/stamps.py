"""What there is to see of a fork, looked at in the engine's time: small and quickly, changing nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from ..engine import Schedule
from ..playback.history import Point
from ..playback.session import Session
from ..playback.timeline import Timeline
from ..protocol import MOST_CURVE_POINTS, MOST_DRAWN, PinnedFork, Stamp
from .cards import evaluated

_DIGITS = 4
"""Of losses, significant ones …"""
_WEIGHT_DECIMALS = 2
"""… and of weights behind the point: as many as the width of a line shows."""


def stamp(name: str, before: Stamp | None) -> Callable[[Session], Stamp]:
    """Give what makes a fork's stamp; it is the one made before where nothing has moved."""

    def see(session: Session) -> Stamp:
        timeline = session.timeline
        epoch, _ = timeline.schedule.epochs(timeline.index)
        points = points_here(timeline)
        here = evaluated(timeline)
        spec = timeline.spec_here
        return Stamp(
            name,
            timeline.stepper.network.units,
            [*(layer.activation for layer in spec.hidden), spec.output_activation],
            timeline.index,
            epoch,
            _short(here.train_loss if here else None),
            _short(here.test_loss if here else None),
            _accuracy(here) if here else None,
            _curve(points),
            _weights(timeline),
        )

    def see_again(session: Session) -> Stamp:
        made = see(session)
        return before if before == made else made

    return see_again


@dataclass(frozen=True)
class Standing:
    """The value of a fork's run, and the order of its steps."""

    value: PinnedFork
    schedule: Schedule


def standing(name: str) -> Callable[[Session], Standing]:
    """Give what tells the value of a fork's run."""

    def see(session: Session) -> Standing:
        timeline = session.timeline
        edits = [edit for edit in timeline.edits if edit.index <= timeline.index]
        value = PinnedFork(name, session.view.spec_as_told, edits, timeline.index)
        return Standing(value, timeline.schedule)

    return see


def abreast(forks: Sequence[Standing]) -> list[PinnedFork]:
    """Have forks stand at the first step that one of them stands at.

    Where a step of one is not one of the other, for they have other layers or mini-batches, at the end of
    the last epoch that both have come to.
    """
    if len({fork.schedule for fork in forks}) <= 1:
        index = min((fork.value.index for fork in forks), default=0)
        return [replace(fork.value, index=index) for fork in forks]
    epoch = min(fork.schedule.epochs(fork.value.index)[0] for fork in forks)
    return [replace(fork.value, index=fork.schedule.end(epoch)) for fork in forks]


def points_here(timeline: Timeline) -> list[Point]:
    """Give the epochs evaluated up to where a run stands."""
    epoch, _ = timeline.schedule.epochs(timeline.index)
    return [point for point in timeline.history.points if point.epoch <= epoch]


def _accuracy(point: Point) -> float | None:
    return point.train_accuracy if point.test_accuracy is None else point.test_accuracy


def _curve(points: list[Point]) -> list[float]:
    """Draw the losses with few points, the first and the last among them."""
    most = MOST_CURVE_POINTS
    few = (
        points
        if len(points) <= most
        else [points[at * (len(points) - 1) // (most - 1)] for at in range(most)]
    )
    losses = (point.train_loss if point.test_loss is None else point.test_loss for point in few)
    return [_rounded(loss) for loss in losses]


def _weights(timeline: Timeline) -> list[list[list[float]]]:
    parameters = timeline.stepper.parameters
    if parameters.size > MOST_DRAWN:
        return []
    layers = range(1, parameters.network.layers + 1)
    return [
        parameters.by_layer(parameters.flat.w, layer)[:-1].round(_WEIGHT_DECIMALS).tolist()
        for layer in layers
    ]


def _short(loss: float | None) -> float | None:
    return None if loss is None else _rounded(loss)


def _rounded(loss: float) -> float:
    return float(f"{loss:.{_DIGITS}g}")
