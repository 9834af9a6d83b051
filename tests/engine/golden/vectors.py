"""The file of golden numbers: their order, their precision, and what they were made by.

``numbers.npz`` has ``planes``, the bytes of all numbers in fixed point (least significant bytes of all first,
which deflates best), and ``made_by``, JSON.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from tests.engine.golden.cases import BATCH_SIZE, MINI_BATCHES, ROWS, UNITS

HERE = Path(__file__).parent
FILE = HERE / "numbers.npz"
PER_ONE = 2.0**34
"""Steps of the fixed point in 1: numbers are rounded by at most 3e-11, a thirtieth of the tolerance."""

LAYERS = range(1, len(UNITS))
Key = tuple[str, int]


def rows_of(mini_batch: int) -> list[int]:
    """Name the rows of a mini-batch, counted from the run's start."""
    starts = range(0, ROWS, BATCH_SIZE)
    start = starts[mini_batch % len(starts)]
    return list(range(start, min(start + BATCH_SIZE, ROWS)))


def shapes(mini_batch: int) -> dict[Key, tuple[int, ...]]:
    """Give every tensor of a mini-batch, in the order in which they are kept."""
    rows = len(rows_of(mini_batch))
    found: dict[Key, tuple[int, ...]] = {("loss", LAYERS[-1]): (rows,)}
    for layer in LAYERS:
        units_in, units = UNITS[layer - 1 : layer + 1]
        found |= {(name, layer): (rows, units) for name in ("z", "a", "delta")}
        found |= {(name, layer): (units_in, units) for name in ("grad_w", "w")}
        found |= {(name, layer): (units,) for name in ("grad_b", "b")}
    return found


def flattened(mini_batch: int, tensors: dict[Key, np.ndarray]) -> np.ndarray:
    """Put the tensors of a mini-batch into one vector."""
    assert {key: array.shape for key, array in tensors.items()} == shapes(mini_batch)
    return np.concatenate([tensors[key].ravel() for key in shapes(mini_batch)])


def write(numbers: np.ndarray, made_by: dict[str, str]) -> None:
    """Keep all numbers."""
    fixed = np.rint(numbers * PER_ONE)
    assert np.abs(fixed).max() < 2.0**62, "a number is too large for the fixed point"
    whole = fixed.astype(np.int64)
    alternating = (whole << 1) ^ (whole >> 63)  # small negative numbers become small too
    planes = alternating.view(np.uint8).reshape(-1, 8).T
    np.savez_compressed(FILE, planes=planes, made_by=json.dumps(made_by))


def read() -> np.ndarray:
    """Read all numbers: (cases, numbers of ten mini-batches)."""
    with np.load(FILE, allow_pickle=False) as file:
        alternating = np.ascontiguousarray(file["planes"].T).view(np.int64).ravel()
    fixed = (alternating >> 1) ^ -(alternating & 1)
    return (fixed / PER_ONE).reshape(-1, sum(_sizes(range(MINI_BATCHES))))


def split(run: np.ndarray) -> Iterator[dict[Key, np.ndarray]]:
    """Give the tensors of each mini-batch of one run."""
    at = 0
    for mini_batch in range(MINI_BATCHES):
        tensors = {}
        for key, shape in shapes(mini_batch).items():
            size = int(np.prod(shape))
            tensors[key] = run[at : at + size].reshape(shape)
            at += size
        yield tensors


def made_by() -> dict[str, str]:
    """Say what the kept numbers were made by."""
    with np.load(FILE, allow_pickle=False) as file:
        found: dict[str, str] = json.loads(str(file["made_by"]))
    return found


def sources() -> dict[str, str]:
    """Give the hash of each file that the numbers depend on."""
    return {
        name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in ("cases.py", "generate.py")
    }


def _sizes(mini_batches: Iterable[int]) -> Iterator[int]:
    for mini_batch in mini_batches:
        yield sum(int(np.prod(shape)) for shape in shapes(mini_batch).values())
