"""A large specification is read in pieces: the rows of its table some at a time, others in between.

The library reads JSON in one go and holds the interpreter all the while, in whatever thread. So the text is
cut at the ends of rows, and each piece is read, and checked, as the array of rows that it must be. What is
not plain enough to be cut is read at once, which also tells best what is wrong with it.
"""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias, TypeVar

import msgspec

from .checking import decode
from .refusal import BadInput
from .spec import MAX_ROWS, Features, Spec, Targets

T = TypeVar("T")
Pieces: TypeAlias = Generator[None, None, T]

ROWS_AT_ONCE = 64
_TOKENS_AT_ONCE = 1024
_ROWS: Mapping[str, Any] = {"x": tuple[Features, ...], "y": tuple[Targets, ...]}
_PLACES: Mapping[tuple[bytes, ...], str] = {(b"data", name.encode()): name for name in _ROWS}
_TOKEN = re.compile(rb'"((?:[^"\\]|\\.){0,4096})"(\s*:)?|[^"\[\]{}]{1,4096}|["\[\]{}]', re.DOTALL)
"""A string, a key where a colon follows; a bracket, or half a string; so much at a time of all else."""
_AFTER_ROW = re.compile(rb"\s{0,64}([,\]])")
_TOLD_BY_PLACE = ("bad_json", "bad_encoding", "invalid", "too_deep")
"""Refusals that say where in the text something is."""


@dataclass(frozen=True)
class _Table:
    """Where in the text the rows of ``x`` or ``y`` stand, without the brackets around them."""

    starts: tuple[int, ...]
    """Of the pieces: behind the bracket, and behind a comma."""
    first_row_end: int
    end: int
    rows: int


class _Unusual(Exception):
    """The text is not plain enough to be cut."""


def read_in_pieces(text: bytes) -> Pieces[Spec]:
    """Read a specification as ``decode`` does, and rest after every few rows; raise ``BadInput``."""
    try:
        tables = yield from _tables(text)
        if tables.keys() != _ROWS.keys():
            raise _Unusual
        outline = _outline(text, tables)
        yield
        rows = {}
        for name, table in tables.items():
            rows[name] = yield from _rows(text, name, table)
    except _Unusual:
        return decode(text, Spec)
    try:
        return msgspec.structs.replace(outline, data=msgspec.structs.replace(outline.data, **rows))
    except BadInput as error:
        raise error.under("data") from None


def _tables(text: bytes) -> Pieces[dict[str, _Table]]:
    """Find the rows of a table by the brackets and keys before them."""
    found: dict[str, _Table] = {}
    path: list[bytes] = []
    at = tokens = 0
    while token := _TOKEN.match(text, at):
        at, tokens = token.end(), tokens + 1
        if tokens % _TOKENS_AT_ONCE == 0:
            yield
        match text[token.start() : token.start() + 1]:
            case b'"' if token[1] is None:
                raise _Unusual
            case b'"' if token[2] and path:
                path[-1] = token[1]
            case b"[" if name := _PLACES.get(tuple(path)):
                if name in found:
                    raise _Unusual
                found[name] = yield from _table(text, at)
                at = found[name].end + 1
            case b"[" | b"{":
                path.append(b"")
            case b"]" | b"}":
                del path[-1:]
    return found


def _table(text: bytes, start: int) -> Pieces[_Table]:
    """Find the ends of rows: of rows of numbers, which have no bracket in them."""
    starts, ends, at = [start], 0, start
    first_row_end = text.find(b"]", at) + 1
    while end := text.find(b"]", at) + 1:
        ends += 1
        if not (after := _AFTER_ROW.match(text, end)):
            break
        if after[1] == b"]":
            return _Table(tuple(starts), first_row_end, after.start(1), ends)
        at = after.end()
        if ends % ROWS_AT_ONCE == 0:
            starts.append(at)
            yield
    raise _Unusual


def _outline(text: bytes, tables: Mapping[str, _Table]) -> Spec:
    """Read all but the rows, of which the first stands for the others."""
    parts, at = [], 0
    for table in tables.values():
        parts.append(text[at : table.first_row_end])
        at = table.end
    try:
        outline = decode(b"".join([*parts, text[at:]]), Spec)
    except BadInput as error:
        if error.code in _TOLD_BY_PLACE or error.field in ("data.x", "data.y"):
            raise _Unusual from None
        raise
    if any(getattr(outline.data, name) is None for name in tables):
        raise _Unusual
    return outline


def _rows(text: bytes, name: str, table: _Table) -> Pieces[tuple[Any, ...]]:
    if table.rows > MAX_ROWS:
        raise BadInput(f"data.{name}", table.rows, MAX_ROWS, "too_long")
    rows: list[Any] = []
    for start, following in pairwise((*table.starts, table.end + 1)):
        try:
            some = decode(b"[" + text[start : following - 1] + b"]", _ROWS[name])
        except BadInput as error:
            if error.code in _TOLD_BY_PLACE:
                raise _Unusual from None
            raise _moved(error, len(rows)).under(f"data.{name}") from None
        if not some:
            raise _Unusual
        rows += some
        yield
    return tuple(rows)


def _moved(error: BadInput, rows: int) -> BadInput:
    """Name the row that is refused by its number in the whole table."""
    row, dot, rest = error.field.partition(".")
    return BadInput(f"{int(row) + rows}{dot}{rest}", error.value, error.limit, error.code)
