"""Long work is done in pieces: a generator that rests between them, so that others may have their turn."""

from collections.abc import Callable, Generator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Pieces: TypeAlias = Generator[None, None, T]
"""Work that yields wherever it may rest, and returns what it made."""


def while_wanted(pieces: Pieces[T], wanted: Callable[[], bool]) -> Pieces[T | None]:
    """Do it as long as it is wanted, which is asked at every rest; None where it is not."""
    try:
        while wanted():
            next(pieces)
            yield
    except StopIteration as end:
        made: T = end.value
        return made
    pieces.close()
    return None


def at_once(pieces: Pieces[T]) -> T:
    """Do all of it without a rest."""
    try:
        while True:
            next(pieces)
    except StopIteration as end:
        made: T = end.value
        return made
