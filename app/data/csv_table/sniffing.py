"""How a CSV file is written, found in its first lines: what splits its columns, its decimals, its header."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from .cells import is_missing, number
from .choices import DELIMITERS, Decimal, Delimiter

Rows = Sequence[Sequence[str]]

_MOST_LOOKED_AT = 200
_ONE_COLUMN = 0.6
"""How much less likely it is that nothing splits the lines than that something does."""
_UNLIKE_FIRST = 0.5
"""The same, where the first line has another number of cells than most."""
_COMMA_NUMBER = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?")


def delimiter_of(lines: Sequence[str]) -> Delimiter:
    """Find what splits the columns: what gives most lines the same number of clean cells."""
    return max(DELIMITERS, key=lambda each: _likelihood(parsed(lines, each), each))


def decimal_of(rows: Rows) -> Decimal:
    """Find the decimal mark: a comma where there are such numbers, and more than with a point."""
    cells = [cell.strip() for row in rows for cell in row]
    commas = sum(_COMMA_NUMBER.fullmatch(cell) is not None for cell in cells)
    points = sum("." in cell and number(cell, ".") is not None for cell in cells)
    return "," if commas > points else "."


def has_header(rows: Rows, decimal: Decimal) -> bool:
    """Whether the first row has names: none of it a number, and not values as they come again below."""
    first, below = rows[0], rows[1:]
    if any(number(cell.strip(), decimal) is not None for cell in first):
        return False
    columns = [[row[index].strip() for row in below if index < len(row)] for index in range(len(first))]
    if any(number(cell, decimal) is not None for column in columns for cell in column):
        return True
    names = [cell.strip() for cell in first]
    again = any(name in column for name, column in zip(names, columns, strict=True))
    return len(set(names)) == len(names) and not again and not any(map(is_missing, names))


def parsed(lines: Sequence[str], delimiter: Delimiter) -> list[list[str]]:
    """Split the first lines into rows; blank ones are none."""
    try:
        rows = list(islice(reader(lines, delimiter), _MOST_LOOKED_AT))
    except csv.Error:
        return []
    return [row for row in rows if any(row)]


def reader(lines: Iterable[str], delimiter: Delimiter) -> Iterator[list[str]]:
    """Read rows as all CSV here is read: quotes double themselves, blanks before a cell are none of it."""
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def _likelihood(rows: Rows, delimiter: Delimiter) -> tuple[float, int]:
    """Say how likely a delimiter is; of equals, what makes more columns."""
    if not rows:
        return 0.0, 0
    columns, often = Counter(map(len, rows)).most_common(1)[0]
    likely = often / len(rows) * _clean(rows, delimiter)
    likely *= _ONE_COLUMN if columns == 1 else 1.0
    likely *= 1.0 if len(rows[0]) == columns else _UNLIKE_FIRST
    return likely, columns


def _clean(rows: Rows, delimiter: Delimiter) -> float:
    """Give the share of cells that hold no other delimiter, but for decimal commas."""
    others = [each for each in DELIMITERS if each != delimiter]
    cells = [cell.strip() for row in rows for cell in row]
    clean = sum(
        not any(each in cell for each in others) or _COMMA_NUMBER.fullmatch(cell) is not None
        for cell in cells
    )
    return clean / len(cells)
