"""Hubs that keep their rooms in one file, one after another, as servers would that end and begin again."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from app.playback.session import Session
from app.protocol import Reader
from app.rooms.hub import Hub
from app.rooms.outbox import Outbox
from app.rooms.room import Room
from app.settings import Settings
from app.store.keeper import FileKeeper
from tests.patience import PATIENCE_S


def hub_at(path: Path, **named: object) -> Hub:
    """A hub that keeps its rooms in a file."""
    hub = Hub(Settings(**named))
    hub.keeper = FileKeeper(hub, path)
    return hub


def in_hubs(path: Path, *works, **named: object) -> None:
    """Do something in one hub after another on a file, each of which begins with what was kept."""

    async def work() -> None:
        for each in works:
            hub = hub_at(path, **named)
            with hub.running():
                await each(hub)

    asyncio.run(work())


ANSWERS = ("done", "error")


class Asker:
    """Somebody in a room who waits for answers."""

    def __init__(self, hub: Hub, room: Room, outbox: Outbox) -> None:
        self.hub, self.room = hub, room
        self.told: list[dict] = []
        self._outbox, self._reader = outbox, Reader()
        self._asked = 0

    async def asks(self, kind: str, **fields: object) -> dict:
        """Have something done, and give the answer."""
        answer = await self.ask(kind, **fields)
        assert answer["type"] == "done", answer
        return answer

    async def ask(self, kind: str, **fields: object) -> dict:
        """Ask for something, and give the answer, whatever it is."""
        self._asked += 1
        self.hub.obey(self.room, self._outbox, json.dumps({"type": kind, "id": self._asked, **fields}))
        return await self.until(lambda told: told.get("type") in ANSWERS and told["id"] == self._asked)

    async def until(self, true) -> dict:
        """Take what comes up to what is waited for."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                while not self._outbox.waiting:
                    await asyncio.sleep(0.001)
                told, _ = self._reader.read(self._outbox.take().data)
                self.told.append(told)
                if true(told):
                    return told


@contextmanager
def asking(hub: Hub, name: str) -> Iterator[Asker]:
    """Be in a room of a hub that runs."""
    room = hub.room(name)
    with hub.join(room) as outbox:
        yield Asker(hub, room, outbox)


async def seen(hub: Hub, room: Room) -> tuple:
    """What a run is worth, with its weights to the last bit; of one on its way, when it has come there."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            told = await hub.look(room, worth)
            if told is not None:
                return told
            await asyncio.sleep(0.001)


def worth(session: Session) -> tuple | None:
    if session.unanswered:
        return None
    arrays = session.timeline.stepper.core()
    return session.restoring(), session.timeline.recorded, np.asarray(arrays).tobytes()


def as_version_1(path: Path) -> None:
    """Write a file as the first version had it."""
    with closing(sqlite3.connect(path)) as kept, kept:
        kept.executescript(
            """
            CREATE TABLE old (
                name TEXT PRIMARY KEY, used_at REAL NOT NULL, plays INTEGER NOT NULL DEFAULT 0,
                spec BLOB NOT NULL DEFAULT x'', run BLOB NOT NULL DEFAULT x'', class BLOB NOT NULL DEFAULT x''
            ) WITHOUT ROWID;
            INSERT INTO old SELECT name, used_at, plays, spec, run, class FROM room;
            DROP TABLE room;
            ALTER TABLE old RENAME TO room;
            PRAGMA user_version = 1;
            """
        )
