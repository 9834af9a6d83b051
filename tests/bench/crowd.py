"""Crowd rows: what a class that comes at once costs the server, for the page's files and in one room."""

import asyncio
import gzip
import re
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import numpy as np

from tests.bench.load import Load
from tests.bench.process import cpu_s
from tests.bench.timing import at_most, row
from tests.serving import serving_process

CROWD, QUICK_CROWD = 300, 60
MOST_CPU_S = 2.0
"""For all that three hundred visitors ask for."""
_QUICK_ROUNDS = 50
_FILE = re.compile(rb'(?:href|src)="([^"]*page/[^"]+)"')
_PATIENCE_S = 120.0


@dataclass(frozen=True)
class Served:
    """What serving a crowd took the server, and how long each of it waited."""

    cpu_s: float
    waits_s: list[float]


def rows(rounds: int) -> list[str]:
    """Have a class open the page and join one room, all at once."""
    crowd = QUICK_CROWD if rounds < _QUICK_ROUNDS else CROWD
    with tempfile.TemporaryDirectory() as folder, serving_process(Path(folder)) as (url, process):
        opened = asyncio.run(_opened(process.pid, url, crowd))
        joined = _joined(process.pid, url, crowd)
    both = opened.cpu_s + joined.cpu_s
    return [
        row(f"{crowd} visitors at once", ["page and files", "one room", "both"]),
        row(
            "CPU s of the server",
            [f"{opened.cpu_s:.2f}", f"{joined.cpu_s:.2f}", at_most(both, MOST_CPU_S * crowd / CROWD)],
        ),
        row("waited s, median", [f"{np.median(served.waits_s):.2f}" for served in (opened, joined)]),
        row("waited s, the last", [f"{max(served.waits_s):.2f}" for served in (opened, joined)]),
    ]


async def _opened(pid: int, url: str, crowd: int) -> Served:
    before, begun = cpu_s(pid), time.monotonic()

    async def waited() -> float:
        await stack.enter_async_context(_open(url))
        return time.monotonic() - begun

    async with asyncio.timeout(_PATIENCE_S), AsyncExitStack() as stack:
        waits = await asyncio.gather(*(waited() for _ in range(crowd)))
        return Served(cpu_s(pid) - before, waits)


def _joined(pid: int, url: str, crowd: int) -> Served:
    """Join a room until each has its keyframe, and stay until everybody is there."""
    before = cpu_s(pid)
    with Load(url) as load:
        viewers = load.open("a-class", crowd)
        assert load.attend(_PATIENCE_S, lambda: viewers.shown == crowd)
        return Served(cpu_s(pid) - before, viewers.waits_s)


@asynccontextmanager
async def _open(url: str) -> AsyncIterator[None]:
    """Ask for the document and for what it names, as a browser that was never here."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    document = await _asked(reader, writer, address.netloc, "/")
    for name in dict.fromkeys(_FILE.findall(gzip.decompress(document))):
        await _asked(reader, writer, address.netloc, urljoin("/", name.decode()))
    yield
    writer.close()


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, path: str) -> bytes:
    writer.write(f"GET {path} HTTP/1.1\r\nhost: {host}\r\naccept-encoding: gzip\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = re.search(rb"content-length: (\d+)", head)
    assert length, head
    return await reader.readexactly(int(length[1]))
