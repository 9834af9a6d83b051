"""What an outbox has for its viewer, and lines that keep what is written to them."""

import json
from collections.abc import Callable, Iterator

from app.rooms.outbox import Outbox


def taken(outbox: Outbox) -> list[str | bytes]:
    """Take all that waits."""
    data = []
    while outbox.waiting:
        data.append(outbox.take().data)
    return data


def told_of(outbox: Outbox) -> list[dict]:
    """Take all that waits, and give the letters."""
    return [json.loads(data) for data in taken(outbox) if isinstance(data, str)]


class Kept:
    """A line that takes all there is while it is free."""

    def __init__(self) -> None:
        self.free = True
        self.written: list[bytes] = []
        self._when_free: Callable[[], object] | None = None

    def write(self, framed: bytes) -> None:
        self.written.append(framed)

    def when_free(self, call: Callable[[], object] | None) -> None:
        self._when_free = call

    def messages(self) -> Iterator[str | bytes]:
        """Give what the frames say that were written."""
        rest = b"".join(self.written)
        while rest:
            head, size = {126: (4, 2), 127: (10, 8)}.get(rest[1], (2, 1))
            end = head + int.from_bytes(rest[head - size : head])
            yield rest[head:end].decode() if rest[0] == 0x81 else rest[head:end]
            rest = rest[end:]

    def take_more(self) -> None:
        """Be free again, and say so."""
        self.free = True
        if self._when_free:
            self._when_free()
