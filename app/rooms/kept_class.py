"""A class written down, so that another process can lead it on: all that commands have made of it.

Who is in it is not: they come again, and show their keys.
"""

from collections.abc import Callable

import msgspec
from msgspec import Struct

from ..protocol import Leading, Pacing, Pinned, Sight, Spotlight
from .challenge import KeptChallenge
from .classes import Classes
from .engine_thread import Seat
from .forks import KeptFork
from .polls import KeptPolls
from .room import Room


class KeptClass(Struct, frozen=True):
    """How a class is led."""

    code: str
    opening: str
    stays: bool
    links: dict[str, Leading]
    pacing: Pacing
    window: tuple[int, int] | None
    paused: bool
    sight: Sight | None
    spotlight: Spotlight | None
    forks: dict[str, KeptFork]
    """By the names of their rooms."""
    pinned: bytes
    """As JSON: rows of a table are in it as they are sent."""
    polls: KeptPolls
    challenge: KeptChallenge | None


def write_class(room: Room) -> bytes:
    """Write down the class of a room; nothing where none is held."""
    held = room.held
    if held is None:
        return b""
    return msgspec.msgpack.encode(
        KeptClass(
            held.code,
            held.opening,
            room.stays,
            held.links,
            held.pacing,
            held.window,
            held.paused,
            held.sight,
            held.spotlight,
            held.forks.kept(),
            msgspec.json.encode(held.forks.pinned),
            held.polls.kept(),
            held.challenge.kept(),
        )
    )


def read_class(text: bytes) -> KeptClass | None:
    """Read what was written."""
    return msgspec.msgpack.decode(text, type=KeptClass) if text else None


def open_again(classes: Classes, room: Room, kept: KeptClass, seat_of: Callable[[str], Seat | None]) -> None:
    """Hold a class as it was led; forks whose rooms have no seat any more are let go."""
    room.stays = kept.stays
    held = classes.open(room, kept.code, kept.opening)
    held.links.update(kept.links)
    held.pacing, held.window, held.paused = kept.pacing, kept.window, kept.paused
    held.sight, held.spotlight = kept.sight, kept.spotlight
    pinned = msgspec.json.decode(kept.pinned, type=Pinned)
    held.forks.bring_back(kept.forks, pinned, seat_of)
    if kept.challenge:
        held.challenge.bring_back(kept.challenge)
