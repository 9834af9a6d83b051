"""A file that a spreadsheet saved twice: each row is one cell, in quotes, with its own quotes doubled."""

import re
from collections.abc import Iterable, Iterator

from .choices import DELIMITERS

_ONE_CELL = re.compile(r'"((?:[^"]|"")*+)"(\r?\n|\r)?')


def is_wrapped(line: str) -> bool:
    """Whether the first line is one cell that holds quoted cells, split by what splits columns."""
    inside = _ONE_CELL.fullmatch(line)
    return inside is not None and any(f'{each}""' in inside[1] for each in DELIMITERS)


def unwrapped(lines: Iterable[str]) -> Iterator[str]:
    """Give the rows as they were before; a line that is no single cell stays as it is."""
    for line in lines:
        inside = _ONE_CELL.fullmatch(line)
        yield inside[1].replace('""', '"') + (inside[2] or "") if inside else line
