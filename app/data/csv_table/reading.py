"""A CSV file is read once, in pieces, and never further than its bounds: bytes become rows of text."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from ...engine.refusal import BadInput
from ...engine.spec import MAX_ROWS
from .cells import named, told_apart
from .choices import DELIMITERS, Decimal, Delimiter, Encoding, TableChoices
from .lines import END, Lines, opened
from .sniffing import decimal_of, delimiter_of, has_header, parsed, reader, separator_of
from .wrapped import is_wrapped, unwrapped

MOST_BYTES = 20 * 2**20
MOST_COLUMNS = 512
MOST_COLUMN_NAME = 60
"""Characters: names of classes come behind some."""
NAMELESS = "column "
"""Before the number of a column without a name."""

_HEAD_BYTES = 65_536
"""So much of a file is looked at to find how it is written."""
_PIECE_BYTES = 65_536
_CODECS: dict[Encoding, str] = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "windows-1252": "cp1252"}
_ARCHIVE = b"PK\x03\x04"
_UNDECODED = re.compile("[\udc80-\udcff]")
_APART = "\0"
"""Between the cells of a row that is kept: no text has it."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """The rows of a CSV file, and how it is written. Rows and columns count from 1, the header is no row."""

    name: str
    size: int
    """In bytes."""
    encoding: Encoding
    delimiter: Delimiter
    decimal: Decimal
    header: bool
    columns: tuple[str, ...]
    ragged: dict[int, int]
    """How many cells a row has, where it is not as many as the first."""
    _rows: list[str]

    def __len__(self) -> int:
        return len(self._rows)

    def cells(self, row: int) -> list[str]:
        """Give a row's cells as they stand in the file, as many as there are columns."""
        cells = self._rows[row - 1].split(_APART)
        return cells if row not in self.ragged else _fitted(cells, len(self.columns))

    def pieces(self, rows: int) -> Iterator[list[list[str]]]:
        """Give all rows in pieces of so many."""
        for first in range(1, len(self) + 1, rows):
            yield [self.cells(row) for row in range(first, min(first + rows, len(self) + 1))]

    def column(self, name: str, field: str) -> int:
        """Find a column, counted from 0, by its name or by its number from 1; ``field`` is who asks."""
        if named(name, MOST_COLUMN_NAME) in self.columns:
            return self.columns.index(named(name, MOST_COLUMN_NAME))
        if name.isdecimal() and 1 <= int(name) <= len(self.columns):
            return int(name) - 1
        raise BadInput(field, name, list(self.columns), "unknown_name")

    def field(self, row: int, column: int | None = None) -> str:
        """Name a place in the file."""
        place = f"{self.name}, row {row}"
        return place if column is None else f"{place}, {column_of(self.columns[column])}"


def read(file: BinaryIO, name: str, choices: TableChoices = TableChoices()) -> Sheet:  # noqa: B008 - frozen
    """Read a file as it is chosen to be, or as it is found; raise ``BadInput`` where that cannot be.

    No more of the file is read than a file may have bytes, and no more than a table may have rows.
    """
    counted = _Counted(file, name)
    head = counted.head()
    encoding = _encoding(head, name, choices.encoding)
    text: Iterable[str] = io.TextIOWrapper(
        io.BufferedReader(counted, _PIECE_BYTES), _CODECS[encoding], errors="surrogateescape", newline=""
    )
    lines = _first_lines(head, encoding)
    separator = separator_of(lines[0]) if lines else None
    lines = lines[separator is not None :]
    if lines and is_wrapped(lines[0]):
        lines, text = list(unwrapped(lines)), unwrapped(text)
    delimiter = choices.delimiter or next((each for each in DELIMITERS if each == separator), None)
    delimiter = delimiter or delimiter_of(lines)
    sample = parsed(lines, delimiter)
    if not sample:
        raise BadInput(f"{name}, rows", 0, 2, "too_small")
    decimal = choices.decimal or decimal_of(sample, delimiter)
    header = has_header(sample, decimal) if choices.header is None else choices.header
    rows = _rows(Lines(text, separator is not None), delimiter, name, header=header)
    columns = next(rows) if header else [""] * len(sample[0])
    if len(columns) > MOST_COLUMNS:
        raise BadInput(f"{name}, columns", len(columns), MOST_COLUMNS, "too_large")
    kept, ragged = [], {}
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise BadInput(f"{name}, rows", f"more than {MAX_ROWS}", MAX_ROWS, "too_large")
        if not any(map(str.strip, row[len(columns) :])):
            del row[len(columns) :]
        if len(row) != len(columns):
            ragged[number] = len(row)
        kept.append(_APART.join(row))
    return Sheet(
        name=name,
        size=counted.size,
        encoding=encoding,
        delimiter=delimiter,
        decimal=decimal,
        header=header,
        columns=_names(columns),
        ragged=ragged,
        _rows=kept,
    )


def column_of(name: str) -> str:
    """Name a column in a sentence."""
    return name if name.startswith(NAMELESS) else f"column {name}"


class _Counted(io.RawIOBase):
    """A file's bytes, refused when they are more than a file may have."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._head = b""
        self.size = 0

    def head(self) -> bytes:
        """Look at the first bytes; they are read again."""
        while len(self._head) < _HEAD_BYTES and (piece := self._file.read(_HEAD_BYTES - len(self._head))):
            self._head += piece
        return self._head

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read the next bytes."""
        piece, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        piece = piece or self._file.read(len(buffer))
        self.size += len(piece)
        if self.size > MOST_BYTES:
            raise BadInput(self._name, f"more than {MOST_BYTES} bytes", MOST_BYTES, "too_many_bytes")
        buffer[: len(piece)] = piece
        return len(piece)


def _encoding(head: bytes, name: str, chosen: Encoding | None) -> Encoding:
    """Take the encoding that is chosen, else UTF-8; name another that is recognised, and what is no text."""
    if head.startswith(_ARCHIVE):
        raise BadInput(name, "a workbook or an archive: save it as CSV", None, "binary")
    if chosen != "utf-16":
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        # Latin letters in UTF-16 are every other byte 0.
        if wide or (b"\0" in head and max(head[0::2].count(0), head[1::2].count(0)) > len(head) / 4):
            raise BadInput(name, "UTF-16", {"of": "CSV", "encoding": "UTF-16"}, "bad_encoding")
        if b"\0" in head:
            raise BadInput(name, "bytes that are no text", None, "binary")
    return chosen or "utf-8"


def _first_lines(head: bytes, encoding: Encoding) -> list[str]:
    """Give the lines in the first bytes; the last one only if it is whole."""
    text = head.decode(_CODECS[encoding], "ignore")
    lines = io.StringIO(text, newline="").readlines()
    return lines if len(head) < _HEAD_BYTES or len(lines) == 1 else lines[:-1]


def _rows(lines: Lines, delimiter: Delimiter, name: str, *, header: bool) -> Iterator[list[str]]:
    """Give rows that are text and not blank; name the one that cannot be read."""
    read_rows = reader(lines, delimiter)
    names: tuple[str, ...] = ()
    number = 0 if header else 1
    while True:
        place = _Place(f"{name}, row {number}" if number else f"{name}, header", names)
        lines.go_on()
        try:
            row = next(read_rows)
        except csv.Error:
            _check_quotes(lines, delimiter, place)
            raise BadInput(place.field, "".join(lines.taken()), csv.field_size_limit(), "too_long") from None
        except UnicodeError:
            limit = {"of": "CSV", "encoding": "another encoding"}
            raise BadInput(place.field, "other bytes", limit, "bad_encoding") from None
        if lines.taken() == [END]:
            return
        if len(lines.taken()) > 1:
            _check_quotes(lines, delimiter, place)
        if not any(map(str.strip, row)):
            continue
        _check_text(row, place)
        names = names or (_names(row) if header else ())
        yield row
        number += 1


class _Place(NamedTuple):
    """A row that is being read, and the names of its columns, as far as they are known."""

    field: str
    names: Sequence[str]

    def cell(self, column: int) -> str:
        """Name a cell by its column, counted from 0."""
        name = self.names[column] if column < len(self.names) else f"{NAMELESS}{column + 1}"
        return f"{self.field}, {column_of(name)}"


def _check_quotes(lines: Lines, delimiter: Delimiter, place: _Place) -> None:
    """Refuse a quote that is never closed where it opens, and not where it is missed."""
    if found := opened(lines.taken(), delimiter):
        column, line, text = found
        limit = {"line": lines.first + line}
        raise BadInput(place.cell(column), named(f'"{text}', MOST_COLUMN_NAME), limit, "unclosed")


def _check_text(row: list[str], place: _Place) -> None:
    """Refuse what is no text in the file's encoding, by its cell."""
    whole = "".join(row)
    if whole.isascii() and _APART not in whole:
        return
    for number, cell in enumerate(row):
        if _UNDECODED.search(cell):
            shown = cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
            limit = {"of": "CSV", "encoding": "another, perhaps Windows-1252"}
            raise BadInput(place.cell(number), shown, limit, "bad_encoding")
        if _APART in cell:
            raise BadInput(place.cell(number), cell, None, "binary")


def _names(cells: list[str]) -> tuple[str, ...]:
    """Name every column once, by its number where it has no name."""
    names = [
        named(cell, MOST_COLUMN_NAME) or f"{NAMELESS}{number}" for number, cell in enumerate(cells, start=1)
    ]
    return tuple(told_apart(names, MOST_COLUMN_NAME))


def _fitted(cells: list[str], columns: int) -> list[str]:
    return [*cells, *[""] * columns][:columns]
