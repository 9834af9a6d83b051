"""HTTP on one connection, bounded: how large head and body are, how many come at once, how long it takes."""

import asyncio
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from ..settings import Settings

MOST_LINE_BYTES = 8000
"""In one header, or in the address: below what the websockets library takes, which answers nothing above."""
MOST_HEAD_BYTES = 32_768
MOST_HEADERS = 100
MOST_BODY_BYTES = 64 * 2**20
MOST_PIPELINED = 16
LONGEST_CROWDED_S = 2.0
"""How long it may take until there is a whole head, where there are too many connections already."""
SLOWEST_BODY_BYTES_PER_S = 16_384
_PIECE_BYTES = 16_384
"""Fed to the parser at a time, so that what is too much is noticed before it is taken."""
_LINGER_S = 1.0
_MOST_LINGER_BYTES = 2**20
_OVERHEAD_BYTES = len(": \r\n")

_TOO_LARGE = (
    "The browser sends more about itself than this server takes: at most 8000 bytes in one header, and 100 "
    "headers. Mostly it is cookies of the same address; delete them, or use a private window."
)
_NO_ROOM = "This server has as many connections as it may have. Try again in a while."


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP, which by itself takes heads without end and waits for them for ever."""

    most_connections: float = float("inf")
    """How many connections there may be; further ones are told so and go."""
    longest_request_s = Settings().longest_request_s

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **named)
        self._in_head = self._whole = True
        self._head_bytes = self._body_bytes = self._discarded = 0
        self._crowded = False
        self._refused: tuple[int, str] | None = None
        self._body_until = 0.0
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._crowded = len(self.connections) > self.most_connections
        self._within(LONGEST_CROWDED_S if self._crowded else self.longest_request_s)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._forget_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has come, a piece at a time."""
        for start in range(0, len(data), _PIECE_BYTES):
            piece = data[start : start + _PIECE_BYTES]
            if self._refused:
                self._discard(len(piece))
            elif self.transport.is_closing() or self.transport.get_protocol() is not self:
                return
            else:
                self._take(piece)

    def _take(self, piece: bytes) -> None:
        self._unset_keepalive_if_required()
        self._head_bytes += len(piece)
        try:
            self.parser.feed_data(piece)
            if self._in_head and self._head_bytes > MOST_HEAD_BYTES:
                self._refuse(431, _TOO_LARGE)
        except httptools.HttpParserUpgrade:
            if self._should_upgrade():
                self.handle_websocket_upgrade()
        except httptools.HttpParserError:
            self._answer_and_go(*(self._refused or (400, "This is no HTTP.")))
        except _Refused:
            assert self._refused, "said why"
            self._answer_and_go(*self._refused)

    def on_message_begin(self) -> None:
        """Begin a head."""
        self._in_head, self._whole = True, False
        self._head_bytes = self._body_bytes = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Take a part of the address."""
        super().on_url(url)
        if len(self.url) > MOST_LINE_BYTES:
            self._refuse(414, "The address is longer than this server takes.")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        super().on_header(name, value)
        if len(name) + len(value) + _OVERHEAD_BYTES > MOST_LINE_BYTES or len(self.headers) > MOST_HEADERS:
            self._refuse(431, _TOO_LARGE)

    def on_headers_complete(self) -> None:
        """Begin to answer: there is a whole head."""
        self._in_head = False
        if self._crowded:
            self._refuse(503, _NO_ROOM)
        if not self.url.isascii():
            self._refuse(400, "The address has letters that must be escaped.")
        if len(self.pipeline) >= MOST_PIPELINED:
            self._refuse(429, "Wait for answers before you ask for more.")
        self._body_until = self.loop.time() + self.longest_request_s
        self._until(self._body_until)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; the more has come the longer it may take."""
        self._body_bytes += len(body)
        if self._body_bytes > MOST_BODY_BYTES:
            self._refuse(413, f"A request may carry at most {MOST_BODY_BYTES} bytes.")
        self._body_until += len(body) / SLOWEST_BODY_BYTES_PER_S
        self._until(self._body_until)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait for no more of this request."""
        self._in_head = self._whole = True
        self._head_bytes = 0
        super().on_message_complete()
        self._await_next()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._await_next()

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to the line, which keeps its own time."""
        self._forget_deadline()
        super().handle_websocket_upgrade()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: what else browsers would rather speak is nobody's concern."""

    def _refuse(self, status: int, reason: str) -> None:
        """Stop in the middle of parsing."""
        self._refused = (status, reason)
        raise _Refused

    def _answer_and_go(self, status: int, reason: str) -> None:
        """Say why and end the connection, but not so soon that the answer is lost with it."""
        self._refused = (status, reason)
        self._forget_deadline()
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.close()
            return
        body = reason.encode()
        head = b"content-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff\r\n"
        length = b"connection: close\r\ncontent-length: %d\r\n\r\n" % len(body)
        self.transport.write(STATUS_LINE[status] + head + length + body)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._deadline = self.loop.call_later(_LINGER_S, self.transport.close)

    def _discard(self, size: int) -> None:
        self._discarded += size
        if self._discarded > _MOST_LINGER_BYTES:
            self.transport.abort()

    def _await_next(self) -> None:
        """Give a next request its time once there is nothing left to do for this one."""
        if self._refused or not self._whole:
            return
        answered = self.cycle is None or self.cycle.response_complete
        if answered and not self.pipeline:
            self._within(self.longest_request_s)
        else:
            self._forget_deadline()

    def _until(self, moment: float) -> None:
        self._within(moment - self.loop.time())

    def _within(self, seconds: float) -> None:
        self._forget_deadline()
        self._deadline = self.loop.call_later(seconds, self._too_late)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        """Let go of who has not said what it wants, or not all of it."""
        self._deadline = None
        self.transport.abort()


class _Refused(Exception):
    """What comes is not taken; the connection knows why."""


def limited_to(most_connections: float, longest_request_s: float) -> type[HttpProtocol]:
    """Make the protocol of a server that has so many connections at most, and waits so long for a request."""
    limits = {"most_connections": most_connections, "longest_request_s": longest_request_s}
    return type("HttpProtocol", (HttpProtocol,), limits)
