"""The shipped tables: ``MANIFEST.json`` says where each comes from, its licence and its checksum."""

import csv
import json
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict, cast

import numpy as np

from ..features import Floats


class Entry(TypedDict):
    """What the manifest says of one table."""

    source: str
    licence: str
    changes: str
    rows: int
    sha256: str
    sounds_sha256: NotRequired[str]
    """Of the sounds that belong to its rows."""


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
    cells, names = _lines(kind)
    numbers = np.array(cells, dtype=np.float64)
    numbers.flags.writeable = False
    return numbers, names


@cache
def sentences(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the sentences of a table of these, and the class of each."""
    cells, names = _lines(kind)
    return tuple(cell for (cell,) in cells), names


def _lines(kind: str) -> tuple[list[list[str]], tuple[str, ...]]:
    """Split each row of a table into its cells and its class."""
    lines = list(csv.reader(content(f"{kind}.csv").decode("utf-8").splitlines()))[1:]
    return [line[:-1] for line in lines], tuple(line[-1] for line in lines)
