"""What the engine is held to, as functions that say where it fails: seeded bugs have to fail them too."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from app.engine.steps import Diverged
from tests.engine.golden import vectors
from tests.engine.golden.cases import MINI_BATCHES, Case, groups
from tests.engine.runs import stepper_of

GOLDEN_TOLERANCE = 1e-9


@cache
def golden() -> dict[str, np.ndarray]:
    """Give the numbers of every golden run, by its name."""
    return {name: run for group in groups() for name, run in vectors.read(group).items()}


def disagreements_with_pytorch(runs: Iterable[Case]) -> Iterator[str]:
    """Make runs one propagation at a time and name every tensor that is not PyTorch's."""
    for case in runs:
        try:
            yield from _disagreements(case)
        except Diverged as diverged:
            yield f"{case.name}: {diverged}"


@np.errstate(all="ignore")
def _disagreements(case: Case) -> Iterator[str]:
    stepper = stepper_of(case.spec)
    for mini_batch, expected in enumerate(vectors.split(golden()[case.name])):
        for _ in range(stepper.schedule.steps_per_batch):
            stepper.step()
        arrays = stepper.state().arrays
        for key, reference in expected.items():
            error = relative_error(arrays[key], reference)
            if not error <= GOLDEN_TOLERANCE:
                yield f"{case.name}, mini-batch {mini_batch + 1} of {MINI_BATCHES}, {key}: off by {error:.1e}"


def relative_error(found: np.ndarray, reference: np.ndarray) -> float:
    """Give the largest |found − reference| / max(1, |reference|); infinite where shapes differ."""
    if found.shape != reference.shape:
        return float("inf")
    return float(np.max(np.abs(found - reference) / np.maximum(1.0, np.abs(reference)), initial=0.0))
