"""One pupil's exercise: what is given, and every number that is to be found, as a pupil finds it.

Who works on paper goes on with what is written there, so each number is made of those before it as they are
printed, rounded; how far that leads from the engine's own is in its tolerance.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..data import Dataset
from ..engine import BadInput, Floats, Spec
from ..marking import MiniBatch, mini_batch, standing_at_start
from ..marking.passes import Made
from ..marking.places import Place, in_order
from .friendly import MOST_ROWS, drawn, suited
from .working import DECIMALS, begun, is_friendly, worked

_GIVEN = ("y", "w", "b")
_UNPRINTED = ("step_w", "step_b")
"""New parameters come from old ones, rate and gradient in one line."""
_TRIES = 500
_NONE_FOUND = (
    f"an exercise for each: {_TRIES} were drawn for this one, and in each a unit was dead or saturated, "
    "a delta vanished, or it was one that another pupil has"
)
_MOST_OFF = 0.01
"""How far rounding may lead from the engine's own numbers."""


@dataclass(frozen=True, eq=False)
class Exercise:
    """A mini-batch to be worked by hand. ``printed`` has every number as a sheet shows it, by its place.

    Arrays are rows first, weights (inputs, units), all rounded to ``DECIMALS``; ``tolerance`` says how far
    off an answer of each place may be.
    """

    number: int
    """The pupil's, from 1."""
    batch: MiniBatch
    printed: Made
    tolerance: Mapping[Place, float]

    @property
    def spec(self) -> Spec:
        """The run whose first mini-batch this is."""
        return self.batch.spec

    @staticmethod
    def is_given(place: Place) -> bool:
        """Whether an exercise begins with it: rows, targets and parameters."""
        return place.name in _GIVEN or place == Place("a", 0)


def exercises(spec: Spec, pupils: int, *, rows: int = 1, seed: int = 0) -> Iterator[Exercise]:
    """Make an exercise for each pupil, no two alike; raise ``BadInput`` where there are none to be had."""
    spec, data = suited(spec)
    most = min(MOST_ROWS, len(data.x_train))
    if rows > most:
        raise BadInput("--rows", rows, most, "too_large")
    seen: set[Spec] = set()
    for number in range(1, pupils + 1):
        yield _drawn(spec, data, number, rows, seed, seen)


def _drawn(spec: Spec, data: Dataset, number: int, rows: int, seed: int, seen: set[Spec]) -> Exercise:
    """Draw until an exercise is worth its paper, and none of those ``seen``; note it there."""
    chance = np.random.default_rng((seed, number))
    for _ in range(_TRIES):
        own = drawn(spec, data, rows, chance)
        start = begun(own)
        made = worked(start)
        if own in seen or not is_friendly(start.network, made):
            continue
        exercise = _compared(number, own, made)
        if max(exercise.tolerance.values()) <= _MOST_OFF:
            seen.add(own)
            return exercise
    raise BadInput("--pupils", number, _NONE_FOUND, "invalid")


def _compared(number: int, spec: Spec, made: Made) -> Exercise:
    """Lay beside the engine's what a pupil finds, and say how far off an answer may be."""
    batch = mini_batch(*standing_at_start(spec), 0)
    up, untrained = range(1, batch.layers + 1), _untrained(spec)
    left_out = {Place("d_a", 0), *(Place(name, layer) for name in untrained for layer in up)}
    if batch.start.network.slope_cancels:
        left_out |= {Place("d_a", batch.layers), Place("slope", batch.layers)}
    printed = {
        place: made[place]
        for place, _, _ in in_order(batch.layers)
        if place in made and place not in left_out and place.name not in _UNPRINTED
    }
    return Exercise(
        number, batch, printed, {place: _off(batch.made[place], made[place]) for place in printed}
    )


def _untrained(spec: Spec) -> tuple[str, ...]:
    """Name what of the biases says nothing: all of them, or what would train them."""
    if spec.use_biases:
        return () if spec.train_biases else ("grad_b", "new_b")
    return ("b", "grad_b", "new_b")


def _off(exact: Floats, on_paper: Floats) -> float:
    """Say how far off an answer may be: what rounding on the way makes, twice, and the last digit."""
    drift = float(np.max(np.abs(exact - on_paper), initial=0.0))
    return float(np.ceil((2 * drift + 10.0**-DECIMALS) * 10**DECIMALS) / 10**DECIMALS)
