"""How a CSV file is written, found in its first lines: what splits its columns, its decimals, its header."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from .cells import is_missing, number, priced
from .choices import DECIMALS, DELIMITERS, Decimal, Delimiter

Rows = Sequence[Sequence[str]]

_MOST_LOOKED_AT = 200
_ONE_COLUMN = 0.6
"""How much less likely it is that nothing splits the lines than that something does."""
_UNLIKE_FIRST = 0.5
"""The same, where the first line has another number of cells than most."""
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def delimiter_of(lines: Sequence[str]) -> Delimiter:
    """Find what splits the columns: what gives most lines the same number of clean cells."""
    return max(DELIMITERS, key=lambda each: _likelihood(parsed(lines, each), each))


def separator_of(line: str) -> str | None:
    """Give the delimiter that a spreadsheet wrote into a line of its own, before all others."""
    found = _SEPARATOR_LINE.fullmatch(line)
    return found[1] if found else None


def decimal_of(rows: Rows, delimiter: Delimiter) -> Decimal:
    """Find the decimal mark: a comma where more cells are numbers with it alone than with a point alone.

    1,234 is one either way: thousands where commas split the columns, so that it is in quotes, else little
    more than 1.
    """
    cells = [priced(cell.strip())[0] for row in rows for cell in row]
    marked = [cell for cell in cells if "," in cell or "." in cell]
    commas, points = ({cell for cell in marked if number(cell, mark) is not None} for mark in (",", "."))
    alone = sum(cell in commas - points for cell in marked), sum(cell in points - commas for cell in marked)
    if alone[0] != alone[1]:
        return "," if alone[0] > alone[1] else "."
    return "," if delimiter != "," and any("," in cell for cell in commas) else "."


def has_header(rows: Rows, decimal: Decimal) -> bool:
    """Whether the first row has names: none of it a number, and not values as they come again below."""
    first, below = rows[0], rows[1:]
    if _has_corner(rows):
        return True
    if any(number(cell.strip(), decimal) is not None for cell in first):
        return False
    columns = [[row[index].strip() for row in below if index < len(row)] for index in range(len(first))]
    if any(number(cell, decimal) is not None for column in columns for cell in column):
        return True
    names = [cell.strip() for cell in first]
    again = any(name in column for name, column in zip(names, columns, strict=True))
    return len(set(names)) == len(names) and not again and not any(map(is_missing, names))


def _has_corner(rows: Rows) -> bool:
    """Whether names of rows stand below nothing, and names of columns beside it."""
    corner, *names = [cell.strip() for cell in rows[0]]
    below = [row[0].strip() for row in rows[1:]]
    return not corner and len(names) > 0 and all(names) and len(below) > 0 and all(below)


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
    cells = [priced(cell.strip())[0] for row in rows for cell in row]
    clean = sum(
        not any(each in cell for each in others) or any(number(cell, mark) is not None for mark in DECIMALS)
        for cell in cells
    )
    return clean / len(cells)
