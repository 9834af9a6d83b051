"""Turns at what takes long: a few have theirs at once, and nobody has a second before others have a first."""

import asyncio
from collections.abc import AsyncIterator, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field


class TooMany(Exception):
    """More wait already than may."""


@dataclass(eq=False)
class _Turn:
    """Whose it is, and in which round: nobody has two in one."""

    who: Hashable
    round: int
    come: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Turns:
    """For the event loop."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self._at_once, self._most_waiting = at_once, most_waiting
        self._going: list[_Turn] = []
        self._waiting: list[_Turn] = []
        """In the order in which they come."""
        self._round = 0

    @asynccontextmanager
    async def turn(self, who: Hashable) -> AsyncIterator[None]:
        """Wait for a turn, and have it; raise ``TooMany``."""
        if len(self._waiting) >= self._most_waiting:
            raise TooMany
        with self._lined_up(who) as mine:
            await mine.come
            yield

    def before(self, who: Hashable) -> int:
        """Say how many turns of others come before the next of theirs; 0 where they wait for none."""
        places = (place for place, turn in enumerate(self._waiting, 1) if turn.who == who)
        return next(places, 0)

    @contextmanager
    def _lined_up(self, who: Hashable) -> Iterator[_Turn]:
        rounds = [turn.round for turn in (*self._going, *self._waiting) if turn.who == who]
        mine = _Turn(who, max(rounds, default=self._round - 1) + 1)
        self._waiting.append(mine)
        self._waiting.sort(key=lambda turn: turn.round)
        self._go_on()
        try:
            yield mine
        finally:
            for those in (self._going, self._waiting):
                if mine in those:
                    those.remove(mine)
            self._go_on()

    def _go_on(self) -> None:
        while self._waiting and len(self._going) < self._at_once:
            turn = self._waiting.pop(0)
            self._going.append(turn)
            self._round = turn.round
            if not turn.come.done():  # else who waited is gone, and about to leave
                turn.come.set_result(None)
