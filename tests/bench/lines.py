"""Viewers' lines as a load client has them: little more of a message is read than its header, in 5 to 9 µs.

Letters are passed over as a whole, but on lines that listen.
"""

import json
import math
import socket
import struct
import time
from array import array
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from app.protocol.layouts import HEADER_BYTES

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
_WHOLE = _MASKED = 0x80
_LENGTH_16, _LENGTH_64 = 126, 127
_BEGINNING = struct.Struct("!BB")
_INDEX, _INDEX_AT = struct.Struct("<d"), 16
"""In a frame's header."""
_NO_MASK = bytes(4)
"""What is masked with it stays as it is."""


class Deliveries(NamedTuple):
    """Which frame came to whom, when, in the order in which they came."""

    who: np.ndarray
    """Numbers of lines."""
    index: np.ndarray
    """Which step each shows."""
    at: np.ndarray
    """When the whole of it was here, in seconds on the monotonic clock."""


@dataclass(eq=False)
class Viewers:
    """Those who came together: their lines, and what came on them."""

    lines: list["Line"] = field(default_factory=list)
    shown: int = 0
    """How many of them have seen a frame."""
    lost: int = 0
    """How many of them the server let go of."""
    columns: Deliveries = field(default_factory=lambda: Deliveries(array("I"), array("d"), array("d")))
    """Arrays that grow."""

    def __len__(self) -> int:
        """Say how many frames have come."""
        return len(self.columns.at)

    def since(self, first: int) -> Deliveries:
        """Give what came from that frame on."""
        return Deliveries(*(np.array(column[first:]) for column in self.columns))

    @property
    def came_bytes(self) -> int:
        return sum(line.came_bytes for line in self.lines)

    @property
    def waits_s(self) -> list[float]:
        """How long each waited from coming to its first frame: for ever, who saw none."""
        return [line.shown_at - line.opened_at if line.shown_at else math.inf for line in self.lines]


@dataclass(eq=False)
class Line:
    """One viewer's line."""

    number: int
    """Among those who came together."""
    among: Viewers
    socket: socket.socket
    listens: bool = False
    bytes_per_s: float | None = None
    """How fast it reads; as fast as it can if None."""
    opened_at: float = field(default_factory=time.monotonic)
    shown_at: float = 0.0
    """When it saw its first frame."""
    lost_at: float = 0.0
    """When the server let go of it."""
    last: dict[str, dict] = field(default_factory=dict)
    """The last letter of each type, where it listens."""
    came_bytes: int = 0
    closing: bool = False
    """Whether the server said that this is the end."""
    _passed_over: int = 0
    """How many bytes of the message under way are still to come."""
    _index: float | None = None
    """Of the frame that they are the end of."""
    _held: bytes = b""
    """The beginning of what cannot be read yet."""

    def take(self, data: bytes | bytearray, size: int) -> None:
        """Read the first bytes of ``data``: a part of what the line carries, wherever it begins and ends."""
        self.came_bytes += size
        at = self._passed_over
        if at > size:
            self._passed_over = at - size
            return
        if self._index is not None:
            self._note(self._index)
            self._index = None
        if self._held:
            data = self._held + data[:size]
            size, self._held = len(data), b""
        while size - at >= _BEGINNING.size:
            first, length = _BEGINNING.unpack_from(data, at)
            body = at + _BEGINNING.size
            if length >= _LENGTH_16:
                body += 2 if length == _LENGTH_16 else 8
                length = int.from_bytes(data[at + _BEGINNING.size : body], "big")
            end = body + length
            if first == _WHOLE | BINARY:
                if size < body + HEADER_BYTES:
                    break
                (index,) = _INDEX.unpack_from(data, body + _INDEX_AT)
                if end <= size:
                    self._note(index)
                else:
                    self._index = index
            elif size < (end if self.listens or first != _WHOLE | TEXT else body):
                break
            elif self.listens or first != _WHOLE | TEXT:
                self._heed(first, bytes(data[body:end]))
            at = end
        self._passed_over = max(0, at - size)
        if at < size:
            self._held = bytes(data[at:size])

    def lose(self) -> None:
        """Take it that the server let go of this line."""
        self.lost_at = time.monotonic()
        self.among.lost += 1

    def say(self, command: dict) -> None:
        """Send a command."""
        self._send(TEXT, json.dumps(command).encode())

    def _note(self, index: float) -> None:
        """Note that the whole of a frame is here."""
        now, columns = time.monotonic(), self.among.columns
        columns.who.append(self.number)
        columns.index.append(index)
        columns.at.append(now)
        if not self.shown_at:
            self.shown_at = now
            self.among.shown += 1

    def _heed(self, first: int, content: bytes) -> None:
        """Read a letter, answer a ping, or hear that this is the end."""
        if first == _WHOLE | TEXT:
            letter = json.loads(content)
            self.last[letter["type"]] = letter
        elif first == _WHOLE | PING:
            self._send(PONG, content)
        else:
            assert first == _WHOLE | CLOSE, f"the server sent a message that begins with {first:#x}"
            self.closing = True

    def _send(self, opcode: int, content: bytes) -> None:
        size = len(content)
        short, long = (size, b"") if size < _LENGTH_16 else (_LENGTH_16, struct.pack("!H", size))
        with suppress(OSError):  # a line that is gone shows when it is read
            self.socket.sendall(bytes([_WHOLE | opcode, _MASKED | short]) + long + _NO_MASK + content)
