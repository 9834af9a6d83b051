"""Crowd rows: what a class that comes at once costs the server, for the page's files and in one room."""

import asyncio
import gzip
import os
import re
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import numpy as np
from websockets.asyncio.client import connect

from app.protocol import SUBPROTOCOL, Reader
from tests.bench.timing import at_most, row
from tests.serving import serving_process

CROWD, QUICK_CROWD = 300, 60
MOST_CPU_S = 2.0
"""For all that three hundred visitors ask for."""
_QUICK_ROUNDS = 50
_FILE = re.compile(rb'(?:href|src)="([^"]*page/[^"]+)"')
_PATIENCE_S = 120.0

Visit = Callable[[str], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Served:
    """What serving a crowd took the server, and how long each of it waited."""

    cpu_s: float
    waits_s: list[float]


def rows(rounds: int) -> list[str]:
    """Have a class open the page and join one room, all at once."""
    crowd = QUICK_CROWD if rounds < _QUICK_ROUNDS else CROWD
    with tempfile.TemporaryDirectory() as folder, serving_process(Path(folder)) as (url, process):
        opened, joined = (asyncio.run(_served(process.pid, visit, url, crowd)) for visit in (_open, _join))
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


async def _served(pid: int, visit: Visit, url: str, crowd: int) -> Served:
    before, begun = _cpu_s(pid), time.monotonic()

    async def waited() -> float:
        await stack.enter_async_context(visit(url))
        return time.monotonic() - begun

    async with asyncio.timeout(_PATIENCE_S), AsyncExitStack() as stack:
        waits = await asyncio.gather(*(waited() for _ in range(crowd)))
        return Served(_cpu_s(pid) - before, waits)


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


@asynccontextmanager
async def _join(url: str) -> AsyncIterator[None]:
    """Join a room until its keyframe has come, and stay until everybody is there."""
    address, told = f"{url.replace('http', 'ws', 1)}/ws?room=class", Reader()
    async with connect(address, subprotocols=[SUBPROTOCOL], proxy=None, open_timeout=None) as line:
        while told.read(await line.recv())[0].get("kind") != "keyframe":
            pass
        yield


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, path: str) -> bytes:
    writer.write(f"GET {path} HTTP/1.1\r\nhost: {host}\r\naccept-encoding: gzip\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = re.search(rb"content-length: (\d+)", head)
    assert length, head
    return await reader.readexactly(int(length[1]))


def _cpu_s(pid: int) -> float:
    """Give the CPU time that a process has taken so far, the system's work for it too."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
