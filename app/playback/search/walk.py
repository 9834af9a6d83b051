"""A long way is gone in pieces that say how many steps they took, so that it can be given a measure."""

from collections.abc import Generator, Iterator
from typing import Generic, TypeAlias, TypeVar

from ..pieces import Pieces

T = TypeVar("T")

Walk: TypeAlias = Generator[int, None, T]
"""Work that yields the steps it made wherever it may rest, 0 within one, and returns what it found."""


def resting(pieces: Pieces[T]) -> Walk[T]:
    """Do what makes no steps."""
    try:
        while True:
            next(pieces)
            yield 0
    except StopIteration as end:
        made: T = end.value
        return made


class Walking(Generic[T]):
    """A walk under way, gone a part at a time; ``found`` is there once it has ended."""

    found: T

    def __init__(self, walk: Walk[T]) -> None:
        self._walk = walk
        self.steps = 0
        """Made so far."""
        self.ended = False

    def go(self, most: int) -> Iterator[None]:
        """Go about so many steps on, resting on the way."""
        until = self.steps + most
        try:
            while self.steps < until:
                self.steps += next(self._walk)
                yield
        except StopIteration as end:
            self.found, self.ended = end.value, True
