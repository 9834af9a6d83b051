"""Phones row: a lecture opens the class's page in the same few seconds, each by a slow and distant line."""

import asyncio
import gzip
import math
import re
import time
from dataclasses import dataclass, field

import numpy as np

from app.protocol import SUBPROTOCOL
from tests.bench.lines import Line, Viewers
from tests.bench.timing import at_most, row
from tests.bench.watching import Extent, Room, room

PHONES, COMING_S = 300, 5.0
BYTES_PER_S, ROUND_TRIP_S = 300_000, 0.06
MOST_S, MOST_KB = 10.0, 300.0
_AT_ONCE = 6
"""Requests that a browser has under way to one server."""
_READ_BYTES = 16_384
_PATIENCE_S = 600.0
_FOLLOWERS = b"class-badge"
"""What only the part of the page has that is a follower's."""
_NAMED = re.compile(r'(?:src|href|data-catalogue)="(page/[\w-]+\.(?:js|css|json))"')
_PART = re.compile(rb"part-[0-9a-f]{16}\.js")
_STYLE = re.compile(rb"static/css/[\w-]+\.css")
_UPGRADE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
    f"Sec-WebSocket-Protocol: {SUBPROTOCOL}",
)
_BLANK = b"\r\n\r\n"


def came(extent: Extent) -> "tuple[list[Phone], list[Phone]]":
    """Have them all come, to a run that stands and to one at full speed."""
    with room(extent) as here:
        here.drive({"type": "open_room"})
        code = here.driver.last["classroom"]["code"]
        to_one_that_stands = asyncio.run(_lecture(here, code, extent.share))
        here.play({})
        return to_one_that_stands, asyncio.run(_lecture(here, code, extent.share))


def rows(extent: Extent) -> list[str]:
    """Have them all come twice, and say how long they took."""
    return rows_of(came(extent))


def rows_of(came: "tuple[list[Phone], list[Phone]]") -> list[str]:
    """Say how long they took."""
    title = f"{len(came[0])} phones at {BYTES_PER_S / 1000:.0f} kB/s open the page"
    return [
        row(title, ["it stands", "at full speed"]),
        row("kB until one follows", [at_most(phones[0].came_bytes / 1000, MOST_KB) for phones in came]),
        row("until one follows, s, median", [f"{_median_s(phones):.2f}" for phones in came]),
        row("until all do, s", [at_most(_whole_s(phones), MOST_S) for phones in came]),
    ]


@dataclass
class Phone:
    """One that comes, by a line that carries so much and no more, whatever asks for it."""

    at: str
    """Host and port."""
    came_at: float = 0.0
    follows_at: float = math.inf
    came_bytes: int = 0
    _line: asyncio.StreamWriter | None = None
    _free_at: float = 0.0
    _connections: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def get(self, path: str) -> bytes:
        """Ask for a file, on a line of its own, and give what it has in it."""
        async with self._connections:
            reader, writer = await self._connect()
            await self._ask(writer, path, "Accept-Encoding: gzip", "Connection: close")
            answer = b""
            while read := await self._read(reader):
                answer += read
            writer.close()
        head, _, body = answer.partition(_BLANK)
        assert b" 200 " in head.partition(b"\r\n")[0], (path, head)
        return gzip.decompress(body) if b"gzip" in head else body

    async def follow(self, code: str) -> None:
        """Have a line to the class, and wait for its first frame."""
        reader, writer = await self._connect()
        key = "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg=="
        upgrade = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", key)
        await self._ask(
            writer, f"ws?room={code}", *upgrade, "Sec-WebSocket-Protocol: propscope.v4, propscope"
        )
        head, _, data = (await self._until(reader, _BLANK)).partition(_BLANK)
        assert b" 101 " in head, head
        line = Line(0, Viewers(), socket=writer.get_extra_info("socket"))
        while not line.shown_at:
            line.take(data, len(data))
            data = b"" if line.shown_at else await self._read(reader)
        self.follows_at, self._line = line.shown_at, writer

    def leave(self) -> None:
        """Go away."""
        if self._line:
            self._line.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        await asyncio.sleep(ROUND_TRIP_S)
        host, port = self.at.split(":")
        return await asyncio.open_connection(host, int(port), limit=_READ_BYTES)

    async def _ask(self, writer: asyncio.StreamWriter, path: str, *headers: str) -> None:
        await asyncio.sleep(ROUND_TRIP_S)
        writer.write("\r\n".join((f"GET /{path} HTTP/1.1", f"Host: {self.at}", *headers, "", "")).encode())

    async def _read(self, reader: asyncio.StreamReader) -> bytes:
        read = await reader.read(_READ_BYTES)
        self.came_bytes += len(read)
        self._free_at = max(self._free_at, time.monotonic()) + len(read) / BYTES_PER_S
        await asyncio.sleep(self._free_at - time.monotonic())
        return read

    async def _until(self, reader: asyncio.StreamReader, end: bytes) -> bytes:
        data = b""
        while end not in data:
            data += await self._read(reader)
        return data


def _median_s(phones: list["Phone"]) -> float:
    return float(np.median([phone.follows_at - phone.came_at for phone in phones]))


def _whole_s(phones: list["Phone"]) -> float:
    """Give how long after the first came the last one follows."""
    return max(phone.follows_at for phone in phones) - min(phone.came_at for phone in phones)


async def _lecture(here: Room, code: str, share: float) -> list[Phone]:
    """Have so large a share of them come, in as large a share of the time."""
    coming = asyncio.create_task(_coming(here.load.at, code, share))
    # Who drives goes on reading, or the server would let go of it.
    await asyncio.to_thread(here.load.attend, _PATIENCE_S, coming.done)
    return await coming


async def _coming(at: str, code: str, share: float) -> list[Phone]:
    waves = await _waves(Phone(at), code)
    phones = [Phone(at) for _ in range(max(2, int(PHONES * share)))]
    begun = time.monotonic()

    async def come(phone: Phone, after_s: float) -> None:
        await asyncio.sleep(begun + after_s - time.monotonic())
        phone.came_at = time.monotonic()
        for wave in waves:
            await _all(phone, wave)
        await phone.follow(code)

    waits = np.linspace(0, COMING_S * share, len(phones))
    await asyncio.gather(*(come(phone, wait) for phone, wait in zip(phones, waits, strict=True)))
    for phone in phones:
        phone.leave()
    return phones


async def _all(phone: Phone, paths: list[str]) -> list[bytes]:
    return await asyncio.gather(*(phone.get(path) for path in paths))


async def _waves(phone: Phone, code: str) -> list[list[str]]:
    """Give what a follower's page asks for: its document, what that names, its parts and their styles."""
    document = f"?room={code}"
    named = _NAMED.findall((await phone.get(document)).decode())
    known = b"".join(await _all(phone, [path for path in named if path.endswith(".js")]))
    names = [*set(_PART.findall(known))]
    parts = dict(zip(names, await _all(phone, [_path(name) for name in names]), strict=True))
    (first,) = [name for name, text in parts.items() if _FOLLOWERS in text]
    needed, left = {first}, [first]
    while left:
        found = {name for name in _PART.findall(parts[left.pop()]) if name in parts} - needed
        needed |= found
        left += found
    styles = sorted({style.decode() for name in needed for style in _STYLE.findall(parts[name])})
    return [[document], named, [_path(name) for name in sorted(needed)], styles]


def _path(part: bytes) -> str:
    return f"page/{part.decode()}"
