"""What somebody has looked for in a run, a part at every tick."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from ..asking import Asked
from .walk import Walk, Walking

T = TypeVar("T")


class Errand(Generic[T]):
    """A walk that somebody has asked for; the run goes on as it does."""

    def __init__(self, asked: Asked, walk: Walk[T]) -> None:
        self.asked = asked
        self._walking = Walking(walk)
        self._took_s = 0.0

    @property
    def steps(self) -> int:
        """Made so far."""
        return self._walking.steps

    @property
    def has_ended(self) -> bool:
        """Whether all has been looked at."""
        return self._walking.ended

    def wait(self, dt: float) -> None:
        """Let ``dt`` seconds pass."""
        self._took_s += dt

    def go(self, most: int) -> Iterator[None]:
        """Look on, about so many steps further."""
        return self._walking.go(most)
