"""One account of the memory that all rooms take, and who gives some back when it runs short."""

import ctypes
import os
from collections.abc import Callable, Iterable
from typing import Protocol


class Taker(Protocol):
    """What takes memory, and can let go of some that only saves time."""

    used_at: float

    @property
    def bytes(self) -> int:
        """What it takes."""

    def thin(self) -> int:
        """Let go of some; give the bytes that are free for it."""


class Memory:
    """What runs, their keyframes and waiting messages take of ``most_bytes``. For the engine thread."""

    def __init__(self, most_bytes: float, takers: Callable[[], Iterable[Taker]]) -> None:
        """Take the bound, and what lists all who take memory."""
        self._most_bytes = most_bytes
        self._takers = takers

    @property
    def left(self) -> float:
        """The bytes that may still be taken; less than none where there are too many already."""
        return self._most_bytes - sum(taker.bytes for taker in self._takers())

    def spare(self, wanted: int) -> float:
        """Give the bytes left; where fewer than wanted, what those longest idle can do without goes first."""
        left = self.left
        if left >= wanted:
            return left
        for taker in sorted(self._takers(), key=lambda taker: taker.used_at):
            while left < wanted and (freed := taker.thin()):
                left += freed
        return left


def give_back() -> None:
    """Give what was freed back to the system, where the C library would keep it for itself."""
    if os.name != "posix":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
