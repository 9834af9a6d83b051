"""The memory that the keyframes of a run may take: up to a budget, as far as others leave it some."""

import math
from collections.abc import Callable
from typing import TypeAlias

BUDGET_BYTES = 64 * 2**20
_GRANT_BYTES = 2**18
"""So much is asked for at a time when keyframes take more memory."""

Spare: TypeAlias = Callable[[int], float]
"""Lets go of what it can until so many bytes are left, and gives the bytes that are."""


def unbounded(_: int) -> float:
    """Have memory without end."""
    return math.inf


class Allowance:
    """What was granted so far, asked for in parts that are worth the asking."""

    def __init__(self, budget_bytes: int, spare: Spare) -> None:
        """``spare`` gives the bytes left for keyframes of this run and of others."""
        self._budget, self._spare, self._granted = budget_bytes, spare, 0

    def lacks(self, wanted: int) -> float | None:
        """Give the bytes left where fewer than are wanted could be."""
        left = self._spare(wanted)
        return left if left < wanted else None

    def covers(self, wanted: int) -> bool:
        """Whether keyframes may take so many bytes in all."""
        if wanted > self._budget:
            return False
        if wanted > self._granted:
            grant = max(_GRANT_BYTES, wanted) - self._granted
            if self._spare(grant) < grant:
                return False
            self._granted += grant
        return True

    def take(self, taken: int) -> None:
        """Know that so many bytes are taken, unasked."""
        self._granted = max(self._granted, taken)

    def give_back(self, taken: int) -> None:
        """Know that no more than so many bytes are taken any longer."""
        self._granted = min(self._granted, taken)
