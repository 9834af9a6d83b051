"""What the rows of a data set say, where it was made of that: sentences, or spoken words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from . import sound, tables
from .text import FRAME, Reading

Way = Literal["words", "pairs", "sound"]
"""Whether rows are counts of a sentence's words or letter pairs, or the picture of a sound."""


@dataclass(frozen=True)
class Said:
    """How a data set's rows are said: ``texts`` in their order, and where they sound, each as a WAV file.

    ``unread`` are the words that are passed over.
    """

    way: Way
    texts: Callable[[], tuple[str, ...]]
    unread: frozenset[str] = frozenset()
    wav: Callable[[int], bytes] | None = None


def written(kind: str, reading: Reading) -> Said:
    """Tell the sentences of a table."""
    return Said(reading, lambda: tables.sentences(kind)[0], FRAME if reading == "words" else frozenset())


def spoken(kind: str, words: int) -> Said:
    """Tell the words of a table, which has so many of each voice, one voice after another."""

    def texts() -> tuple[str, ...]:
        return tuple(f"{word}, voice {row // words + 1}" for row, word in enumerate(tables.rows(kind)[1]))

    return Said("sound", texts, wav=partial(sound.wav, kind))
