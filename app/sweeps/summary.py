"""What the runs of each combination come to over its seeds: medians and quartiles.

A run that diverged, or could not begin, is not left out: its losses count as greater than all others, its
accuracies as smaller. One that did not reach the goal has epochs without end.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, inf, isinf

from ..playback.history import Point
from .runs import Ran
from .varied import SEEDS, Values


@dataclass(frozen=True)
class Spread:
    """Quartiles, between neighbours as NumPy has them; ±inf where they lie among runs without a number."""

    lower: float
    median: float
    upper: float


@dataclass(frozen=True)
class Band:
    """What the runs' losses lie between after an epoch; inf as in a spread."""

    epoch: int
    least: float
    quartiles: Spread
    most: float


@dataclass(frozen=True)
class Summary:
    """The runs that differ only in their seeds."""

    values: Values
    """Without the seeds."""
    runs: int
    diverged: int
    refused: int
    reached: int | None
    """How many came to the goal; None where there is none."""
    epochs: Spread | None
    """To the goal; None where there is none."""
    train_loss: Spread
    test_loss: Spread | None
    """None without test rows; accuracies also where the targets are no classes."""
    train_accuracy: Spread | None
    test_accuracy: Spread | None


def summaries(ran: Sequence[Ran]) -> list[Summary]:
    """Tell what each combination comes to, in the order of its first run."""
    groups: dict[str, list[Ran]] = {}
    for one in ran:
        groups.setdefault(json.dumps(_without_seeds(one.values)), []).append(one)
    return [_summary(group) for group in groups.values()]


def bands(ran: Sequence[Ran]) -> list[Band]:
    """Tell how the losses of the test rows went, or those of the training rows where there are no others."""
    epochs = sorted({point.epoch for one in ran for point in one.points})
    return [_band(epoch, [_loss_at(epoch, one) for one in ran]) for epoch in epochs]


def spread(numbers: Sequence[float]) -> Spread:
    """Give the quartiles of some numbers, of which some may be ±inf."""
    ordered = sorted(numbers)
    return Spread(*(_quantile(ordered, share) for share in (0.25, 0.5, 0.75)))


def _band(epoch: int, losses: Sequence[float]) -> Band:
    return Band(epoch, min(losses), spread(losses), max(losses))


def _loss_at(epoch: int, one: Ran) -> float:
    point = next((each for each in one.points if each.epoch == epoch and each.is_finite), None)
    if point is None:
        return inf
    return point.train_loss if point.test_loss is None else point.test_loss


def _summary(group: Sequence[Ran]) -> Summary:
    ended = [one.course for one in group if one.course]
    wanted = any(course.reached is not None for course in ended)
    reached = [float(course.epochs) for course in ended if course.reached]
    return Summary(
        values=_without_seeds(group[0].values),
        runs=len(group),
        diverged=sum(course.diverged is not None for course in ended),
        refused=len(group) - len(ended),
        reached=len(reached) if wanted else None,
        epochs=_filled(reached, len(group), inf) if wanted else None,
        train_loss=_spread_of(group, lambda point: point.train_loss, inf) or Spread(inf, inf, inf),
        test_loss=_spread_of(group, lambda point: point.test_loss, inf),
        train_accuracy=_spread_of(group, lambda point: point.train_accuracy, -inf),
        test_accuracy=_spread_of(group, lambda point: point.test_accuracy, -inf),
    )


def _spread_of(
    group: Sequence[Ran], number: Callable[[Point], float | None], missing: float
) -> Spread | None:
    """Give the spread of a number at the runs' ends; None where no run has it."""
    if not any(one.course and number(one.course.point) is not None for one in group):
        return None
    ended = [number(one.course.point) for one in group if one.course and not one.course.diverged]
    found = [each for each in ended if each is not None]
    return _filled(found, len(group), missing)


def _filled(found: Sequence[float], runs: int, missing: float) -> Spread:
    return spread([*found, *[missing] * (runs - len(found))])


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = floor(place)
    between = place - below
    if not between:
        return ordered[below]
    low, high = ordered[below : below + 2]
    if isinf(low) or isinf(high):
        return low if isinf(low) else high
    return low + between * (high - low)


def _without_seeds(values: Values) -> Values:
    return {path: value for path, value in values.items() if path not in SEEDS}
