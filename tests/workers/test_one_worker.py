"""One worker without a server: what it makes of what others tell it, and what it tells them."""

import asyncio
import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from app.rooms.hub import Hub
from app.rooms.kept_class import read_class, write_class
from app.rooms.keys import KEY_HEADER
from app.rooms.line import NOWHERE
from app.settings import Settings
from app.workers.guests import Away
from app.workers.requests import Elsewhere
from app.workers.wire import Ask, End, Envelope, Join, Leave, Message, Part, Reply, seal, unseal
from app.workers.worker import Worker
from tests.patience import PATIENCE_S
from tests.rooms.in_class import Class, in_class

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="several processes need fork")


class Alone:
    """A worker whose messages go nowhere but into a list."""

    def __init__(self, **named: object) -> None:
        settings = Settings(engine="unix:///nowhere", **named)
        self.hub = Hub(settings)
        self.worker = Worker(self.hub, settings)
        self.worker.exchange.me = "me"
        self.worker.exchange.send = self._send
        self.told: list[tuple[str, Message]] = []
        self._heard = 0

    def _send(self, to: str, data: bytes, *, lasts: bool = False) -> None:
        self.told += [(to, message) for message in unseal(data).messages]

    def hears(self, *messages: Message) -> None:
        """Take what a peer tells in one envelope."""
        self._heard += 1
        self.worker._read(seal(Envelope("peer", self._heard, list(messages))))

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not true():
                await asyncio.sleep(0.001)


def alone(work: Callable[[Alone], object]) -> None:
    async def run() -> None:
        await work(Alone())

    asyncio.run(run())


def test_nothing_is_left_of_who_comes_and_goes_at_once():
    async def work(here: Alone) -> None:
        here.hears(Join(1, "a-room", None, "somebody"), Leave(1))
        for _ in range(10):  # turns of the event loop
            await asyncio.sleep(0)

        assert here.worker._peers == []

    alone(work)


def test_a_request_that_fails_is_answered_all_the_same():
    async def fails(*_: object) -> None:
        raise ZeroDivisionError

    async def work(here: Alone) -> None:
        here.worker.app = fails
        here.hears(Ask(7, "/results", b"room=a", [], 80))
        await asyncio.wait(here.worker._tasks)
        await asyncio.sleep(0)

        ((peer, reply),) = here.told
        assert isinstance(reply, Reply)
        assert (peer, reply.number, reply.status) == ("peer", 7, 500)

    alone(work)


def test_what_was_told_last_and_lost_is_made_up_for_by_parting():
    async def work(here: Alone) -> None:
        here.worker.tell("peer", End(1))
        await asyncio.sleep(0)
        here.told.clear()

        here.worker._lost()
        assert here.told == [("peer", Part())]
        here.worker._lost()
        assert here.told == [("peer", Part())], "once is enough: nothing was told since"

    alone(work)


@pytest.mark.parametrize("lost", [1, 5])
def test_who_hears_that_something_was_lost_parts_were_it_the_first(lost: int):
    async def work(here: Alone) -> None:
        for number in range(1, 7):
            if number != lost:
                here.worker._read(seal(Envelope("peer", number, [End(1)])))

        assert here.told == [("peer", Part())]

    alone(work)


def test_who_came_to_a_peer_after_it_had_parted_is_not_left_there():
    async def work(here: Alone) -> None:
        here.worker._away[3] = Away(NOWHERE, "peer")
        here.hears(Part())
        await asyncio.sleep(0)

        assert here.told == [("peer", Leave(3))]

    alone(work)


def test_a_class_goes_on_without_the_forks_for_which_no_room_is_left_and_takes_nothing_from_them():
    async def work(held: Class) -> None:
        with held.beside() as fork:
            await fork.asks("share_fork", shared=True)
            kept = write_class(held.teacher.room)
        assert read_class(kept).forks
        here = Alone(most_rooms=2)

        async def claim(*_: object, **__: object) -> tuple[str, dict[str, bytes]]:
            return "me", {}

        released: list[str] = []
        here.worker.exchange.claim, here.worker.exchange.release = claim, released.append
        with here.hub.running(), here.hub.join(here.hub.room("busy")):
            await here.worker._take_over("own-teacher", {"class": kept})

            assert {*here.hub.rooms} == {"busy", "own-teacher"}
            assert here.hub.classes.find(held.code) is here.hub.rooms["own-teacher"]
            assert not released

    in_class(work)


def test_of_a_request_that_is_answered_elsewhere_only_what_the_answer_takes_goes_there():
    asked = []

    async def owner_of(*_: object) -> str:
        return "peer"

    async def request(*what: object) -> Reply:
        asked.append(what)
        return Reply(1, 200, [], b"")

    async def nowhere(_: object) -> None:
        return

    key = (KEY_HEADER.encode(), b"a key")
    headers = [(b"cookie", b"a=b"), (b"host", b"here"), (b"user-agent", b"somebody's"), key]
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/lesson",
        "query_string": b"room=K7QX",
        "headers": headers,
        "client": ("192.0.2.7", 4321),
        "server": ("here", 80),
    }
    worker = SimpleNamespace(owner_of=owner_of, request=request)

    asyncio.run(Elsewhere(nowhere, worker)(scope, nowhere, nowhere))

    ((owner, path, query, passed_on, port),) = asked
    assert (owner, path, query, port) == ("peer", "/lesson", b"room=K7QX", 80)
    assert passed_on == [(b"host", b"here"), key]
