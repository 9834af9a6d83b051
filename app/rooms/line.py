"""The way to one viewer as rooms see it, and what a message looks like on it."""

from collections.abc import Callable
from typing import Protocol

_TEXT, _BINARY = 0x81, 0x82
"""The first byte of a message in one frame (RFC 6455, 5.2): whole, and what is in it."""
_SHORT, _LONG = 126, 127
"""What stands for the length where two, or eight, bytes of it follow."""


class Line(Protocol):
    """A websocket to a viewer. Used in the event loop alone, and never waited for."""

    @property
    def free(self) -> bool:
        """Whether it takes more; what is written to one that is not is kept in memory all the same."""

    def write(self, framed: bytes) -> None:
        """Send a message, framed; on a line that ends it is lost."""

    def when_free(self, call: Callable[[], object] | None) -> None:
        """Have a function called whenever the line takes more again, and when it is lost."""

    def end(self) -> None:
        """End it: who is there may come again, where the room is by then."""


class NoLine:
    """What leads nowhere: all that is for its viewer waits."""

    free = False

    def write(self, framed: bytes) -> None:
        """Lose a message."""

    def when_free(self, call: Callable[[], object] | None) -> None:
        """Never be free."""

    def end(self) -> None:
        """Be no line already."""


NOWHERE: Line = NoLine()


def framed(data: str | bytes) -> bytes:
    """Write a message as one unmasked frame, uncompressed: the same bytes for every viewer it is for."""
    kind, payload = (_TEXT, data.encode()) if isinstance(data, str) else (_BINARY, data)
    size = len(payload)
    if size < _SHORT:
        return bytes((kind, size)) + payload
    if size < 2**16:
        return bytes((kind, _SHORT)) + size.to_bytes(2) + payload
    return bytes((kind, _LONG)) + size.to_bytes(8) + payload
