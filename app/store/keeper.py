"""Keeps rooms in a file, so that they are there again when the server is: whatever it ended by.

A command is told to be done once what it did is in the file. How far a run has come that plays is noted now
and then. At start what played goes on, and classes are held again; any other room is brought back when it is
asked for by its name.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from ..engine import BadInput
from ..playback.session import Session
from ..rooms.engine_thread import Seat
from ..rooms.hub import Hub
from ..rooms.keeping import Gathering, NoKeeper
from ..rooms.kept_class import KeptClass, open_again, read_class, write_class
from ..rooms.kept_run import KeptRun, note_other_numbers, read_run
from ..rooms.publish import Publish
from ..rooms.room import Room
from ..streams import say
from .faults import FAULTS, words
from .owners import Owners
from .rooms_file import Fields, RoomsFile
from .writer import Writer

MOST_BYTES = 2**30
"""Of all that is kept: what was used longest ago goes first."""
_NOTE_S = 0.5
"""How often it is noted how far runs have come that play."""
_SWEEP_S = 3600.0


class FileKeeper(NoKeeper):
    """The keeper of a hub whose rooms outlive it. For the event loop, but for what says otherwise."""

    def __init__(self, hub: Hub, path: Path, now: Callable[[], float] = time.time) -> None:
        """Take where rooms are kept, and a clock that tells seconds since 1970."""
        self._hub, self._path, self._now = hub, path, now
        self._gathering = Gathering(self._keep_class)
        self._led: set[Room] = set()
        """Where a class is held, as the file has it."""
        self._used: set[str] = set()
        """Rooms that were brought back and are not noted as used yet."""
        self._sweep_at = now()

    def begin(self) -> None:
        """Open the file, hold classes again, and have runs play on that played."""
        try:
            self._file = RoomsFile(self._path)
        except FAULTS as error:
            say(f"runs end with this server. {words(self._path, error)}.")
            self._hub.keeper = NoKeeper()
            return
        if self._file.aside:
            say(f"{self._path} is damaged: it is now {self._file.aside}, and runs are kept anew.")
        self._writer = Writer(self._file, self._told, self._begun_anew, self._now)
        self.owners = self._owners = Owners(self._hub, self._writer, self._note_all)
        self.place = str(self._path)
        for name, used_at in self._writer.held():
            self._lead_on(name, used_at)
        for name in self._writer.playing():
            with suppress(BadInput):
                self._hub.room(name)
        self._look_after()

    def end(self) -> None:
        """Note where all runs stand, and close the file."""
        for room in self._rooms():
            at_rest = not self._hub.alive and not _is_being_changed(room.seat)
            if at_rest and not _kept_run(room.seat).is_written:
                self._note(room.seat, room.session)
        self._note_used()
        self._writer.close()
        self._file.close()

    def publishing(self, seat: Seat, publish: Publish) -> Publish:
        """Have each command of a new room's run kept before it is told to be done."""
        return KeptRun(seat, publish, self._keep)

    def has(self, name: str) -> bool:
        """Whether a room of this name is kept."""
        return self._writer.has(name)

    def bring_back(self, room: Room) -> bool:
        """Have a room stand as it is kept."""
        fields = self._writer.read(room.name)
        if not (fields.get("run") and fields.get("spec")):
            return False
        try:
            run = read_run(fields)
        except (msgspec.MsgspecError, BadInput) as error:
            self._set_aside(room.name, fields, error)
            return False
        self._hub.restore(
            room,
            *run,
            lambda error: self._set_aside(room.name, fields, error),
            lambda session: self._compare(room.seat, fields, session),
        )
        self._used.add(room.name)
        return True

    def _compare(self, seat: Seat, fields: Fields, session: Session) -> None:
        """Say where a run that is made again comes to other numbers than it had. In the engine thread."""
        if (first := note_other_numbers(fields, session)) is None:
            _kept_run(seat).found(fields)
        else:
            say(
                f"a run of {self._path} comes to other numbers at step {first} than it had: it was "
                "trained on another machine, or with another NumPy."
            )

    def _set_aside(self, name: str, fields: Fields, error: Exception) -> None:
        """Keep a run that cannot be made again under a name that nobody asks for, as its room begins anew."""
        aside = f"{name} {time.strftime('%Y%m%d-%H%M%S')}"
        say(f"a run cannot be made again: {error}. In {self._path} it is {aside!r} by now.")
        self._writer.write(aside, fields | {"class": b"", "owner": b""})

    def keep_class(self, room: Room, then: Callable[[], object] = lambda: None) -> None:
        """Keep how a class is led, then go on: once for all who ask while it is being kept."""
        self._gathering.keep(room, then)

    def forget(self, room: Room) -> None:
        """Let go of a room that is in memory no more: its run stays kept, its class is over."""
        self._gathering.forget(room)
        self._owners.forget(room.name)
        if room in self._led:
            self._led.discard(room)
            self._writer.write(room.name, {"class": b""})

    def _keep(self, seat: Seat, fields: Fields, then: Callable[[], object] | None) -> None:
        """Have fields of a run written. In the engine thread."""
        if "spec" in fields:
            fields = fields | self._owners.marks(seat.name)
        self._writer.write(seat.name, fields, then, plays=seat.session.active)

    def _keep_class(self, room: Room, then: Callable[[], object]) -> None:
        (self._led.add if room.held else self._led.discard)(room)
        self._writer.write(room.name, {"class": write_class(room)}, lambda: self._hub.in_event_loop(then))

    def _lead_on(self, name: str, used_at: float) -> None:
        """Hold a class again as it was led, with the copies of its run; not one that is over by now."""
        kept = None
        with suppress(msgspec.MsgspecError, BadInput):
            kept = read_class(self._writer.read(name).get("class", b""))
        if kept is None or self._is_over(kept, used_at):
            self._writer.write(name, {"class": b""})
            return
        hub = self._hub
        with suppress(BadInput):
            room = hub.room(name)
            room.stays = True  # while copies come that may need place; from then on it is held
            seats = {}
            for fork in kept.forks:
                with suppress(BadInput):
                    seats[fork] = hub.room(fork).seat
            open_again(hub.classes, room, kept, seats.get)
            hub.asking.bring_back(room, kept.polls)
            self._led.add(room)

    def _is_over(self, kept: KeptClass, used_at: float) -> bool:
        """Whether nobody leads it: it was left for long, or was opened by a start, and not by this one."""
        settings = self._hub.settings
        if kept.stays:
            return kept.code != settings.room
        return self._now() - used_at > settings.idle_class_s

    def _look_after(self) -> None:
        """Note how far runs have come that play, and which classes are over; let go of what nobody uses."""
        hub = self._hub
        hub.aside.later(_NOTE_S, self._look_after)  # whatever becomes of it this time
        for room in [room for room in self._led if room.held is None]:
            self.keep_class(room)
        for room in self._rooms():
            if not room.session.unused and not _kept_run(room.seat).is_written:
                self._look(room)
        self._note_used()
        if (now := self._now()) >= self._sweep_at:
            self._sweep_at = now + _SWEEP_S
            for room in self._rooms():
                self._writer.write(room.name, {})
            self._writer.sweep(now - hub.settings.kept_run_s, MOST_BYTES)

    def _note_used(self) -> None:
        """Note who was brought back, all at once: each time it is written costs as much as opening a run."""
        while self._used:
            self._writer.write(self._used.pop(), {})

    def _told(self, fault: Exception | None) -> None:
        """Say what is wrong, or that nothing is any more. In the writing thread."""
        if fault is None:
            say(f"runs are kept again in {self._path}.")
        else:
            say(f"runs cannot be kept for now. {words(self._path, fault)}.")

    def _begun_anew(self) -> None:
        """Say that the file was damaged, and have another one filled. In the writing thread."""
        say(f"{self._path} is damaged: it is now {self._file.aside}, and runs are kept anew.")
        self._hub.in_event_loop(self._keep_all)

    def _keep_all(self) -> None:
        """Write all there is into a file that was begun anew."""
        for room in self._rooms():
            self._look(room, all_of_it=True)
            if room.held:
                self.keep_class(room)

    def _rooms(self) -> list[Room]:
        """List the rooms whose runs are kept."""
        return [room for room in self._hub.rooms.values() if not room.passes]

    def _look(self, room: Room, *, all_of_it: bool = False) -> None:
        seat = room.seat
        self._hub.aside.look(seat, lambda session: self._note(seat, session, all_of_it=all_of_it), _nothing)

    def _note(self, seat: Seat, session: Session, *, all_of_it: bool = False) -> None:
        """Note how a run stands; one on its way somewhere stays as it is kept. Where sessions are run."""
        if not session.unused and not session.unanswered:
            self._keep(seat, _kept_run(seat).fields(all_of_it=all_of_it), None)

    def _note_all(self, room: Room, session: Session) -> None:
        self._note(room.seat, session, all_of_it=True)


def _is_being_changed(seat: Seat) -> bool:
    """Whether something was begun that is not told to be done yet: what was before it is what is kept."""
    return seat.begun is not None and (seat.begun[0].heavy or seat.begun[0].asked is not None)


def _kept_run(seat: Seat) -> KeptRun:
    assert isinstance(seat.publish, KeptRun), "a room whose run is kept"
    return seat.publish


def _nothing(*_: object) -> None:
    """Do nothing more."""
