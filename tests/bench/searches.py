"""Search rows: looking for what never becomes true through all that is recorded of the default run."""

import time

from app.engine import Spec
from app.playback.run import Run, begun
from app.playback.search.finding import Finder
from app.playback.search.walk import Walking
from app.protocol import Condition, Quantity
from app.protocol.stops import (
    BatchLossQuantity,
    EpochsQuantity,
    GradientQuantity,
    ParameterQuantity,
    PredictionQuantity,
    ScoreQuantity,
    ShareQuantity,
    UnitQuantity,
)
from tests.bench.timing import at_most, row

STEPS = 100_000
MOST_S = 2.0
_NEVER = 1e6
QUANTITIES: dict[str, Quantity] = {
    "a weight": ParameterQuantity(1, 0, 0),
    "an activation": UnitQuantity("a", 1, 0),
    "a delta": UnitQuantity("delta", 1, 0, 3),
    "a layer's gradient": GradientQuantity(1),
    "a mini-batch's loss": BatchLossQuantity(),
    "the test loss": ScoreQuantity("test_loss"),
    "a unit's silence": ShareQuantity("silent", 1, 0),
    "a row's prediction": PredictionQuantity("train", 7),
    "epochs": EpochsQuantity(),
}


def rows(_: int) -> list[str]:
    """Search back and forth for every kind of number."""
    run = begun(Spec())
    run.timeline.advance(STEPS)
    return [
        row(f"A search of {STEPS:,} steps, CPU s", ["forwards", "backwards"]),
        *(
            row(name, [at_most(_search_s(run, quantity, backward), MOST_S) for backward in (False, True)])
            for name, quantity in QUANTITIES.items()
        ),
    ]


def _search_s(run: Run, quantity: Quantity, backward: bool) -> float:
    origin = STEPS if backward else 0
    run.timeline.seek(origin)
    start = time.process_time()
    finder = Finder(run, [Condition(quantity, "above", _NEVER)])
    walking = Walking(finder.backward(origin) if backward else finder.forward(origin))
    while not walking.ended and finder.at < STEPS + backward:
        for _ in walking.go(1000):
            pass
    return time.process_time() - start
