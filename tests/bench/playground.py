"""How soon the network of TensorFlow Playground learns here, beside what was measured of its own code.

Both say how many epochs it takes until the test rows' mean of ½(a − y)² is below 0.05, at the settings it
opens with. Theirs are of 50 seeds: the engine's formulas run in Node, page loads replayed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from app.data import load
from app.data.presets import PLAYGROUND
from app.engine import Evaluator, Spec, Stepper
from tests.bench.timing import row

BELOW = 0.05
MOST_EPOCHS = 500
SEEDS, QUICK_SEEDS = 30, 10
_QUICK_ROUNDS = 100


@dataclass(frozen=True)
class Theirs:
    """Epochs that Playground's own code takes: median, and the first and last tenth; runs that get there."""

    median: float
    p10: float
    p90: float
    reached: str


THEIRS = {
    "circle": Theirs(52, 40, 95, "50/50"),
    "xor": Theirs(55, 35, 213, "46/50"),
    "gauss": Theirs(4, 3, 5, "50/50"),
}


def rows(rounds: int) -> list[str]:
    """Train each data set with many seeds."""
    seeds = range(QUICK_SEEDS if rounds < _QUICK_ROUNDS else SEEDS)
    ours = {kind: [epochs_to_learn(kind, seed) for seed in seeds] for kind in THEIRS}
    within = {kind: _within(epochs, THEIRS[kind]) for kind, epochs in ours.items()}
    return [
        row(f"TensorFlow Playground's settings, {len(seeds)} seeds", list(THEIRS)),
        row(f"epochs to test loss < {BELOW}, median", [f"{median_of(each):g}" for each in ours.values()]),
        row("first and last tenth", [_tenths(each) for each in ours.values()]),
        row("runs that get there", [_reached(each) for each in ours.values()]),
        row("theirs: median", [f"{each.median:g}" for each in THEIRS.values()]),
        row("theirs: first and last tenth", [f"{each.p10:g}..{each.p90:g}" for each in THEIRS.values()]),
        row("theirs: runs that get there", [each.reached for each in THEIRS.values()]),
        row("ours within theirs", ["yes" if within[kind] else "NO" for kind in THEIRS]),
    ]


def epochs_to_learn(kind: str, seed: int) -> float:
    """Give after how many epochs the test loss is below the goal; infinity where it never is."""
    wished = PLAYGROUND | {"data": PLAYGROUND["data"] | {"kind": kind}, "seed": seed}
    spec = msgspec.convert(wished, Spec)
    data = load(spec)
    stepper = Stepper(spec, data.x_train, data.y_train)
    test = Evaluator(stepper.parameters, data.x_test, data.y_test)
    for epoch in range(1, MOST_EPOCHS + 1):
        stepper.train(stepper.schedule.batches)
        if test.score(None)[0] < BELOW:
            return float(epoch)
    return np.inf


def median_of(epochs: Sequence[float]) -> float:
    """Give the median of all runs: those that never get there count as later than all others."""
    return float(np.quantile(epochs, 0.5, method="nearest"))


def _within(epochs: Sequence[float], theirs: Theirs) -> bool:
    return theirs.p10 <= median_of(epochs) <= theirs.p90


def _tenths(epochs: Sequence[float]) -> str:
    low, high = np.quantile(epochs, [0.1, 0.9], method="nearest")
    return f"{low:g}..{high:g}"


def _reached(epochs: Sequence[float]) -> str:
    return f"{np.isfinite(epochs).sum()}/{len(epochs)}"
