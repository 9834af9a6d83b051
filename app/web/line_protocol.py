"""Websockets on one connection, bounded: how many frames ask for nothing, how much is parsed at a time."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

_PIECE_BYTES = 4096
"""Parsed at a time: some hundred of the smallest frames, a few milliseconds."""
_SMALL_BYTES = 1024
FRAMES_PER_S, MOST_FRAMES = 10.0, 200.0
"""Frames that are no message by themselves: pings, pongs, and the parts of messages in small pieces."""
_BAD_TEXT, _TOO_MANY = 1007, 1008


class LineProtocol(WebSocketsSansIOProtocol):
    """uvicorn's websockets, which by themselves parse whatever comes, however little it asks for."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **named)
        self._held = bytearray()
        """What has come and is not parsed yet: the viewer's earlier messages are still to be taken."""
        self._allowance = MOST_FRAMES
        self._counted_at = self.loop.time()

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
