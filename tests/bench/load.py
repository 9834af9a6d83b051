"""A load client: opens thousands of lines to a server and attends to them, all in one thread."""

import select
import socket
import struct
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from app.protocol import SUBPROTOCOL
from tests.bench.lines import Line, Viewers
from tests.bench.process import allow_many_files

_KEY = f"{'A' * 22}=="
_BUFFER_BYTES = 2**18
_MOST_EVENTS = 4096
_TURN_S = 0.01
"""How often lines that read slowly have their turn, and what is waited for is looked for."""
_SLOW_RECEIVE_BYTES = 32_768
"""What the system keeps for a line that reads slowly: little, so that all else waits at the server."""
_WITHOUT_A_WORD = struct.pack("ii", 1, 0)


class Load:
    """Lines to one server. Whatever comes is noted among those who came together with whom it comes to."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._address, self.at = (address.hostname, address.port), address.netloc
        self._poll = select.epoll()
        self._lines: dict[int, Line] = {}
        """By the number of their socket."""
        self._greeting: dict[Line, bytes] = {}
        """Lines that are no websocket yet: what they have still to ask, or how far they are answered."""
        self._stalled: set[Line] = set()
        self._slow: dict[Line, float] = {}
        """When lines that read slowly did so last."""
        self._buffer = bytearray(_BUFFER_BYTES)
        allow_many_files()

    def __enter__(self) -> "Load":
        return self

    def __exit__(self, *_: object) -> None:
        self.cut([*self._lines.values()])
        self._poll.close()

    def open(self, room: str, count: int = 1, **how: Any) -> Viewers:
        """Begin to open so many lines to a room, all at once; ``how`` they read is as ``Line`` has it."""
        request = (
            f"GET /ws?room={room} HTTP/1.1\r\nhost: {self.at}\r\nupgrade: websocket\r\n"
            "connection: upgrade\r\nsec-websocket-version: 13\r\n"
            f"sec-websocket-key: {_KEY}\r\nsec-websocket-protocol: {SUBPROTOCOL}\r\n\r\n"
        ).encode()
        viewers = Viewers()
        for number in range(count):
            line = Line(number, viewers, socket.socket(), **how)
            viewers.lines.append(line)
            self._begin(line, request)
        return viewers

    def attend(self, seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Take what comes for so long, or until something is so; say whether it came to be so."""
        ends = time.monotonic() + seconds
        while not (reached := until()) and (left := ends - time.monotonic()) > 0:
            for descriptor, event in self._poll.poll(min(left, _TURN_S), _MOST_EVENTS):
                line = self._lines[descriptor]
                if line in self._greeting:
                    self._greet(line, event)
                elif line in self._stalled:
                    self._lose(line)
                else:
                    self._receive(line, _BUFFER_BYTES)
            for line, since in [*self._slow.items()]:
                self._slow[line] = time.monotonic()
                allowed = (self._slow[line] - since) * line.bytes_per_s
                self._receive(line, min(_BUFFER_BYTES, 1 + int(allowed)))
        return reached

    def stall(self, line: Line) -> None:
        """Have a line take nothing any more, but notice when it is ended."""
        self._poll.modify(line.socket.fileno(), select.EPOLLRDHUP)
        self._stalled.add(line)

    def cut(self, lines: Iterable[Line]) -> None:
        """End lines without a word, those that are not ended yet."""
        for line in lines:
            if line.socket.fileno() in self._lines:
                line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _WITHOUT_A_WORD)
                self._close(line)

    def _begin(self, line: Line, request: bytes) -> None:
        line.socket.setblocking(False)
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if line.bytes_per_s is not None:
            line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SLOW_RECEIVE_BYTES)
        self._lines[line.socket.fileno()] = line
        self._greeting[line] = request
        line.socket.connect_ex(self._address)
        self._poll.register(line.socket.fileno(), select.EPOLLOUT)

    def _greet(self, line: Line, event: int) -> None:
        """Ask for a websocket once there is a connection; then read that it is granted."""
        try:
            if event & select.EPOLLOUT:
                line.socket.sendall(self._greeting[line])
                self._greeting[line] = b""
                self._poll.modify(line.socket.fileno(), select.EPOLLIN)
                return
            came = line.socket.recv(_BUFFER_BYTES)
        except OSError:
            came = b""
        answer, ended, rest = (self._greeting[line] + came).partition(b"\r\n\r\n")
        self._greeting[line] = answer
        if not came or (ended and not answer.startswith(b"HTTP/1.1 101")):
            self._lose(line)
        elif ended:
            del self._greeting[line]
            line.take(rest, len(rest))
            if line.bytes_per_s is not None:
                self._poll.modify(line.socket.fileno(), 0)
                self._slow[line] = time.monotonic()

    def _receive(self, line: Line, most: int) -> None:
        try:
            size = line.socket.recv_into(self._buffer, most)
        except BlockingIOError:
            return
        except OSError:
            size = 0
        if size:
            line.take(self._buffer, size)
        if not size or line.closing:
            self._lose(line)

    def _lose(self, line: Line) -> None:
        line.lose()
        self._close(line)

    def _close(self, line: Line) -> None:
        del self._lines[line.socket.fileno()]
        self._greeting.pop(line, None)
        self._stalled.discard(line)
        self._slow.pop(line, None)
        line.socket.close()
