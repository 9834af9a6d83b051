"""What is in each column of a CSV file: its numbers, its texts, and the cells that have neither."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...engine.spec import MAX_MAGNITUDE
from ..features import Floats
from .cells import is_missing, number, priced, written
from .choices import Decimal
from .reading import Sheet

MOST_TEXTS = 1000
"""Different texts of a column that are told apart; further ones count as one more."""

_ROWS_AT_ONCE = 256
_NUMBER, RAGGED, _FURTHER = -1, -2, -3
"""Instead of the number of a text: where none is, where nothing is known, and for all beyond the most."""

Codes = NDArray[np.int16]


@dataclass(eq=False)
class Profile:
    """One column: for each row a number, or NaN and the number of its text. Asked only when all are read.

    Shapes: ``numbers`` (rows,), NaN where a cell is none, maybe infinite; ``codes`` (rows,), which text of
    ``texts`` a cell is, where it is no number; ``RAGGED`` where nothing is known of a row.
    """

    numbers: Floats
    codes: Codes
    texts: list[str] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    """The number of each text."""
    currency: str = ""
    """The sign at its amounts of money: one with another sign is no number."""

    def code(self, text: str) -> int:
        """Number a text that is not known."""
        if len(self.texts) >= MOST_TEXTS and not is_missing(text):
            return _FURTHER
        self.known[text] = len(self.texts)
        self.texts.append(text)
        return self.known[text]

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """Which cells have no value."""
        return self._told([is_missing(text) for text in self.texts])

    @cached_property
    def worded(self) -> NDArray[np.bool_]:
        """Which cells have a text that is no number."""
        further: NDArray[np.bool_] = self.codes == _FURTHER
        return self._told([not is_missing(text) for text in self.texts]) | further

    @cached_property
    def unusable(self) -> NDArray[np.bool_]:
        """Which numbers no network can be fed."""
        beyond: NDArray[np.bool_] = np.abs(self.numbers) > MAX_MAGNITUDE
        return beyond

    @cached_property
    def different(self) -> int:
        """How many different values there are, as far as texts are told apart."""
        numbers = self.numbers[(self.codes == _NUMBER) & ~self.unusable]
        return len(np.unique(numbers)) + sum(not is_missing(text) for text in self.texts)

    def names(self) -> tuple[list[str], NDArray[np.int64]]:
        """Give the different values as text, in order, and which of them each cell is: −1 if none."""
        number = (self.codes == _NUMBER) & ~self.unusable
        values = np.unique(self.numbers[number])
        worded = sorted(text for text in self.texts if not is_missing(text))
        place = {text: at for at, text in enumerate(worded, start=len(values))}
        of_text = np.array([place.get(text, -1) for text in self.texts] + [-1], dtype=np.int64)
        which = of_text[np.maximum(self.codes, -1)]
        which[number] = np.searchsorted(values, self.numbers[number])
        return [*map(written, values.tolist()), *worded], which

    def _told(self, of_texts: Sequence[bool]) -> NDArray[np.bool_]:
        """Say of each cell what is said of its text."""
        told = np.array([*of_texts, False], dtype=bool)
        found: NDArray[np.bool_] = told[np.maximum(self.codes, -1)]
        return found


def profiles(sheet: Sheet) -> list[Profile]:
    """Go through all rows once."""
    rows, columns = len(sheet), len(sheet.columns)
    numbers = np.full((columns, rows), np.nan)
    codes = np.full((columns, rows), _NUMBER, dtype=np.int16)
    found = [Profile(numbers[column], codes[column]) for column in range(columns)]
    first = 0
    for piece in sheet.pieces(_ROWS_AT_ONCE):
        for profile, cells in zip(found, zip(*piece, strict=True), strict=True):
            _read(profile, first, cells, sheet.decimal)
        first += len(piece)
    for row in sheet.ragged:
        numbers[:, row - 1], codes[:, row - 1] = np.nan, RAGGED
    return found


def _read(profile: Profile, first: int, cells: Sequence[str], decimal: Decimal) -> None:
    """Read some cells of a column: at once where they are plain numbers, which most are, else one by one."""
    if decimal == ".":
        try:
            numbers = np.array(list(map(float, cells)))
        except ValueError:
            pass
        else:
            if np.isfinite(numbers).all() and "_" not in "".join(cells):
                profile.numbers[first : first + len(cells)] = numbers
                return
    for row, cell in enumerate(cells, start=first):
        text = cell.strip()
        if text in profile.known:
            profile.codes[row] = profile.known[text]
        elif (value := _number(profile, text, decimal)) is None:
            profile.codes[row] = profile.code(text)
        else:
            profile.numbers[row] = value


def _number(profile: Profile, text: str, decimal: Decimal) -> float | None:
    value = number(text, decimal)
    if value is not None:
        return value
    amount, currency = priced(text)
    if not currency or (value := number(amount, decimal)) is None:
        return None
    profile.currency = profile.currency or currency
    return value if currency == profile.currency else None
