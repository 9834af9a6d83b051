"""The lines of a CSV file as its rows take them, and the quote among them that is never closed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice

from .choices import Delimiter

END = "\ud800"
"""Stands behind the last line: a cell that is still open takes it in. No text that is decoded has it."""


class Lines:
    """Gives lines one by one, and remembers those that the row being read has taken."""

    def __init__(self, lines: Iterable[str], skipped: int) -> None:
        self._lines = islice(lines, skipped, None)
        self._taken: list[str] = []
        self.first = 1 + skipped
        """The number of the first of them in the file."""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._taken.append(line)
            yield line
        self._taken.append(END)
        yield END

    def taken(self) -> list[str]:
        """Give the lines of the row that was read."""
        return self._taken

    def go_on(self) -> None:
        """Begin the next row."""
        self.first += len(self._taken)
        self._taken.clear()


def opened(lines: Sequence[str], delimiter: Delimiter) -> tuple[int, int, str] | None:
    """Find the quote that is never closed in the lines of a row.

    Gives its cell and its line, both counted from 0, and what stands behind it. One that is closed lines
    below, in the middle of a cell, is never closed either: what closes it there was to open another cell.
    """
    text = "".join(lines).removesuffix(END)
    for number, cell in enumerate(_cells(delimiter).finditer(text)):
        inside, behind = cell["inside"], cell["behind"]
        if inside is None:
            continue
        is_torn = behind.strip() and ("\n" in inside or "\r" in inside)
        if cell["closing"] is None or is_torn:
            return number, _line(lines, cell.start("inside")), inside
    return None


def _line(lines: Sequence[str], place: int) -> int:
    """Find the line with a character of all their text, both counted from 0."""
    return sum(end < place for end in accumulate(map(len, lines)))


@cache
def _cells(delimiter: Delimiter) -> re.Pattern[str]:
    """Make what matches one cell as it stands in a row, its quotes not yet taken off."""
    apart = re.escape(delimiter)
    return re.compile(
        rf'(?:\A|(?<={apart})) *(?:"(?P<inside>(?:[^"]|"")*+)(?P<closing>")?)?(?P<behind>[^{apart}\r\n]*)'
    )
