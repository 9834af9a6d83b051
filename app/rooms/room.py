"""A room as the hub knows it: a name, who is there, and the run they share."""

import re
import secrets
from dataclasses import dataclass

from ..playback.session import Session
from ..protocol import Welcome, encode
from .classroom import Class
from .engine_thread import Seat
from .line import framed
from .publish import Audience

_OWN_BYTES = 16
_OWN_NAME = re.compile(f"own-[0-9a-f]{{{2 * _OWN_BYTES}}}")
_BESIDE = "beside-"
"""So begin the names of rooms that a page opens to look at a second run."""
BESIDE_S = 10.0
"""A broken line is back sooner; one that is not back by then has gone with its page."""


def own_name() -> str:
    """Draw a name for a visitor's own room, which nobody else can guess."""
    return f"own-{secrets.token_hex(_OWN_BYTES)}"


def is_own_name(name: str) -> bool:
    """Whether a room has a name that was drawn, so that who knows it is whose it is, or was told by them."""
    return _OWN_NAME.fullmatch(name) is not None


def is_beside(name: str) -> bool:
    """Whether it is the name of a room that ends with the page that opened it."""
    return name.startswith(_BESIDE)


@dataclass(eq=False)
class Room:
    """A name, an audience, and a seat in the engine thread for their run."""

    name: str
    audience: Audience
    seat: Seat
    left_at: float = 0.0
    """When the last viewer went, on the hub's clock."""
    people_are_told: bool = False
    """Whether everybody is about to be told how many are here."""

    held: Class | None = None
    """The class that is held in it, while one is."""
    stays: bool = False
    """Whether it is never forgotten: whoever runs the server opened it."""

    @property
    def passes(self) -> bool:
        """Whether it ends with the page that opened it, and is kept nowhere."""
        return is_beside(self.name)

    @property
    def hides(self) -> bool:
        """Whether a class is to predict what its numbers say."""
        return self.held is not None and self.held.polls.stand_still

    @property
    def welcome(self) -> bytes:
        """The first that its viewers are told, framed."""
        return framed(encode(Welcome(self.held.code if self.held else self.name)))

    @property
    def session(self) -> Session:
        """The run, which the engine thread drives."""
        return self.seat.session
