"""What a difference likely comes from: the mistake that, made by the engine's own numbers, gives theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..engine import Floats
from .comparing import Way, aligned, close, may_fit, way_of
from .given import Given
from .mini_batch import MiniBatch
from .mistakes import Mistake, likely, placed
from .passes import Made, make, shows
from .places import BY_ROWS, BY_WEIGHTS, Place

_SQUARE = 2


@dataclass(frozen=True)
class Cause:
    """What is likely wrong: a mistake by name and in words, and how many of the differing arrays it makes.

    ``way`` is how the arrays stand if it is so, where that tells more than the right ones among them.
    """

    mistake: str
    words: str
    explains: int
    way: Way | None = None


def likely_cause(
    batch: MiniBatch, given: Sequence[Given], first: Given, way: Way, tolerance: float
) -> Cause | None:
    """Find the mistake that makes the first array that differs, and most of the others; None if none does."""
    ours = way.ours(batch.made, first)
    if not np.isfinite(first.value).all():
        return Cause("not_finite", "there are numbers in it that are not finite", 1)
    if _is_turned(first, ours, way, tolerance):
        return Cause("transposed", "it is transposed: the others stand the other way round", 1)
    return (
        _wrong_rule(batch, given, first, way, tolerance)
        or _other_rows(first, ours, way, tolerance)
        or _not_summed(batch.made, first, way, tolerance)
        or _another_array(batch.made, first, way, tolerance)
        or _multiple(first, ours, way, tolerance)
    )


def _is_turned(first: Given, ours: Floats, way: Way, tolerance: float) -> bool:
    """Whether a square array is ours the other way round."""
    turned = aligned(first.value, ours.shape, turned=first.place.name not in way.turned)
    return ours.ndim == _SQUARE and close(turned, ours, tolerance)


def _wrong_rule(
    batch: MiniBatch, given: Sequence[Given], first: Given, way: Way, tolerance: float
) -> Cause | None:
    """Try every mistake in every place; of those that make the first array, take what makes most of all.

    ``given`` is in the order of computation.
    """
    differing = [each for each in given if not way.fits(each, batch.made, tolerance)]
    before = given[: given.index(first)]
    best: Cause | None = None
    most = 0
    for mistake, where, made in _tried(batch, first.place):
        if not may_fit(first, made, batch.start, tolerance):
            continue
        read = way_of(given, made, batch.start, tolerance)
        if not read.fits(first, made, tolerance):
            continue
        explained = [each for each in given if read.fits(each, made, tolerance)]
        # What is right before it must stay so.
        if len(explained) > most and all(each in explained for each in before):
            most = len(explained)
            words = f"{mistake.words} ({where})" if where else mistake.words
            best = Cause(mistake.name, words, sum(each in explained for each in differing), read)
        if most == len(given):
            break
    return best


def _tried(batch: MiniBatch, place: Place) -> Iterator[tuple[Mistake, str, Made]]:
    """Make the mini-batch with every mistake that can show at a place."""
    network = batch.start.network
    for mistake in likely(network):
        if not shows(mistake.rules, place):
            continue
        for where, wrong in placed(mistake, network):
            try:
                yield mistake, where, make(batch.start, wrong)
            except (ValueError, KeyError):
                # Its shapes do not fit here, or there is nothing that it would read.
                continue


def _other_rows(first: Given, ours: Floats, way: Way, tolerance: float) -> Cause | None:
    theirs = way.theirs(first, ours)
    if theirs is None or first.place.name not in BY_ROWS or ours.ndim != _SQUARE:
        return None
    if not close(_sorted(theirs), _sorted(ours), tolerance):
        return None
    return Cause("other_order", "the samples are the right ones, in another order", 1)


def _sorted(rows: Floats) -> Floats:
    return rows[np.lexsort(rows.round(_DIGITS).T[::-1])]


_DIGITS = 6


def _not_summed(made: Made, first: Given, way: Way, tolerance: float) -> Cause | None:
    if first.place.name != "grad_b":
        return None
    place = Place("delta", first.place.layer)
    if not way.fits(Given(first.name, place, first.value), made, tolerance):
        return None
    return Cause("not_summed", "it is δ of each sample: they are to be taken together over the samples", 1)


def _another_array(made: Made, first: Given, way: Way, tolerance: float) -> Cause | None:
    groups = [names for names in (BY_ROWS, BY_WEIGHTS) if first.place.name in names]
    for place, value in made.items():
        if groups and place.name in groups[0] and close(way.theirs(first, value), value, tolerance):
            name = f"{place.name} of layer {place.layer}"
            return Cause("another_array", f"these are the numbers of {name}", 1)
    return None


def _multiple(first: Given, ours: Floats, way: Way, tolerance: float) -> Cause | None:
    """Say by which number an array is multiplied, where that is all that is wrong."""
    theirs = way.theirs(first, ours)
    if theirs is None or ours.size == 1 or not np.any(ours):
        return None
    at = np.unravel_index(int(np.argmax(np.abs(ours))), ours.shape)
    factor = float(theirs[at] / ours[at])
    if factor == 0 or not close(theirs / factor, ours, tolerance):
        return None
    return Cause("multiple", f"it is {factor:.6g} times what it should be", 1)
