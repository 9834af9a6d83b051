"""Who tries codes: nobody can go through them all in the time that one is good for."""

import secrets
from collections import deque
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

from ..engine import BadInput

MOST_MISSES = 200
"""From one address, which a whole school may share, in so many seconds:"""
WINDOW_S = 60.0
_SALT = secrets.token_bytes(16)
"""Of this start of the program: processes that are forked from it know who asks by the same name."""
_NAME_BYTES = 16


def asker_of(asking: Mapping[str, Any]) -> str:
    """Name where a request or a line comes from, which its ASGI scope tells, by a hash of the address.

    That is the same each time, and who reads it cannot tell whose it is.
    """
    address = asking["client"][0] if asking["client"] else ""
    return blake2b(address.encode(), digest_size=_NAME_BYTES, key=_SALT).hexdigest()


class Tries:
    """Codes that led nowhere, by where they came from; forgotten a minute later."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._misses: dict[str, deque[float]] = {}

    def check(self, asker: str) -> None:
        """Raise ``BadInput`` where there were too many from there, whether or not this one is right."""
        misses = self._recent(asker)
        if len(misses) >= MOST_MISSES:
            wait_s = max(1, round(misses[0] + WINDOW_S - self._now()))
            raise BadInput("room", "", wait_s, "too_often")

    def note(self, asker: str) -> None:
        """Remember one."""
        for other in list(self._misses):
            self._recent(other)
        self._misses.setdefault(asker, deque()).append(self._now())

    def _recent(self, asker: str) -> deque[float]:
        misses = self._misses.get(asker, deque())
        while misses and self._now() - misses[0] >= WINDOW_S:
            misses.popleft()
        if not misses:
            self._misses.pop(asker, None)
        return misses
