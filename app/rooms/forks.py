"""The forks of a class: which are shared and what they are called, how they stand, and what is pinned."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import TYPE_CHECKING

from msgspec import Struct

from ..engine import BadInput
from ..protocol import Forks as ForksLetter
from ..protocol import (
    ForkValue,
    Letter,
    OwnFork,
    PinFork,
    Pinned,
    ShareFork,
    Stamp,
    TakeFork,
    WatchForks,
)
from .aside import Aside
from .engine_thread import Seat
from .stamps import Standing, abreast, stamp, standing

if TYPE_CHECKING:
    from .classroom import Member

MOST_FORKS = 200
"""That have a letter at the same time."""
FORKS_S = 1.0
"""How often who looks at forks is told how they stand, at most …"""
_FORKS_AT_ONCE = 50
"""… where there are so many of them, and more seldom where there are more."""

PATIENCE = 30
"""So many beats a fork is waited for before it is looked at anew: its room may have failed meanwhile."""

Answer = Callable[[BadInput | None], object]
"""Tells who asked that it is done, or why not."""


@dataclass(eq=False)
class Fork:
    """A run of somebody's own as the class knows it."""

    name: str
    seat: Seat
    shared: bool = False
    entered: bool = False
    """Whether it is on the board of the challenge."""
    stamp: Stamp | None = None
    """How it stood when it was last looked at."""


class KeptFork(Struct, frozen=True):
    """A fork written down."""

    name: str
    shared: bool
    entered: bool


@dataclass(eq=False)
class Forks:
    """The forks of one class, by the names of the rooms they are in. For the event loop."""

    aside: Aside
    members: Callable[[], Iterable["Member"]]
    tell: Callable[[Letter, Iterable["Member"]], None]
    pinned: Pinned = field(default_factory=lambda: Pinned(()))
    _forks: dict[str, Fork] = field(default_factory=dict)
    _watching: set["Member"] = field(default_factory=set)
    _awaited: dict[Fork, int] = field(default_factory=dict)
    """Those that are being looked at, and how many beats more they are waited for."""
    _beating: bool = False
    _told: ForksLetter | None = None

    def obey(
        self, member: "Member", command: ShareFork | WatchForks | TakeFork | PinFork, answer: Answer
    ) -> None:
        """Do what a member asks, who may; raise ``BadInput``, with nothing changed, where it cannot be."""
        match command:
            case ShareFork():
                self._share(member, command.shared)
            case WatchForks():
                self._watch(member, command.watching)
            case TakeFork():
                self._take(member, self._shared(command.fork), answer)
                return
            case PinFork():
                self._pin([self._shared(name) for name in dict.fromkeys(command.forks)], answer)
                return
        answer(None)

    def admit(self, member: "Member") -> None:
        """Tell a member who comes, or may more from now on, what is for it."""
        if member.own:
            self._tell_own(member)
        if member.role in ("drive", "present") and self.pinned.forks:
            self.tell(self.pinned, [member])
        if member.role != "drive":
            self._watching.discard(member)

    def leave(self, member: "Member") -> None:
        """See a member off; its fork stays while its room does."""
        self._watching.discard(member)

    def forget(self, room: str) -> None:
        """Let go of a fork whose room is no more, of its name only where it is on no board."""
        fork = self._forks.get(room)
        if fork and fork.entered:
            fork.shared, fork.stamp = False, None
        elif fork:
            del self._forks[room]

    def close(self) -> None:
        """Let go of all."""
        self.pinned, self._told = Pinned(()), None
        for kept in (self._watching, self._forks, self._awaited):
            kept.clear()

    def kept(self) -> dict[str, KeptFork]:
        """Write down which there are."""
        return {room: KeptFork(fork.name, fork.shared, fork.entered) for room, fork in self._forks.items()}

    def bring_back(
        self, kept: Mapping[str, KeptFork], pinned: Pinned, seat_of: Callable[[str], Seat | None]
    ) -> None:
        """Have those again that were written down, where their rooms are here."""
        self.pinned = pinned
        for room, fork in kept.items():
            if seat := seat_of(room):
                self._forks[room] = Fork(fork.name, seat, fork.shared, fork.entered)

    @property
    def all(self) -> Iterable[Fork]:
        """Those that have a letter."""
        return tuple(self._forks.values())

    @property
    def shared(self) -> list[Fork]:
        """Those that may be seen, in the order of their letters."""
        return sorted(
            (fork for fork in self._forks.values() if fork.shared), key=lambda fork: _order(fork.name)
        )

    def called(self, seat: Seat) -> Fork:
        """Give a run of somebody's own its letter, if it has none; raise ``BadInput`` where none is left."""
        if seat.name not in self._forks:
            self._make_place()
            taken = {fork.name for fork in self._forks.values()}
            name = next(name for name in map(letter, range(MOST_FORKS)) if name not in taken)
            self._forks[seat.name] = Fork(name, seat)
        fork = self._forks[seat.name]
        fork.seat = seat  # a room that was forgotten is another when it is found again
        return fork

    def tell_own(self, fork: Fork) -> None:
        """Tell those who are in a fork what it is called."""
        for member in self.members():
            if member.own and member.own.name == fork.seat.name:
                self._tell_own(member)

    def _make_place(self) -> None:
        if len(self._forks) < MOST_FORKS:
            return
        for room, fork in self._forks.items():
            if not (fork.shared or fork.entered):
                del self._forks[room]
                return
        raise BadInput("shared", True, {"forks": MOST_FORKS}, "full")

    def _share(self, member: "Member", shared: bool) -> None:
        assert member.own, "who may share has a run of its own"
        if shared or member.own.name in self._forks:
            fork = self.called(member.own)
            fork.shared, fork.stamp = shared, None
            self.tell_own(fork)
            self._beat_soon()

    def _tell_own(self, member: "Member") -> None:
        assert member.own, "asked of who has a run of its own"
        fork = self._forks.get(member.own.name)
        self.tell(OwnFork(fork.name, fork.shared) if fork else OwnFork(None, False), [member])

    def _watch(self, member: "Member", watching: bool) -> None:
        if not watching:
            self._watching.discard(member)
            return
        self._watching.add(member)
        if self._told:
            self.tell(self._told, [member])
        self._beat_soon()

    def _beat_soon(self) -> None:
        if self._watching and not self._beating:
            self._beat()

    def _beat(self) -> None:
        """Look at all that are shared, as long as somebody wants to know."""
        self._beating = bool(self._watching)
        if not self._beating:
            self._told = None
            return
        shared = self.shared
        if self._awaited:
            self._tell_forks()  # with the last stamp of what takes long
        self._awaited = {fork: beats - 1 for fork, beats in self._awaited.items() if beats}
        for fork in shared:
            if fork not in self._awaited:
                self._awaited[fork] = PATIENCE
                self.aside.look(fork.seat, stamp(fork.name, fork.stamp), self._seen(fork))
        if not shared:
            self._tell_forks()
        self.aside.later(FORKS_S * max(1.0, len(shared) / _FORKS_AT_ONCE), self._beat)

    def _seen(self, fork: Fork) -> Callable[[Stamp], None]:
        def seen(made: Stamp) -> None:
            self._awaited.pop(fork, None)
            if fork.shared:
                fork.stamp = made
            if not self._awaited:
                self._tell_forks()

        return seen

    def _tell_forks(self) -> None:
        """Tell who looks how they stand, where any stands otherwise than was told."""
        told = ForksLetter([fork.stamp for fork in self.shared if fork.stamp])
        if told != self._told:
            self._told = told
            self.tell(told, self._watching)

    def _shared(self, name: str) -> Fork:
        shared = {fork.name: fork for fork in self.shared}
        if name not in shared:
            raise BadInput("fork", name, list(shared), "unknown_name")
        return shared[name]

    def _take(self, member: "Member", fork: Fork, answer: Answer) -> None:
        def taken(seen: Standing) -> None:
            self.tell(ForkValue(seen.value), [member])
            answer(None)

        self.aside.look(fork.seat, standing(fork.name), taken)

    def _pin(self, forks: list[Fork], answer: Answer) -> None:
        def pinned(seen: list[Standing]) -> None:
            self.pinned = Pinned(abreast(seen))
            screens = [member for member in self.members() if member.role in ("drive", "present")]
            self.tell(self.pinned, screens)
            answer(None)

        self._gather(forks, [], pinned)

    def _gather(
        self, forks: list[Fork], seen: list[Standing], then: Callable[[list[Standing]], None]
    ) -> None:
        """Look at one after the other."""
        if not forks:
            then(seen)
            return
        fork, *rest = forks
        self.aside.look(fork.seat, standing(fork.name), lambda one: self._gather(rest, [*seen, one], then))


def letter(number: int) -> str:
    """Name a fork: A, B, … Z, AA, AB, …"""
    before, last = divmod(number, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[last]


def _order(name: str) -> tuple[int, str]:
    return len(name), name
