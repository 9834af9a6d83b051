"""Sentences as numbers: how often each word, or each pair of letters, of a fixed vocabulary is in them.

A vocabulary is of what most sentences of a table have, whichever half they come to be in: the classes have no
part in choosing it, and an input means the same in every run. Reading takes no notice of capitals, nor of
anything but letters and the apostrophes within words. ``static/js/views/saying/reading.js`` does the same to
what a visitor types.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from unicodedata import normalize

import numpy as np

from .features import Floats

Reading = Literal["words", "pairs"]
"""What a sentence is taken for."""

EDGE = "·"
"""What a pair of letters has where a word begins or ends."""
MOST_INPUTS = 128

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
FRAME = frozenset({
    "a", "an", "the", "and", "as", "if", "or", "so", "that", "this", "such", "what", "i", "you", "he",
    "she", "it", "we", "they", "me", "us", "my", "our", "your", "his", "her", "its", "their", "is", "are",
    "am", "was", "were", "be", "been", "has", "have", "had", "do", "did", "to", "of", "in", "on", "at",
    "by", "for", "from", "with", "all", "just", "there",
})  # fmt: skip
"""What holds English sentences together, and says little by itself."""


def words(sentence: str) -> list[str]:
    """Give the words of a sentence but for those of its frame: "The tea is cold!" is tea, cold."""
    found = (word.replace("’", "'") for word in _WORD.findall(_plain(sentence)))
    return [word for word in found if word not in FRAME]


def pairs(sentence: str) -> list[str]:
    """Give each letter with the next, words with their edges: "Ein Ei" is ·e, ei, in, n·, ·e, ei, i·."""
    line = EDGE + EDGE.join(_LETTERS.findall(_plain(sentence))) + EDGE
    return [line[at : at + 2] for at in range(len(line) - 1)]


def _plain(sentence: str) -> str:
    """Write an accent and its letter as one, whichever way they were typed, and no capitals."""
    return normalize("NFC", sentence).lower()


READINGS: Mapping[Reading, Callable[[str], list[str]]] = {"words": words, "pairs": pairs}


def vocabulary(sentences: Sequence[str], reading: Reading) -> tuple[str, ...]:
    """Choose what the most sentences have, in alphabetical order; of what equally many have, the first."""
    having = Counter(part for sentence in sentences for part in set(READINGS[reading](sentence)))
    frequent = sorted(having, key=lambda part: (-having[part], part))
    return tuple(sorted(frequent[:MOST_INPUTS]))


def counts(sentences: Sequence[str], names: Sequence[str], reading: Reading) -> Floats:
    """Count each part of a vocabulary in each sentence: (sentences, names)."""
    found = [Counter(READINGS[reading](sentence)) for sentence in sentences]
    return np.array([[float(each[name]) for name in names] for each in found])
