"""Where classes are held: by code, by who is in them, and what each of these may ask."""

import math
import secrets
from collections.abc import Callable, Collection

from ..engine import BadInput
from ..protocol import (
    Cancel,
    CloseRoom,
    ForkCommand,
    LookCommand,
    OpenRoom,
    Pause,
    Probe,
    RoomCommand,
    RunCommand,
    SetLoop,
    SetSpeed,
    SetStops,
    SweepCommand,
    Weigh,
    tag_of,
)
from ..settings import Settings
from .aside import Aside
from .bucket import Bucket
from .classroom import Class, Member, not_allowed
from .codes import new_code
from .forks import Answer
from .keys import Keys
from .looking import check_look
from .outbox import Outbox
from .room import Room
from .tries import Tries

_OPENING_BYTES = 9
_COMMANDS_PER_S, _MOST_AT_ONCE = 10.0, 30.0
_TEACHER = "teacher"


class Classes:
    """The classes of one hub, and their members. For the event loop."""

    def __init__(self, settings: Settings, keys: Keys, now: Callable[[], float], aside: Aside) -> None:
        """Take what signs links, a clock, and the way to the engine thread."""
        self._settings, self._aside = settings, aside
        self._keys = keys
        self._now = now
        self._tries = Tries(now)
        self.elsewhere: Collection[str] = ()
        """Codes of classes that other processes hold."""
        self._rooms: dict[str, Room] = {}
        """Where a class is held, by its code."""
        self._members: dict[object, Member] = {}
        """Viewers who are in a class, and who were when it closed: they drive no more than before."""

    def find(self, code: str) -> Room | None:
        """Find where the class of a code is held."""
        return self._rooms.get(code)

    def room_of(self, outbox: Outbox) -> Room | None:
        """Find where the class is held that a viewer is in."""
        member = self._members.get(outbox.viewer)
        return self._rooms.get(member.held.code) if member else None

    def check_tries(self, asker: str) -> None:
        """Raise ``BadInput`` where somebody has tried too many codes."""
        self._tries.check(asker)

    def look_up(self, code: str, asker: str) -> Room:
        """Find it for somebody who comes in; raise ``BadInput`` where none is, or after too many tries."""
        self._tries.check(asker)
        if code not in self._rooms:
            self._tries.note(asker)
            raise BadInput("room", code, None, "no_such_room")
        return self._rooms[code]

    def open(self, room: Room, code: str, opening: str) -> Class:
        """Hold a class in a room: who is there follows, until it is given more."""
        room.held = held = Class(code, self._keys, self._aside, opening, self._now())
        self._rooms[code] = room
        for outbox in room.audience:
            self.leave(outbox)  # whatever class it was beside
            self.join(outbox, room)
        return held

    def open_for_good(self, room: Room, code: str) -> None:
        """Hold a class that only its teacher ends, whose links stay the same while the secret does."""
        room.stays = True
        self.open(room, code, opening=code).links[_TEACHER] = "drive"

    def join(self, outbox: Outbox, room: Room, beside: Room | None = None, *, looks: bool = False) -> None:
        """Let a viewer into the class of its room, or into one ``beside`` it, maybe to look about."""
        if held := (beside or room).held:
            own = room.seat if beside else None
            self._members[outbox.viewer] = held.join(outbox, own, looks=looks and beside is not None)

    def leave(self, outbox: Outbox) -> None:
        """See a viewer off."""
        if member := self._members.pop(outbox.viewer, None):
            member.held.leave(member)

    def wait_s(self, outbox: Outbox) -> float:
        """Give how long the next command of a viewer has to wait: those who follow have little to ask."""
        member = self._members.get(outbox.viewer)
        if member is None or (member.may_drive and not member.looks):
            return 0.0
        member.asking = member.asking or Bucket(_COMMANDS_PER_S, _MOST_AT_ONCE, self._now)
        return member.asking.take()

    def check(self, outbox: Outbox, command: RunCommand | SweepCommand) -> None:
        """Raise ``BadInput`` where a viewer may not have its run do this."""
        member = self._members.get(outbox.viewer)
        if member is None:
            return
        if not member.may_drive:
            raise not_allowed(command)
        if member.must_wait and not _tells_nothing(member, command):
            raise BadInput("type", tag_of(command), None, "poll_on")
        if member.looks and member.role != "drive":
            check_look(command, member.held, self._recorded(member.held))
        self._note(member)

    def check_told(self, room: Room, name: str) -> None:
        """Raise ``BadInput`` while nothing of a room may be told, to who asks for it by a name or a code."""
        if self.hides(room):
            raise BadInput("room", name, None, "poll_on")

    def hides(self, room: Room) -> bool:
        """Whether its numbers say what is to be predicted: a class's, or one's who stands beside it."""
        return room.hides or any(
            member.own is room.seat and member.must_wait for member in self._members.values()
        )

    def _recorded(self, held: Class) -> int:
        """Count the steps that are recorded of a class's run; of one that is over nobody looks further."""
        room = self._rooms.get(held.code)
        return room.session.timeline.recorded if room else 0

    def obey(self, room: Room, outbox: Outbox, command: RoomCommand) -> Room:
        """Do what a viewer of a room asks of its class; give the room where that is held, or was.

        Raise ``BadInput``, with nothing changed, where it may not be done.
        """
        member = self._members.get(outbox.viewer)
        if member is None and isinstance(command, OpenRoom):
            code = new_code({*self._rooms, *self.elsewhere})
            held = self.open(room, code, secrets.token_urlsafe(_OPENING_BYTES))
            held.make_link("present")
            held.lead(self._members[outbox.viewer])
            return room
        if member is None or not member.held.is_open:
            raise BadInput("type", tag_of(command), None, "no_such_room")
        where = self._rooms[member.held.code]
        member.held.obey(member, command)
        self._note(member)
        if isinstance(command, CloseRoom):
            self.close(where)
        return where

    def look_after(self) -> None:
        """End classes that nobody has led for long, some time after they were told so."""
        now, settings = self._now(), self._settings
        for room in list(self._rooms.values()):
            if room.held is None or room.stays:
                continue
            ends_in_s = room.held.led_at + settings.idle_class_s - now
            if ends_in_s <= 0:
                self.close(room)
            elif ends_in_s <= settings.notice_s:
                room.held.warn(math.ceil(ends_in_s))

    def _note(self, member: Member) -> None:
        if member.role == "drive":
            member.held.led(self._now())

    def obey_fork(self, outbox: Outbox, command: ForkCommand, answer: Answer) -> None:
        """Do what a viewer asks of the forks of its class; raise ``BadInput`` where it may not."""
        member = self._members.get(outbox.viewer)
        if member is None or not member.held.is_open:
            raise BadInput("type", tag_of(command), None, "no_such_room")
        self._note(member)
        member.held.obey_fork(member, command, self._rooms[member.held.code].seat, answer)

    def forget(self, room: Room) -> None:
        """Let go of a room: of the class that is held in it, and of the fork that it is of another."""
        self.close(room)
        for other in self._rooms.values():
            if other.held:
                other.held.forget(room.name)

    def close(self, room: Room) -> None:
        """End the class of a room, if one is held: who led it stays with the run, all others are let go."""
        held, room.held = room.held, None
        if held is None:
            return
        held.close()
        del self._rooms[held.code]
        for member in held.members.values():
            if member.role == "drive" and not member.beside:
                del self._members[member.outbox.viewer]
            elif not member.beside:
                room.audience.remove(member.outbox)


def _tells_nothing(member: Member, command: RunCommand | SweepCommand) -> bool:
    """Whether nobody learns anything by a command; an answer may tell all, which who drives knows anyway."""
    answered = isinstance(command, Probe | Weigh | LookCommand | Cancel)
    return isinstance(command, Pause | SetSpeed | SetLoop | SetStops) or (answered and member.role == "drive")
