"""The shipped tables: ``MANIFEST.json`` says where each comes from, its licence and its checksum."""

import csv
import json
from functools import cache
from importlib.resources import files
from typing import TypedDict, cast

import numpy as np

from ..features import Floats


class Entry(TypedDict):
    """What the manifest says of one table."""

    source: str
    licence: str
    changes: str
    rows: int
    sha256: str


@cache
def manifest() -> dict[str, Entry]:
    """Give the manifest's entry for each table."""
    return cast(dict[str, Entry], json.loads(content("MANIFEST.json")))


def content(name: str) -> bytes:
    """Give the bytes of one shipped file."""
    return (files(__name__) / name).read_bytes()


@cache
def header(kind: str) -> tuple[str, ...]:
    """Name the columns of numbers of a table."""
    with (files(__name__) / f"{kind}.csv").open(encoding="utf-8") as file:
        return tuple(next(csv.reader(file))[:-1])


@cache
def rows(kind: str) -> tuple[Floats, tuple[str, ...]]:
    """Give the numbers (rows, columns) of a table and the class of each row."""
    lines = list(csv.reader(content(f"{kind}.csv").decode("utf-8").splitlines()))[1:]
    numbers = np.array([line[:-1] for line in lines], dtype=np.float64)
    numbers.flags.writeable = False
    return numbers, tuple(line[-1] for line in lines)
