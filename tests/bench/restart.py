"""Restart rows: how soon a server that has ended is there again, and the runs that it kept."""

import asyncio
import tempfile
import time
from pathlib import Path

import numpy as np
from websockets.sync.client import connect

from app.protocol import SUBPROTOCOL
from app.rooms.hub import Hub
from tests.bench.timing import at_most, row
from tests.serving import serving
from tests.store.restarting import asking, hub_at, seen
from tests.web.conftest import Line

RUNS = 200
EPOCHS = 10
"""That each was trained."""
ROUNDS, QUICK_ROUNDS = 5, 1
_QUICK_ROUNDS = 50
MOST_BACK_S = 3.0
"""Until a page is at its step again."""
_INDEX = EPOCHS * 275


def rows(rounds: int) -> list[str]:
    """Keep runs, and begin a server again on them, over and over."""
    times = QUICK_ROUNDS if rounds < _QUICK_ROUNDS else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "runs.sqlite"
        asyncio.run(_make(path))
        empty = np.median([_page_back_s(Path(folder), "none", 0) for _ in range(times)])
        first = np.median([_page_back_s(Path(folder), str(path), _INDEX) for _ in range(times)])
        every = np.median([asyncio.run(_all_back_s(path)) for _ in range(times)])
        size = path.stat().st_size / 2**20
    return [
        row(f"Restart with {RUNS} runs kept, s", ["none kept", "kept"]),
        row("from nothing to a page at its step", [f"{empty:.2f}", at_most(first, MOST_BACK_S)]),
        row("all runs at their steps, once asked for", ["", at_most(every, MOST_BACK_S)]),
        row("the file, MiB", ["", f"{size:.2f}"]),
    ]


async def _make(path: Path) -> None:
    hub = hub_at(path)
    with hub.running():
        for number in range(RUNS):
            with asking(hub, f"room-{number}") as somebody:
                await somebody.asks("configure", spec={"seed": number})
                await somebody.asks("step", count=EPOCHS, unit="epoch")


def _page_back_s(home: Path, store: str, index: int) -> float:
    begun = time.perf_counter()
    with serving(home, "--store", store) as url:
        address = url.replace("http", "ws", 1) + "/ws?room=room-7"
        with connect(address, proxy=None, subprotocols=[SUBPROTOCOL]) as socket:
            Line(socket).until("keyframe", index=index)
            return time.perf_counter() - begun


async def _all_back_s(path: Path) -> float:
    begun = time.perf_counter()
    hub: Hub = hub_at(path)
    with hub.running():
        rooms = [hub.room(f"room-{number}") for number in range(RUNS)]
        for room in rooms:
            assert (await seen(hub, room))[0].index == _INDEX
        return time.perf_counter() - begun
