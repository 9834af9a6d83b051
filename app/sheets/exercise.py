"""One pupil's exercise: what is given, and every number that is to be found, as a pupil finds it.

Who works on paper goes on with what is written there, so each number is made of those before it as they are
printed, rounded; how far that leads from the engine's own is in its tolerance.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..data import Dataset
from ..engine import BadInput, Floats, Spec
from ..marking import MiniBatch, mini_batch, standing_at_start
from ..marking.passes import Made
from ..marking.places import Place, in_order
from .friendly import MOST_ROWS, drawn, suited
from .working import DECIMALS, begun, unfriendly, worked

MOST_PUPILS = 300

_GIVEN = ("y", "w", "b")
_UNPRINTED = ("step_w", "step_b")
"""New parameters come from old ones, rate and gradient in one line."""
_TRIES = 500
_MOST_OFF = 0.01
"""How far rounding may lead from the engine's own numbers."""
_KNOWN, _LED_OFF = "it was another pupil's", f"rounding led more than {_MOST_OFF:g} off"


@dataclass(frozen=True, eq=False)
class Exercise:
    """A mini-batch to be worked by hand. ``printed`` has every number as a sheet shows it, by its place.

    Arrays are rows first, weights (inputs, units), all rounded to ``DECIMALS``; ``tolerance`` says how far
    off an answer of each place may be.
    """

    number: int
    """The pupil's, from 1."""
    spec: Spec
    """The run whose first mini-batch this is."""
    batch: MiniBatch
    printed: Made
    tolerance: Mapping[Place, float]

    @staticmethod
    def is_given(place: Place) -> bool:
        """Whether an exercise begins with it: rows, targets and parameters."""
        return place.name in _GIVEN or place == Place("a", 0)


def exercises(spec: Spec, pupils: int, *, rows: int = 1, seed: int = 0) -> Iterator[Exercise]:
    """Make an exercise for each pupil, no two alike; raise ``BadInput`` where there are none to be had."""
    if pupils > MOST_PUPILS:
        raise BadInput("pupils", pupils, MOST_PUPILS, "too_large")
    spec, data = suited(spec)
    most = min(MOST_ROWS, len(data.x_train))
    if rows > most:
        raise BadInput("rows", rows, most, "too_large")
    seen: set[Spec] = set()
    for number in range(1, pupils + 1):
        yield _drawn(spec, data, number, rows, seed, seen)


def _drawn(spec: Spec, data: Dataset, number: int, rows: int, seed: int, seen: set[Spec]) -> Exercise:
    """Draw until an exercise is worth its paper, and none of those ``seen``; note it there."""
    chance = np.random.default_rng((seed, number))
    against: Counter[str] = Counter()
    for _ in range(_TRIES):
        own = drawn(spec, data, rows, chance)
        start = begun(own)
        made = worked(start)
        why = _KNOWN if own in seen else unfriendly(start.network, made)
        if not why:
            exercise = _compared(number, own, made)
            if max(exercise.tolerance.values()) <= _MOST_OFF:
                seen.add(own)
                return exercise
            why = _LED_OFF
        against[why] += 1
    reasons = ", ".join(f"in {times} {why}" for why, times in against.most_common())
    limit = f"an exercise for each: of {_TRIES} that were drawn for one, {reasons}"
    raise BadInput("pupils", number, limit, "invalid")


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
        number, spec, batch, printed, {place: _off(batch.made[place], made[place]) for place in printed}
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
