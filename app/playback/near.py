"""Boundaries near the place last travelled to: with them going back step by step stays quick."""

from ..engine import Floats
from .keyframes import weight

_BYTES = 8 * 2**20
_MOST = 64


class Near:
    """The few that were kept last, by their mini-batches."""

    def __init__(self, core_bytes: int) -> None:
        """Take how large one is."""
        self._cores: dict[int, Floats] = {}
        self._most = max(2, min(_MOST, _BYTES // core_bytes))

    @property
    def bytes(self) -> int:
        """Memory that they take."""
        return sum(map(weight, self._cores.values()))

    def __contains__(self, batch: int) -> bool:
        return batch in self._cores

    def keep(self, batch: int, core: Floats) -> None:
        """Keep one more, in place of the one kept longest."""
        self._cores[batch] = core
        while len(self._cores) > self._most:
            del self._cores[next(iter(self._cores))]

    def nearest(self, batch: int) -> tuple[int, Floats] | None:
        """Find the last one not after a mini-batch."""
        found = max((kept for kept in self._cores if kept <= batch), default=None)
        return None if found is None else (found, self._cores[found])

    def keep_until(self, batch: float) -> None:
        """Let go of those after a mini-batch."""
        self._cores = {kept: core for kept, core in self._cores.items() if kept <= batch}

    def clear(self) -> None:
        """Let go of all."""
        self._cores = {}
