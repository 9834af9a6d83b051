"""The seam to what keeps rooms beside this process: nothing does where it is all there is."""

from collections.abc import Callable
from typing import Protocol

from .engine_thread import Seat
from .publish import Publish
from .room import Room


class Keeper(Protocol):
    """Keeps what a room is worth, so that who is told that a command is done can rely on it."""

    def publishing(self, seat: Seat, publish: Publish) -> Publish:
        """Give how what happens in a new room is told: done is what is kept."""

    def keep_class(self, room: Room, then: Callable[[], object] = lambda: None) -> None:
        """Keep how a class is led, then go on. Runs in the event loop."""

    def forget(self, room: Room) -> None:
        """Let go of a room that is no more."""

    async def fetch(self, message: str | bytes) -> None:
        """Have at hand what a command names that came to another process."""

    async def share(self, uploaded: str) -> str:
        """Let other processes have an upload; give its name."""


class NoKeeper:
    """Keeps nothing: rooms end with the process."""

    def publishing(self, seat: Seat, publish: Publish) -> Publish:
        """Tell at once."""
        return publish

    def keep_class(self, room: Room, then: Callable[[], object] = lambda: None) -> None:
        """Go on at once."""
        then()

    def forget(self, room: Room) -> None:
        """Do nothing."""

    async def fetch(self, message: str | bytes) -> None:
        """Have it at hand."""

    async def share(self, uploaded: str) -> str:
        """Keep it here."""
        return uploaded
