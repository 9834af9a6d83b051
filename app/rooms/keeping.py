"""The seam to what keeps rooms beyond this process: nothing does where they end with it."""

from collections.abc import Callable
from typing import Protocol

from ..protocol.my_runs import MyRun
from .engine_thread import Seat
from .publish import Publish
from .room import Room


class Owning(Protocol):
    """The kept runs of who holds a secret. For the event loop; raises ``BadInput`` of what is not theirs."""

    def own(self, room: Room, secret: str) -> None:
        """Have a room's run be whose secret this is, where it is nobody's yet and no class is held in it."""

    async def runs(self, secret: str) -> list[MyRun]:
        """Give all that are kept, the one used last first."""

    async def name(self, secret: str, room: str, title: str) -> None:
        """Call one something; nothing for what it is called by itself."""

    async def copy(self, secret: str, room: str, title: str) -> str:
        """Copy one as it stands; give the copy's room."""

    async def delete(self, secret: str, room: str) -> None:
        """Delete one that nobody looks at."""

    async def undelete(self, secret: str, room: str) -> None:
        """Have one again that was deleted a moment ago."""


class Keeper(Protocol):
    """Keeps what a room is worth, so that who is told that a command is done can rely on it."""

    place: str
    """Where, for whoever runs the server; empty where it need not be told."""
    owners: Owning | None
    """Where runs are somebody's; None where they end with the process."""

    def begin(self) -> None:
        """Bring back what is to go on at once. Runs in the event loop, once sessions are run."""

    def end(self) -> None:
        """Keep what there is to keep. Runs in the event loop, when sessions are run no more."""

    def has(self, name: str) -> bool:
        """Whether a room of this name would be brought back."""

    def bring_back(self, room: Room) -> bool:
        """Have a new room stand where one of its name stood; say whether one did."""

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

    place = ""
    owners: Owning | None = None

    def begin(self) -> None:
        """Do nothing."""

    def end(self) -> None:
        """Do nothing."""

    def has(self, name: str) -> bool:
        """Say no."""
        return False

    def bring_back(self, room: Room) -> bool:
        """Say no."""
        return False

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


class Gathering:
    """Has classes kept, each once for all who ask while it is being kept. For the event loop."""

    def __init__(self, keep: Callable[[Room, Callable[[], object]], object]) -> None:
        """Take what keeps a class, and goes on then."""
        self._keep = keep
        self._unkept: dict[Room, list[Callable[[], object]]] = {}
        self._keeping: set[Room] = set()
        """What waits until a class is kept, and which are being kept."""

    def keep(self, room: Room, then: Callable[[], object]) -> None:
        """Keep a class, then go on."""
        self._unkept.setdefault(room, []).append(then)
        if room not in self._keeping:
            self._keep_next(room)

    def forget(self, room: Room) -> None:
        """Let go of what waits for a room that is no more."""
        self._keeping.discard(room)
        self._unkept.pop(room, None)

    def _keep_next(self, room: Room) -> None:
        self._keeping.discard(room)
        if waiting := self._unkept.pop(room, None):
            self._keeping.add(room)
            self._keep(room, lambda: self._kept(room, waiting))

    def _kept(self, room: Room, waiting: list[Callable[[], object]]) -> None:
        for then in waiting:
            then()
        self._keep_next(room)
