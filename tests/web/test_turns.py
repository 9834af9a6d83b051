"""Turns at what takes long: in order, and nobody twice before others have had one."""

import asyncio
from collections.abc import Callable

import pytest

from app.web.turns import TooMany, Turns


class Turned:
    """Those who ask for turns, each of which lasts until it is ended."""

    def __init__(self, at_once: int, most_waiting: int = 9) -> None:
        self.turns = Turns(at_once, most_waiting)
        self.begun: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def asks(self, *names: str) -> None:
        """Have each ask for one; whose it is says the first letter."""
        for name in names:
            self._ends[name] = asyncio.Event()
            self._tasks[name] = asyncio.create_task(self._have(name))
            await asyncio.sleep(0)

    async def ends(self, name: str) -> None:
        self._ends[name].set()
        await self._tasks[name]
        await asyncio.sleep(0)

    async def leaves(self, name: str) -> None:
        self._tasks[name].cancel()
        await asyncio.wait({self._tasks[name]})
        await asyncio.sleep(0)

    async def _have(self, name: str) -> None:
        async with self.turns.turn(name[0]):
            self.begun.append(name)
            await self._ends[name].wait()


def turned(work: Callable[[], object]) -> None:
    asyncio.run(work())


def test_others_come_before_the_second_of_who_asks_for_many():
    async def work() -> None:
        held = Turned(1)
        await held.asks("a1", "a2", "a3", "b1", "c1", "b2")
        assert [held.turns.before(who) for who in "abcd"] == [3, 1, 2, 0]

        for name in ("a1", "b1", "c1", "a2", "b2", "a3"):
            assert held.begun[-1] == name
            await held.ends(name)

    turned(work)


def test_so_many_have_theirs_at_once():
    async def work() -> None:
        held = Turned(2)
        await held.asks("a1", "a2", "b1")

        assert held.begun == ["a1", "a2"]
        await held.ends("a2")
        assert held.begun == ["a1", "a2", "b1"]

    turned(work)


def test_who_leaves_keeps_nobody_waiting():
    async def work() -> None:
        held = Turned(1)
        await held.asks("a1", "b1", "c1")

        await held.leaves("b1")
        await held.leaves("a1")

        assert held.begun == ["a1", "c1"]
        await held.ends("c1")
        await held.asks("d1")
        assert held.begun[-1] == "d1"

    turned(work)


def test_no_more_wait_than_may():
    async def work() -> None:
        held = Turned(1, most_waiting=1)
        await held.asks("a1", "b1")

        with pytest.raises(TooMany):
            async with held.turns.turn("c"):
                pass

    turned(work)
