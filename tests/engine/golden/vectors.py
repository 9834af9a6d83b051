"""The files of golden numbers: their order, their precision, and what they were made by.

Each group of runs has a file of its name with ``planes``, the bytes of all numbers in fixed point (least
significant bytes of all first, which deflates best), ``names``, the runs', and ``made_by``, both JSON.
"""

import ast
import hashlib
import json
from functools import cache
from itertools import pairwise
from math import prod
from pathlib import Path

import numpy as np

from tests.engine.golden.cases import BATCH_SIZE, MINI_BATCHES, ROWS, UNITS, Case

HERE = Path(__file__).parent
PER_ONE = 2.0**34
"""Steps of the fixed point in 1: numbers are rounded by at most 3e-11, a thirtieth of the tolerance."""

LAYERS = range(1, len(UNITS))
Key = tuple[str, int]


def rows_of(mini_batch: int) -> list[int]:
    """Name the rows of a mini-batch, counted from the run's start."""
    starts = range(0, ROWS, BATCH_SIZE)
    start = starts[mini_batch % len(starts)]
    return list(range(start, min(start + BATCH_SIZE, ROWS)))


@cache
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


def file_of(group: str) -> Path:
    """Say where a group's numbers are kept."""
    return HERE / f"{group}.npz"


def write(group: str, numbers: dict[str, np.ndarray], made_by: dict[str, str]) -> None:
    """Keep a group's numbers, by the names of its runs."""
    fixed = np.rint(np.stack(list(numbers.values())) * PER_ONE)
    assert np.abs(fixed).max() < 2.0**62, "a number is too large for the fixed point"
    whole = fixed.astype(np.int64)
    alternating = (whole << 1) ^ (whole >> 63)  # small negative numbers become small too
    planes = alternating.view(np.uint8).reshape(-1, 8).T
    names = json.dumps(list(numbers))
    np.savez_compressed(file_of(group), planes=planes, names=names, made_by=json.dumps(made_by))


def read(group: str) -> dict[str, np.ndarray]:
    """Read a group's numbers, ten mini-batches by the name of each run; nothing where there is no file."""
    if not file_of(group).exists():
        return {}
    with np.load(file_of(group), allow_pickle=False) as file:
        alternating = np.ascontiguousarray(file["planes"].T).view(np.int64).ravel()
        names = json.loads(str(file["names"]))
    fixed = (alternating >> 1) ^ -(alternating & 1)
    runs = (fixed / PER_ONE).reshape(-1, sum(map(_size, range(MINI_BATCHES))))
    return dict(zip(names, runs, strict=True))


def split(run: np.ndarray) -> list[np.ndarray]:
    """Give the vector of each mini-batch of one run."""
    ends = np.cumsum([0, *(_size(mini_batch) for mini_batch in range(MINI_BATCHES))])
    return [run[start:end] for start, end in pairwise(ends)]


def unflattened(mini_batch: int, vector: np.ndarray) -> dict[Key, np.ndarray]:
    """Take the tensors of a mini-batch out of its vector."""
    tensors, at = {}, 0
    for key, shape in shapes(mini_batch).items():
        size = prod(shape)
        tensors[key] = vector[at : at + size].reshape(shape)
        at += size
    return tensors


def made_by(group: str) -> dict[str, str]:
    """Say what a group's numbers were made by."""
    with np.load(file_of(group), allow_pickle=False) as file:
        found: dict[str, str] = json.loads(str(file["made_by"]))
    return found


def sources(group: list[Case]) -> dict[str, str]:
    """Give the hash of each text that a group's numbers depend on: its runs, and what PyTorch is told."""
    names = {each for case in group for each in case.records}
    body = ast.parse((HERE / "generate.py").read_text()).body
    tables = [
        node.value for node in body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    ]
    entries = [entry for table in tables for entry in zip(table.keys, table.values, strict=True)]
    used = {ast.literal_eval(key): ast.unparse(value) for key, value in entries if key is not None}
    used = {name: text for name, text in used.items() if name in names}
    classes = {node.name: ast.unparse(node) for node in body if isinstance(node, ast.ClassDef)}
    used |= {name: text for name, text in classes.items() if name in ("Reference", *used.values())}
    runs = json.dumps([[case.name, case.spec] for case in group])
    return {name: _digest(text) for name, text in {"runs": runs, **used}.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _size(mini_batch: int) -> int:
    return sum(prod(shape) for shape in shapes(mini_batch).values())
