"""The line itself, on a transport that takes what the test lets it take: what uvicorn must go on to allow."""

import asyncio
from collections.abc import Callable

import pytest
import uvicorn
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode

from app.rooms.line import framed
from app.web.line_protocol import LINE, LineProtocol, patient_for
from tests.patience import PATIENCE_S

HANDSHAKE = (
    b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Taken(asyncio.Transport):
    """Keeps what was written, and what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.untaken = 0
        self.limit = 0
        self.closing = self.aborted = False

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self.limit = high or 0

    def get_write_buffer_size(self) -> int:
        return self.untaken

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return self.closing

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.closing = self.aborted = True

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


async def opened(app: Callable, protocol: type[LineProtocol] = LineProtocol) -> tuple[LineProtocol, Taken]:
    """A line on which the handshake is done, and whose application runs."""
    config = uvicorn.Config(app, ws_per_message_deflate=False, log_level="critical")
    config.load()
    line, transport = protocol(config, ServerState(), {}, asyncio.get_running_loop()), Taken()
    line.connection_made(transport)
    line.data_received(HANDSHAKE)
    async with asyncio.timeout(PATIENCE_S):
        while not transport.written.startswith(b"HTTP/1.1 101"):
            await asyncio.sleep(0)
    transport.written = b""
    return line, transport


async def staying(scope, receive, send) -> None:
    """Accept, and stay until the viewer goes; end then by closing."""
    assert scope["extensions"][LINE].free
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] != "websocket.disconnect":
        if "text" in message:
            await send({"type": "websocket.send", "text": message["text"]})


def from_viewer(opcode: Opcode, payload: bytes) -> bytes:
    return Frame(opcode, payload).serialize(mask=True)


def test_what_is_framed_goes_out_between_what_uvicorn_sends():
    async def work() -> None:
        line, transport = await opened(staying)
        line.write(framed(b"frame"))
        line.data_received(from_viewer(Opcode.PING, b"?"))
        line.write(framed("letter"))
        line.data_received(from_viewer(Opcode.TEXT, b"echo"))
        async with asyncio.timeout(PATIENCE_S):
            while not transport.written.endswith(b"echo"):
                await asyncio.sleep(0)
        line.write(framed(b"last"))

        said = [(Opcode.BINARY, b"frame"), (Opcode.PONG, b"?"), (Opcode.TEXT, b"letter")]
        said += [(Opcode.TEXT, b"echo"), (Opcode.BINARY, b"last")]
        assert transport.written == b"".join(Frame(code, data).serialize(mask=False) for code, data in said)

    asyncio.run(work())


@pytest.mark.parametrize("who", ["viewer", "server", "application"])
def test_nothing_is_written_after_the_end(who: str):
    async def brief(scope, receive, send) -> None:
        await send({"type": "websocket.accept"})
        await receive()
        await receive()
        await send({"type": "websocket.close", "code": 1000})

    async def work() -> None:
        line, transport = await opened(brief)
        if who == "viewer":
            line.data_received(from_viewer(Opcode.CLOSE, b"\x03\xe8"))
        elif who == "server":
            line.shutdown()
        else:
            line.data_received(from_viewer(Opcode.TEXT, b"go"))
            async with asyncio.timeout(PATIENCE_S):
                while not transport.written:
                    await asyncio.sleep(0)
        ended = transport.written
        assert ended[0] == 0x88, "the line was closed as websockets are"

        line.write(framed("more"))

        assert transport.written == ended

    asyncio.run(work())


def test_a_line_is_not_free_while_its_transport_takes_no_more_and_says_when_it_does():
    async def work() -> None:
        line, transport = await opened(staying)
        freed = []
        line.when_free(lambda: freed.append(line.free))
        assert 0 < transport.limit <= 65_536

        line.pause_writing()
        assert not line.free
        assert freed == []
        line.resume_writing()

        assert freed == [True]

    asyncio.run(work())


def test_who_takes_nothing_is_let_go_and_who_takes_it_late_is_not():
    async def work() -> None:
        (stalled, lost), (slow, kept) = (
            await opened(staying, patient_for(0.05)),
            await opened(staying, patient_for(0.05)),
        )
        for line in (stalled, slow):
            line.pause_writing()
        slow.resume_writing()
        async with asyncio.timeout(PATIENCE_S):
            while not lost.aborted:
                await asyncio.sleep(0.01)

        assert not kept.aborted

    asyncio.run(work())


def test_whoever_has_much_to_take_has_longer_for_it():
    async def work() -> None:
        (little, soon), (much, later) = (
            await opened(staying, patient_for(0.01)),
            await opened(staying, patient_for(0.01)),
        )
        later.untaken = 100 * 2**20
        for line in (little, much):
            line.pause_writing()
        async with asyncio.timeout(PATIENCE_S):
            while not soon.aborted:
                await asyncio.sleep(0.01)

        assert not later.aborted
        much.resume_writing()

    asyncio.run(work())


def test_a_line_that_is_lost_lets_go_of_what_waits_for_it():
    async def work() -> None:
        line, transport = await opened(staying)
        freed = []
        line.when_free(lambda: freed.append(True))
        line.pause_writing()

        transport.closing = True
        line.connection_lost(None)
        line.write(framed("nothing"))

        assert (freed, line.free) == ([True], True)
        assert transport.written == b""

    asyncio.run(work())
