"""Elapsed time becomes steps due. Nobody here reads a clock: the time is told."""

from ..protocol import USUAL_SPEED

_LONGEST_GAP_S = 0.5
"""A pause longer than this (a sleeping machine, a slow slice) is not made up for in one rush."""


class Clock:
    """Counts the steps due at a speed, units a second; None is as many as there is time for."""

    def __init__(self, speed: float | None = USUAL_SPEED) -> None:
        self.speed = speed
        self._due = 0.0

    def restart(self) -> None:
        """Begin anew: the first unit is due at once."""
        self._due = 1.0

    def advance(self, dt: float) -> None:
        """Let ``dt`` seconds pass."""
        if self.speed is not None:
            self._due = min(self._due + dt * self.speed, max(1.0, _LONGEST_GAP_S * self.speed))

    def take(self) -> int | None:
        """Give the units that have fallen due since they were last taken; None without a limit."""
        if self.speed is None:
            return None
        due = int(self._due)
        self._due -= due
        return due

    def seconds_to_next(self) -> float:
        """Give the time until the next unit is due."""
        return 0.0 if self.speed is None else max(0.0, 1.0 - self._due) / self.speed
