"""Websockets on one connection, bounded both ways: what is parsed of what comes, what waits to be taken.

What goes out in plenty does not pass through uvicorn's ``send``, which would wake a task for each viewer and
encode a message for each: a line lies in the ASGI scope, and takes frames as they are.
"""

from asyncio import BaseTransport, TimerHandle
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request

from ..settings import Settings

_PIECE_BYTES = 4096
"""Parsed at a time: some hundred of the smallest frames, a few milliseconds."""
_SMALL_BYTES = 1024
FRAMES_PER_S, MOST_FRAMES = 10.0, 200.0
"""Frames that are no message by themselves: pings, pongs, and the parts of messages in small pieces."""
_BAD_TEXT, _TOO_MANY, _COME_AGAIN = 1007, 1008, 1012
_MOST_UNTAKEN_BYTES = 32_768
"""Handed to the transport and not taken: above it newer frames take the place of older ones instead."""
_SLOWEST_BYTES_PER_S = 65_536
"""What is untaken may take as long as on a line of this speed, besides the viewer's time to take anything."""
LINE = "propscope.line"
"""Where in the scope's extensions a line is found."""


class LineProtocol(WebSocketsSansIOProtocol):
    """uvicorn's websockets, which by themselves parse whatever comes, however little it asks for."""

    send_timeout_s = Settings().send_timeout_s
    """A viewer that takes nothing for this long is let go."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **named)
        self._held = bytearray()
        """What has come and is not parsed yet: the viewer's earlier messages are still to be taken."""
        self._allowance = MOST_FRAMES
        self._counted_at = self.loop.time()
        self.free = True
        """Whether more may be written without piling up."""
        self._when_free: Callable[[], object] | None = None
        self._too_late: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin, with little memory for what is not taken."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=_MOST_UNTAKEN_BYTES)

    def connection_lost(self, exc: Exception | None) -> None:
        """End: whatever is still written goes nowhere."""
        super().connection_lost(exc)
        self.resume_writing()

    def handle_connect(self, event: Request) -> None:
        """Begin to speak, and leave this line where the application finds it."""
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"][LINE] = self  # type: ignore[assignment]

    def write(self, framed: bytes) -> None:
        """Send a message that is framed already; after the end of the line none is."""
        if not (self.close_sent or self.transport.is_closing()):
            self.transport.write(framed)

    def when_free(self, call: Callable[[], object] | None) -> None:
        """Have a function called whenever the line takes more again, and when it is lost."""
        self._when_free = call

    def end(self) -> None:
        """End the line of who may come again."""
        self._end(_COME_AGAIN, "come again")

    def pause_writing(self) -> None:
        """Take no more for now; end the line of who does not take it in time."""
        super().pause_writing()
        self.free = False
        patience_s = self.send_timeout_s + self.transport.get_write_buffer_size() / _SLOWEST_BYTES_PER_S
        self._too_late = self.loop.call_later(patience_s, self.transport.abort)

    def resume_writing(self) -> None:
        """Take more again."""
        super().resume_writing()
        self.free = True
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None
        if self._when_free is not None:
            self._when_free()

    def data_received(self, data: bytes) -> None:
        """Take what has come, a piece at a time, as long as messages are taken too."""
        self._held += data
        self._parse()

    async def receive(self) -> Any:  # noqa: ANN401 - uvicorn's own
        """Give the next message, and go on with what has come behind it."""
        message = await super().receive()
        self._parse()
        return message

    def _parse(self) -> None:
        while self._held and not self.read_paused and not self.transport.is_closing():
            piece = bytes(self._held[:_PIECE_BYTES])
            del self._held[:_PIECE_BYTES]
            super().data_received(piece)

    def handle_parser_exception(self) -> None:
        """End the line; one that never came to be is refused as the request it still is."""
        if self.handshake_initiated:
            super().handle_parser_exception()
        elif not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            )
            self.transport.close()

    def handle_ping(self) -> None:
        """Answer, unless there are too many."""
        if self._may():
            super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        """Take an answer, unless there are too many."""
        if self._may():
            super().handle_pong(event)

    def handle_cont(self, event: Frame) -> None:
        """Take a part of a message, unless there are too many small ones."""
        if len(event.data) >= _SMALL_BYTES or self._may():
            super().handle_cont(event)

    def handle_text(self, event: Frame) -> None:
        """Take a message or its first part."""
        if event.fin or self._may():
            super().handle_text(event)

    def handle_bytes(self, event: Frame) -> None:
        """Take a message or its first part."""
        if event.fin or self._may():
            super().handle_bytes(event)

    def send_receive_event_to_app(self) -> None:
        """Pass a message on, if it is one."""
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self._end(_BAD_TEXT, "text is UTF-8")
                return
        super().send_receive_event_to_app()

    def _may(self) -> bool:
        """Count a frame that is no message; end the line of who sends too many."""
        now = self.loop.time()
        earned = (now - self._counted_at) * FRAMES_PER_S
        self._allowance, self._counted_at = min(MOST_FRAMES, self._allowance + earned) - 1, now
        if self._allowance < 0:
            self._end(_TOO_MANY, "too many frames that are no message")
        return not self.transport.is_closing()

    def _end(self, code: int, reason: str) -> None:
        if self.close_sent or self.transport.is_closing():
            return
        self.conn.fail(code, reason)
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.transport.close()


def patient_for(send_timeout_s: float) -> type[LineProtocol]:
    """Make the protocol of a server that waits so long for a viewer to take what is sent."""
    return type("LineProtocol", (LineProtocol,), {"send_timeout_s": send_timeout_s})
