"""What the engine is held to, as functions that say where it fails: seeded bugs have to fail them too."""

from collections.abc import Iterable, Iterator, Mapping
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
    for mini_batch, reference in enumerate(vectors.split(golden()[case.name])):
        for _ in range(stepper.schedule.steps_per_batch):
            stepper.step()
        for key, error in _errors(stepper.state().arrays, reference, mini_batch):
            yield f"{case.name}, mini-batch {mini_batch + 1} of {MINI_BATCHES}, {key}: off by {error:.1e}"


def _errors(
    arrays: Mapping[vectors.Key, np.ndarray], reference: np.ndarray, mini_batch: int
) -> Iterator[tuple[vectors.Key, float]]:
    """Give the errors above the tolerance; all tensors are looked at in one before each is for itself."""
    found = {key: arrays[key] for key in vectors.shapes(mini_batch)}
    whole = np.concatenate([array.ravel() for array in found.values()])
    as_shaped = [array.shape for array in found.values()] == list(vectors.shapes(mini_batch).values())
    if as_shaped and relative_error(whole, reference) <= GOLDEN_TOLERANCE:
        return
    for key, expected in vectors.unflattened(mini_batch, reference).items():
        error = relative_error(found[key], expected)
        if not error <= GOLDEN_TOLERANCE:
            yield key, error


def relative_error(found: np.ndarray, reference: np.ndarray) -> float:
    """Give the largest |found − reference| / max(1, |reference|); infinite where shapes differ."""
    if found.shape != reference.shape:
        return float("inf")
    return float(np.max(np.abs(found - reference) / np.maximum(1.0, np.abs(reference)), initial=0.0))
