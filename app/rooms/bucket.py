"""How many commands may come at once, and how many in the long run."""

from collections.abc import Callable


class Bucket:
    """Holds ``burst`` drops at most, and is filled at ``per_s``; each command takes one."""

    def __init__(self, per_s: float, burst: float, now: Callable[[], float]) -> None:
        self._per_s, self._burst, self._now = per_s, burst, now
        self._drops, self._filled_at = burst, now()

    def take(self) -> float:
        """Take a drop; give the seconds to wait until it is there."""
        now = self._now()
        self._drops = min(self._burst, self._drops + self._per_s * (now - self._filled_at)) - 1.0
        self._filled_at = now
        return max(0.0, -self._drops / self._per_s)
