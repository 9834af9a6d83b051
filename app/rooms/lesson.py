"""What a class came to, for its teacher to take home: polls, shared forks, a challenge; nobody's name."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec import Raw
from msgspec.structs import replace

from ..playback.history import Point
from ..playback.session import Session
from ..protocol import Challenge, PastPoll, PinnedFork
from .classroom import Class
from .forks import Fork
from .stamps import points_here, standing

MOST_BYTES = 64_000_000
"""Of rows that forks brought themselves, all together."""
LONGEST_S = 20.0
"""So long forks are waited for."""


@dataclass(frozen=True)
class TakenFork:
    """A fork as it stood when it was looked at."""

    value: PinnedFork
    layers: Sequence[int]
    """How many neurons each layer has, the inputs first."""
    points: Sequence[Point]
    """The epochs evaluated up to here."""
    own_bytes: int
    """Of the rows that its specification carries."""
    whole: bool = True
    """Whether its specification is worth its place."""


@dataclass(frozen=True)
class Lesson:
    """All that is taken home."""

    polls: Sequence[PastPoll]
    """Those put away and the one that is running, in the order they were asked."""
    forks: Sequence[TakenFork]
    late: Sequence[str]
    """Letters of forks that could not be looked at in time."""
    challenge: Challenge | None


async def lesson_of(held: Class, longest_s: float = LONGEST_S) -> Lesson:
    """Gather it. Forks are looked at in the engine's time; what takes too long is left out by its letter."""
    looking = {fork.name: asyncio.ensure_future(_look(held, fork)) for fork in held.forks.shared}
    if looking:
        await asyncio.wait(looking.values(), timeout=longest_s)
    late = [name for name, seen in looking.items() if not seen.done()]
    for name in late:
        looking[name].cancel()
    seen = [each.result() for name, each in looking.items() if name not in late]
    return Lesson(held.polls.all, _bounded(seen), late, held.challenge.letter)


async def _look(held: Class, fork: Fork) -> TakenFork:
    seen: asyncio.Future[TakenFork] = asyncio.get_running_loop().create_future()

    def tell(what: TakenFork) -> None:
        if not seen.done():  # else nobody waits for it any more
            seen.set_result(what)

    held.aside.look(fork.seat, _taken(fork.name), tell)
    return await seen


def _taken(name: str) -> Callable[[Session], TakenFork]:
    def see(session: Session) -> TakenFork:
        value = standing(name)(session).value
        rows = [rows for rows in value.spec["data"].values() if isinstance(rows, Raw)]
        own_bytes = sum(len(memoryview(each)) for each in rows)
        return TakenFork(
            value, session.timeline.stepper.network.units, points_here(session.timeline), own_bytes
        )

    return see


def _bounded(forks: Sequence[TakenFork]) -> list[TakenFork]:
    """Leave out specifications past the bound on their rows."""
    kept, left = list[TakenFork](), MOST_BYTES
    for fork in forks:
        whole = fork.own_bytes <= left
        left -= fork.own_bytes if whole else 0
        kept.append(
            fork if whole else TakenFork(replace(fork.value, spec={}), fork.layers, fork.points, 0, False)
        )
    return kept
