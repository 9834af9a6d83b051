"""Keyframes: parameters and optimizer memory at mini-batch boundaries, to compute the rest from again."""

from bisect import bisect_right
from math import inf

from ..engine import Floats

FIRST_SPACING = 16
"""Mini-batches between keyframes at first: replaying so many takes well under a millisecond."""
_SMALL_BYTES = 2**12
"""Of larger ones half as many are kept: fresh memory for one costs as much as a mini-batch."""
_OVERHEAD_BYTES = 136
"""What keeping a row costs besides its numbers: the array's own record, and its places in the lists."""


class Keyframes:
    """Every ``spacing``-th boundary of one line, in order; thinned out, every second goes."""

    def __init__(self) -> None:
        self.spacing = FIRST_SPACING
        self.bytes = 0
        """Memory that they take."""
        self._batches: list[int] = []
        self._cores: list[Floats] = []

    def wants(self, batch: int) -> bool:
        """Whether this boundary is to be kept, and is not yet."""
        return batch % self.spacing == 0 and (not self._batches or batch > self._batches[-1])

    def keep(self, batch: int, core: Floats) -> None:
        """Append a boundary."""
        if not self._batches and core.nbytes > _SMALL_BYTES:
            self.spacing *= 2
        self._batches.append(batch)
        self._cores.append(core)
        self.bytes += weight(core)

    def widen(self) -> None:
        """Keep no more from here on than are kept so far."""
        if len(self) > 1:
            gap = self._batches[1] - self._batches[0]
            while self.spacing < gap:
                self.spacing *= 2

    def thin(self) -> int:
        """Let go of every second, the first apart; give the bytes that are free for it."""
        before = self.bytes
        self.spacing *= 2
        kept = [place for place, batch in enumerate(self._batches) if batch % self.spacing == 0]
        self._batches = [self._batches[place] for place in kept]
        self._cores = [self._cores[place] for place in kept]
        self.bytes = sum(map(weight, self._cores))
        return before - self.bytes

    def nearest(self, batch: int) -> tuple[int, Floats] | None:
        """Find the last boundary kept not after ``batch``."""
        place = bisect_right(self._batches, batch) - 1
        return (self._batches[place], self._cores[place]) if place >= 0 else None

    def at(self, batch: int) -> Floats | None:
        """Find a boundary."""
        found = self.nearest(batch)
        return found[1] if found and found[0] == batch else None

    def after(self, batch: int) -> int | None:
        """Find the first boundary kept that comes after ``batch``."""
        place = bisect_right(self._batches, batch)
        return self._batches[place] if place < len(self) else None

    def boundaries(self, last: float = inf) -> list[tuple[int, Floats]]:
        """Give all up to a boundary, in order."""
        count = bisect_right(self._batches, last)
        return list(zip(self._batches[:count], self._cores[:count], strict=True))

    def __len__(self) -> int:
        return len(self._batches)


def weight(core: Floats) -> int:
    """Give the bytes that keeping these numbers takes."""
    return core.nbytes + _OVERHEAD_BYTES
