"""The verdict: the first array, in the order of computation, that is not ours, and what is likely wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .causes import Cause, likely_cause
from .comparing import Way, way_of
from .given import Given
from .mini_batch import MiniBatch
from .passes import Made
from .places import Place, in_order, step_of


@dataclass(frozen=True)
class Difference:
    """An array that is not ours, where it is furthest off: ``at`` from 1 in theirs, ``here`` from 0 in ours.

    Numbers are None where the shapes already differ.
    """

    name: str
    place: Place
    shape: tuple[int, ...]
    wanted: tuple[int, ...]
    largest: float | None
    at: tuple[int, ...]
    here: tuple[int, ...]
    yours: float | None
    ours: float | None
    cause: Cause | None
    step: int
    """The propagation that makes it, counted from the start of the run."""


@dataclass(frozen=True)
class Verdict:
    """Each array's name, in the order of computation, whether it is ours, and by which convention."""

    arrays: tuple[tuple[str, bool, str], ...]
    difference: Difference | None

    @property
    def right(self) -> bool:
        """Whether all are ours."""
        return self.difference is None


def verdict(batch: MiniBatch, given: Sequence[Given], tolerance: float) -> Verdict:
    """Compare a learner's arrays of a mini-batch with the engine's, within the tolerance."""
    steps = {place: (phase, layer) for place, phase, layer in in_order(batch.layers)}
    order = {place: at for at, place in enumerate(steps)}
    given = sorted(_known(given, batch), key=lambda each: order[each.place])
    way = way_of(given, batch.made, batch.start, tolerance)
    fits = [way.fits(each, batch.made, tolerance) for each in given]
    conventions = [way.conventions.get(each.place.name) for each in given]
    arrays = tuple(
        (each.name, fit, convention.words if fit and convention else "")
        for each, fit, convention in zip(given, fits, conventions, strict=True)
    )
    if all(fits):
        return Verdict(arrays, None)
    first = given[fits.index(False)]
    cause = likely_cause(batch, given, first, way, tolerance)
    step = batch.number * batch.schedule.steps_per_batch + step_of(*steps[first.place], batch.schedule)
    return Verdict(arrays, _difference(first, (cause and cause.way) or way, batch.made, cause, step))


def _known(given: Sequence[Given], batch: MiniBatch) -> Iterator[Given]:
    """Leave out what this network has not: the slope of units that are coupled."""
    return (each for each in given if each.place in batch.made)


def _difference(given: Given, way: Way, made: Made, cause: Cause | None, step: int) -> Difference:
    ours = way.ours(made, given)
    theirs, shape = way.theirs(given, ours), given.value.shape
    if theirs is None:
        return Difference(given.name, given.place, shape, ours.shape, None, (), (), None, None, cause, step)
    off = np.nan_to_num(np.abs(theirs - ours), nan=np.inf)
    at = tuple(map(int, np.unravel_index(int(np.argmax(off)), off.shape)))
    # The numbers of the cells take the same way, and tell which one of theirs it is.
    cells = way.theirs(Given(given.name, given.place, np.arange(given.value.size * 1.0).reshape(shape)), ours)
    assert cells is not None, "as the array itself"
    own = tuple(int(each) + 1 for each in np.unravel_index(int(cells[at]), shape))
    largest, yours, right = float(off[at]), float(theirs[at]), float(ours[at])
    return Difference(given.name, given.place, shape, ours.shape, largest, own, at, yours, right, cause, step)
