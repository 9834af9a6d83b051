"""A class in a hub without sockets: who leads it, who follows, and what each was sent."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from app.protocol import Reader
from app.rooms.hub import Hub
from app.rooms.outbox import Outbox
from app.rooms.room import Room
from app.settings import Settings
from tests.patience import PATIENCE_S

NO_BEAT_S = 1000 * PATIENCE_S
"""With each beat is done what was left undone: here nothing may be."""


class Viewer:
    """Somebody in a room: what is asked, and all that came."""

    def __init__(self, hub: Hub, room: Room, outbox: Outbox) -> None:
        self.hub, self.room, self.outbox = hub, room, outbox
        self.messages: list[str | bytes] = []
        self.told: list[tuple[dict, dict]] = []
        self._reader = Reader()
        self._asked = 0

    def look(self) -> None:
        """Take all that waits."""
        while self.outbox.waiting:
            self.messages.append(self.outbox.take().data)
            self.told.append(self._reader.read(self.messages[-1]))

    def of(self, kind: str) -> list[dict]:
        """Give all letters or headers of a kind that came so far."""
        self.look()
        return [told for told, _ in self.told if kind in (told.get("type"), told.get("kind"))]

    def last(self, kind: str) -> dict:
        """Give the last of them."""
        return self.of(kind)[-1]

    @property
    def arrays(self) -> dict:
        """Give the numbers of the last keyframe that came."""
        self.look()
        return next(arrays for told, arrays in reversed(self.told) if told.get("kind") == "keyframe")

    async def until(self, true: Callable[[], object]) -> None:
        """Wait for something to be so."""
        async with asyncio.timeout(PATIENCE_S):
            while not true():
                await asyncio.sleep(0.001)

    async def asks(self, kind: str, **fields: object) -> dict:
        """Ask for something, and give the answer."""
        self._asked += 1
        asked = self._asked
        self.hub.obey(self.room, self.outbox, json.dumps({"type": kind, "id": asked, **fields}))

        def answers() -> list[dict]:
            kinds = ("done", "probed", "error")
            return [answer for kind in kinds for answer in self.of(kind) if answer["id"] == asked]

        await self.until(answers)
        return answers()[0]


class Class:
    """A hub in which a class is held, led by ``teacher``."""

    def __init__(self, hub: Hub, teacher: Viewer) -> None:
        self.hub, self.teacher = hub, teacher

    @property
    def code(self) -> str:
        return str(self.teacher.last("classroom")["code"])

    @property
    def keys(self) -> dict[str, str]:
        """Give a key of each role that links give."""
        return {link["role"]: link["key"] for link in self.teacher.last("links")["links"]}

    @contextmanager
    def joined(self) -> Iterator[Viewer]:
        """Come in by the code."""
        room = self.hub.room_for(self.code, "somebody")
        with self.hub.join(room) as outbox:
            yield Viewer(self.hub, room, outbox)

    @contextmanager
    def beside(self, name: str = "own-1", *, looks: bool = False) -> Iterator[Viewer]:
        """Come in and look at a run of one's own, maybe only to look about in the class's."""
        own = self.hub.room(name)
        where = self.hub.room_for(self.code, "somebody")
        with self.hub.join(own, beside=where, looks=looks) as outbox:
            yield Viewer(self.hub, own, outbox)


def in_class(work: Callable[[Class], object]) -> None:
    """Hold a class, and do something in it."""

    async def held() -> None:
        hub = Hub(Settings(beat_s=NO_BEAT_S))
        with hub.running():
            room = hub.room("own-teacher")
            with hub.join(room) as outbox:
                teacher = Viewer(hub, room, outbox)
                await teacher.asks("open_room")
                await work(Class(hub, teacher))

    asyncio.run(held())


def numbers(array: np.ndarray) -> list[bytes]:
    """Give each number of an array as it travels."""
    flat = array.ravel()
    return [each.tobytes() for part in (flat, flat.astype(np.float32)) for each in part]
