"""Mini-batches as bytes: a head that says what is where, then the numbers, made small without losing a bit.

All that one step of every mini-batch makes under one name is a column. Numbers go in single precision where
they fit, as frames of large networks do; where a column repeats another it is kept as the difference of the
two, bit by bit; and bytes of the same weight lie together, which is what makes them small when deflated. A
column that only picks rows of the table is kept as the table.

The whole, once inflated: the length of the head (4 bytes, little-endian), the head as JSON, the columns in
the head's order, and what else there is. A column is so many planes, the most significant first: byte ``n``
of every number in a row.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ...engine import Floats
from .passes import Made, Pass

Table: TypeAlias = Mapping[str, Floats]
"""Training rows: what a mini-batch's ``a`` of the inputs and its ``y`` are picked from."""

_Bytes: TypeAlias = NDArray[np.uint8]
_ROWS = (1, "rows", 0)
_PICKED = {(1, "a", 0): "a", (1, "y", 0): "y"}
_LEVEL = 9


class Column(Struct, frozen=True, omit_defaults=True):
    """What one step makes under one name; ``step`` 0 is what a mini-batch finds."""

    step: int
    name: str
    layer: int
    bytes: int = 4
    """Of a number: 4 is single precision, 8 double."""
    like: int | None = None
    """The column from which it is told by differences, bit by bit …"""
    lag: int = 0
    """… of as many mini-batches before."""
    picked: bool = False
    """Whether it is the table's rows that ``rows`` names: the table is kept in its place."""


class Batch(Struct, frozen=True, array_like=True):
    """One mini-batch: its number, how it is laid out, and whether it finds what the one before it left."""

    number: int
    layout: int
    follows: bool


class Packed(Struct, frozen=True):
    """What is where."""

    columns: list[Column]
    layouts: list[list[tuple[int, ...] | None]]
    """Shapes, column by column; none where a mini-batch has no such array."""
    batches: list[Batch]
    table: dict[str, tuple[int, ...]]
    """Shapes of what rows are picked from."""


@dataclass(frozen=True, eq=False)
class _Laid:
    """A column: arrays of every mini-batch, and the same as bytes (numbers, bytes of each), highest first."""

    arrays: list[Floats | None]
    bytes: _Bytes
    starts: NDArray[np.int64]
    """Where each mini-batch's numbers begin."""


def packed(passes: Sequence[Pass], table: Table, head: Mapping[str, Any], rest: bytes = b"") -> bytes:
    """Pack mini-batches, in order, with what else is to be in the head; deflated, without a header.

    ``rest`` comes behind them as it is.
    """
    keys = sorted(dict.fromkeys(key for each in passes for key in each.arrays))
    laid = [_laid([each.arrays.get(key) for each in passes]) for key in keys]
    columns, planes, kept = [], [], {}
    for place, key in enumerate(keys):
        width = laid[place].bytes.shape[1]
        if key in _PICKED and (source := _table(key, laid, keys, table)) is not None:
            columns.append(Column(*key, bytes=width, picked=True))
            kept[_PICKED[key]] = source.shape
            planes.append(_laid([source], width).bytes.T.tobytes())
            continue
        told, like, lag = _told(place, keys, laid)
        columns.append(Column(*key, bytes=width, like=like, lag=lag))
        planes.append(told.T.tobytes())
    layouts: dict[tuple[tuple[int, ...] | None, ...], int] = {}
    batches = []
    for number, each in enumerate(passes):
        shapes = tuple(each.arrays[key].shape if key in each.arrays else None for key in keys)
        layout = layouts.setdefault(shapes, len(layouts))
        batches.append(Batch(each.number, layout, each.follows(passes[number - 1] if number else None)))
    what = Packed(columns, [list(layout) for layout in layouts], batches, kept)
    text = msgspec.json.encode({**head, "packed": what})
    deflating = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    whole = len(text).to_bytes(4, "little") + text + b"".join(planes) + rest
    return deflating.compress(whole) + deflating.flush()


def _laid(arrays: list[Floats | None], width: int | None = None) -> _Laid:
    """Put a column's numbers in a row; in single precision where all of them fit."""
    flat = [np.ravel(array) for array in arrays if array is not None]
    numbers = np.concatenate(flat)
    if width is None:
        width = 4 if _fits(numbers) else 8
    exact = numbers.astype(">f4" if width == 4 else ">f8")
    sizes = [0 if array is None else array.size for array in arrays]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return _Laid(arrays, exact.view(np.uint8).reshape(-1, width), starts)


def _fits(numbers: Floats) -> bool:
    """Whether none is lost in single precision: none too large for it, none that becomes 0."""
    with np.errstate(over="ignore", under="ignore"):
        single = numbers.astype(np.float32)
    return bool(np.isfinite(single).all() and ((single == 0) == (numbers == 0)).all())


def _told(place: int, keys: Sequence[Made], laid: Sequence[_Laid]) -> tuple[_Bytes, int | None, int]:
    """Tell a column by itself, or by the column that leaves the least to be told."""
    column = laid[place]
    best = column.bytes
    how: tuple[int | None, int] = (None, 0)
    size = _deflated(best)
    for like, lag in _alike(place, keys, laid):
        told = _difference(column, laid[like], lag)
        if told is not None and (less := _deflated(told)) < size:
            best, how, size = told, (like, lag), less
    return best, *how


def _alike(place: int, keys: Sequence[Made], laid: Sequence[_Laid]) -> list[tuple[int, int]]:
    """Name columns that may be nearly the same: itself a mini-batch ago, its array's others, equal ones."""
    step, name, layer = keys[place]
    same = [other for other, key in enumerate(keys) if key[1:] == (name, layer)]
    ways = [(place, 1)]
    if step == 0:
        ways += [(other, 1) for other in same if other > place]
    else:
        ways += [(other, 0) for other in same if other < place]
    equal = (other for other in range(place) if np.array_equal(laid[other].bytes, laid[place].bytes))
    return ways + [(other, 0) for other in equal]


def _difference(column: _Laid, other: _Laid, lag: int) -> _Bytes | None:
    """Give the bits in which a column is another; None where their shapes do not go together."""
    if column.bytes.shape[1] != other.bytes.shape[1] or len(column.arrays) <= lag:
        return None
    told = column.bytes.copy()
    for number in range(lag, len(column.arrays)):
        mine, theirs = column.arrays[number], other.arrays[number - lag]
        if mine is None:
            continue
        if theirs is None or mine.shape != theirs.shape:
            return None
        at, start = column.starts[number], other.starts[number - lag]
        told[at : at + mine.size] ^= other.bytes[start : start + mine.size]
    return told


def _table(key: Made, laid: Sequence[_Laid], keys: Sequence[Made], table: Table) -> Floats | None:
    """Give the rows of which a column is a choice, where they are less than it, and it is just that."""
    source, column = table[_PICKED[key]], laid[keys.index(key)]
    if source.size >= sum(array.size for array in column.arrays if array is not None):
        return None
    for array, rows in zip(column.arrays, laid[keys.index(_ROWS)].arrays, strict=True):
        if array is None or rows is None or not np.array_equal(source[rows.astype(int)], array):
            return None
    return source


def _deflated(numbers: _Bytes) -> int:
    return len(zlib.compress(numbers.T.tobytes(), 1))
