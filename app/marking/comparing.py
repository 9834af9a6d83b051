"""Whether a learner's array is ours, whichever way round it stands and whatever of it is convention.

Samples may stand by rows or by columns, weights as (inputs, units) or (units, inputs). A square array does
not tell which: it is taken as the others of its group stand, or or as it fits best.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..engine import Floats
from .given import Given
from .passes import Made, Start
from .places import BY_ROWS, BY_WEIGHTS, LOSS, Place

_TINY = 1e-3
_NOTHING = 1e-14
"""Rounding leaves so much where sums are 0."""
_MATRIX = 2


@dataclass(frozen=True)
class Convention:
    """Another number that people rightly write for the same name: ``read(made, place)`` gives it."""

    words: str
    names: tuple[str, ...]
    read: Callable[[Made, Place], Floats]


@dataclass(frozen=True)
class Way:
    """How arrays stand: the names whose square arrays are the transpose of ours, and conventions by name."""

    turned: frozenset[str]
    conventions: Mapping[str, Convention]

    def ours(self, made: Made, given: Given) -> Floats:
        """Give what a learner's array should be."""
        if given.place.name == LOSS and given.value.size == 1:
            return self._of(made, Place("batch loss", given.place.layer))
        return self._of(made, given.place)

    def _of(self, made: Made, place: Place) -> Floats:
        convention = self.conventions.get(place.name)
        return convention.read(made, place) if convention else made[place]

    def theirs(self, given: Given, ours: Floats) -> Floats | None:
        """Give a learner's array the way round that ours is; None where its shape cannot be that."""
        return aligned(given.value, ours.shape, turned=given.place.name in self.turned)

    def fits(self, given: Given, made: Made, tolerance: float) -> bool:
        """Whether a learner's array is what it should be."""
        ours = self.ours(made, given)
        return close(self.theirs(given, ours), ours, tolerance)


def close(theirs: Floats | None, ours: Floats, tolerance: float) -> bool:
    """Whether every number is ours, within ``tolerance × (1 + |ours|)``.

    Where all of an array is smaller than a thousandth, a thousand times its largest takes the place of the 1:
    vanishing gradients are still told from zeros.
    """
    if theirs is None:
        return False
    share = min(1.0, max(float(np.max(np.abs(ours), initial=0.0)) / _TINY, _NOTHING / tolerance))
    with np.errstate(invalid="ignore"):
        return bool(np.all(np.abs(theirs - ours) <= tolerance * (share + np.abs(ours))))


def aligned(value: Floats, shape: tuple[int, ...], *, turned: bool = False) -> Floats | None:
    """Give an array in a shape, its transpose where only that fits, or where a square one is ``turned``."""
    wide = [side for side in shape if side > 1]
    if len(wide) < _MATRIX:
        if value.size != int(np.prod(shape)) or sum(side > 1 for side in value.shape) > 1:
            return None
        return value.reshape(shape)
    found = value if value.ndim == len(shape) else np.squeeze(value)
    square = len(set(shape)) == 1
    if found.shape == shape and not (square and turned):
        return found
    return found.T if found.shape == shape[::-1] else None


def way_of(given: Sequence[Given], made: Made, start: Start, tolerance: float) -> Way:
    """Find out how a learner's arrays stand: as most of them fit."""
    plain = Way(frozenset(), {})
    chosen: dict[str, Convention] = {}
    for convention in conventions_of(start):
        own = [each for each in given if _name(each) in convention.names]
        other = Way(frozenset(), dict.fromkeys(convention.names, convention))
        if _fitting(own, other, made, tolerance) > _fitting(own, plain, made, tolerance):
            chosen |= other.conventions
    turned: set[str] = set()
    for names in (BY_ROWS, BY_WEIGHTS):
        own = [each for each in given if each.place.name in names]
        ways = [Way(frozenset(which), chosen) for which in ((), names)]
        votes = [sum(_votes(each, way, made, tolerance) for each in own) for way in ways]
        if votes[1] > votes[0]:
            turned |= set(names)
    return Way(frozenset(turned), chosen)


def may_fit(given: Given, made: Made, start: Start, tolerance: float) -> bool:
    """Whether an array fits by any convention, either way round."""
    own = [each for each in conventions_of(start) if _name(given) in each.names]
    ways = [Way(frozenset(), {}), *(Way(frozenset(), dict.fromkeys(each.names, each)) for each in own)]
    return any(_fitting([given], way, made, tolerance) for way in ways)


def _name(given: Given) -> str:
    return "batch loss" if given.place.name == LOSS and given.value.size == 1 else given.place.name


def _fitting(given: Sequence[Given], way: Way, made: Made, tolerance: float) -> int:
    """Count what fits, either way round."""
    return sum(
        any(
            close(
                aligned(each.value, way.ours(made, each).shape, turned=turned),
                way.ours(made, each),
                tolerance,
            )
            for turned in (False, True)
        )
        for each in given
    )


def _votes(given: Given, way: Way, made: Made, tolerance: float) -> bool:
    """Whether an array speaks for a way: by its shape, or by its numbers where it is square."""
    ours = way.ours(made, given)
    if ours.ndim < _MATRIX or min(ours.shape) == 1:
        return False
    if ours.shape[0] != ours.shape[1]:
        return given.value.shape == (ours.shape[::-1] if given.place.name in way.turned else ours.shape)
    return way.fits(given, made, tolerance)


def conventions_of(start: Start) -> list[Convention]:
    """Give the conventions that this run leaves room for."""
    network, found = start.network, []
    if network.reduction.name == "mean" and start.rows > 1:
        found.append(
            Convention(
                "of the mini-batch's mean loss: 1/m is in it",
                ("d_a", "delta"),
                lambda made, place: made[place] / start.rows,
            )
        )
    if network.penalty.gradient:
        cost = sum(
            network.penalty.cost(wb[:-1], rate[:-1]) for wb, rate in zip(start.wb, start.rate, strict=True)
        )
        found += [
            Convention(
                "with the penalty's gradient in it",
                ("grad_w",),
                lambda made, place: made[place] + made[Place("penalty_wb", place.layer)][:-1],
            ),
            Convention("with the penalty in it", ("batch loss",), lambda made, place: made[place] + cost),
        ]
    return found
