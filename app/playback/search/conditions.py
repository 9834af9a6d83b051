"""Conditions: what makes them true, of a number and those before it."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from ...protocol.stops import RUNNING, Condition, Test

Holds = Callable[[Sequence[float], float], bool]
"""Whether it does of some readings, the last one being that of now, and the condition's value."""

_HOLDS: Mapping[Test, Holds] = {
    "above": lambda seen, value: seen[-1] > value,
    "at_least": lambda seen, value: seen[-1] >= value,
    "at_most": lambda seen, value: seen[-1] <= value,
    "below": lambda seen, value: seen[-1] < value,
    "crosses": lambda seen, value: (seen[0] >= value) != (seen[1] >= value),
    "changes_sign": lambda seen, _: bool(np.sign(seen[0]) != np.sign(seen[1])),
    "changes": lambda seen, _: seen[0] != seen[1],
    "rises": lambda seen, _: all(before < after for before, after in pairwise(seen)),
    "falls": lambda seen, _: all(before > after for before, after in pairwise(seen)),
}


def looks_at(condition: Condition) -> int:
    """Count the readings that a condition is about."""
    if condition.test in RUNNING:
        return (condition.times or 1) + 1
    return 2 if condition.test in ("crosses", "changes_sign", "changes") else 1


class Watching:
    """Follows one condition from reading to reading."""

    def __init__(self, condition: Condition, *, holds: bool = False) -> None:
        """``holds``: any place is wanted where it holds, and not only where it has just come to."""
        self._holds, self._value = _HOLDS[condition.test], condition.value or 0.0
        self._any = holds
        self._most = looks_at(condition)
        self.begin()

    @property
    def looks_back(self) -> int:
        """How many readings before one it takes to say whether that is wanted."""
        return self._most

    @property
    def is_ready(self) -> bool:
        """Whether so many were seen."""
        return self._count >= self._most

    def begin(self) -> None:
        """Forget what was seen."""
        self._seen: deque[float] = deque(maxlen=max(2, self._most))
        self._count = 0
        self._held = False

    def sees(self, value: float) -> bool:
        """Take the next reading; say whether it is one that is wanted."""
        self._seen.append(value)
        self._count += 1
        seen = list(self._seen)[-self._most :]
        held, self._held = self._held, len(seen) == self._most and self._holds(seen, self._value)
        return self._held and (self._any or not held)

    @property
    def values(self) -> list[float]:
        """The last reading, and those before it that it was compared with, or the one before it."""
        return list(self._seen)
