"""Who is here and what they drive: rooms by name, and the way into and out of them.

Sessions run in the engine thread, which hands encoded messages to the event loop; that only passes them on.
A viewer has an outbox of its own, so that a slow one delays nobody.
"""

import asyncio
import io
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import BinaryIO, TypeVar
from weakref import ref

import msgspec

from ..engine import BadInput, Spec
from ..engine.spec_pieces import read_in_pieces
from ..playback.asking import Answer, Asked, Doing, Told
from ..playback.kept_branches import Restoring
from ..playback.pieces import Pieces
from ..playback.recorded import Recorded, Replaying
from ..playback.run import standing_in
from ..playback.session import Session
from ..protocol import (
    AnyCommand,
    Configure,
    Done,
    Enter,
    FindParting,
    ForkCommand,
    OpenRoom,
    People,
    Replay,
    Restore,
    RoomCommand,
    RunCommand,
    Stand,
    StartPoll,
    StopSweep,
    Sweep,
    decode_command,
    refusal,
)
from ..recordings import reading
from ..settings import Settings
from .aside import Aside
from .asking import Asking
from .classes import Classes
from .codes import code_of
from .engine_thread import EngineThread, Job, Seat
from .keeping import Keeper, NoKeeper
from .keys import Keys
from .line import NOWHERE, Line
from .memory import Memory
from .outbox import Outbox, Parcel, parcel
from .publish import Audience
from .room import BESIDE_S, Room, is_beside, own_name
from .sweeping import Sweeps
from .uploads import Uploads

Seen = TypeVar("Seen")

_SECRET_BYTES = 32
_STEPS_AT_ONCE = 100
"""Between two places to rest, on the way to where a run stood."""
PEOPLE_S = 0.25
"""How long it may take until everybody knows that somebody came or went."""


class Hub:
    """The rooms by name, and the engine thread that runs their sessions."""

    def __init__(
        self,
        settings: Settings,
        now: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], object]], object] | None = None,
        begin_with: Spec | Recorded | None = None,
        keys: Keys | None = None,
    ) -> None:
        """Take a clock, and what calls a function after so many seconds: the event loop's, if none.

        Rooms begin with a specification, with a recorded run, or with the usual one. Links are signed by
        ``keys``, or by a secret that ends with this hub.
        """
        self.settings = settings
        self.rooms: dict[str, Room] = {}
        self.uploads = Uploads()
        self._begin_with = begin_with
        self._now = now
        self._later = later or (lambda delay_s, call: asyncio.get_running_loop().call_later(delay_s, call))
        self._engine = EngineThread(now)
        self.asking = Asking(
            self._engine.submit, self.in_event_loop, lambda room, then: self.keeper.keep_class(room, then)
        )
        self._memory = Memory(settings.most_bytes, lambda: [room.seat for room in list(self.rooms.values())])
        self._loop: asyncio.AbstractEventLoop | None = None
        self.aside = Aside(self._engine.submit, self.in_event_loop, self._later, self._memory.spare)
        keys = keys or Keys(lambda: secrets.token_bytes(_SECRET_BYTES))
        self.classes = Classes(settings, keys, now, self.aside)
        self.sweeps = Sweeps(self.aside)
        self.keeper: Keeper = NoKeeper()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Have the engine thread for as long as this lasts."""
        self._loop = asyncio.get_running_loop()
        self._engine.start()
        self._beat()
        self.keeper.begin()
        code = self.settings.room
        if code and not self.settings.engine and not self.classes.find(code):
            held = self.room_for(None, "")
            self.classes.open_for_good(held, code)
            self.keeper.keep_class(held)
        try:
            yield
        finally:
            self._engine.stop()
            self.keeper.end()
            self._loop = None

    @property
    def alive(self) -> bool:
        """Whether sessions are run."""
        return self._engine.alive

    @property
    def viewers(self) -> int:
        """How many are here, in all rooms."""
        return sum(len(room.audience) for room in self.rooms.values())

    def room_for(self, name: str | None, asker: str) -> Room:
        """Find the room that an address names: one of the visitor's own where it names none.

        A code only leads to where a class is held. Raise ``BadInput`` where none is, where no room is left,
        and to who has tried too many codes, whoever ``asker`` is.
        """
        if name is None:
            return self.room(own_name())
        if code := code_of(name):
            return self.classes.look_up(code, asker)
        return self.room(name.lower())

    def rooms_for(self, name: str | None, beside: str | None, asker: str) -> tuple[Room, Room | None]:
        """Find the room that an address names, and that of the class that it visits with a run of its own."""
        held = self.room_for(beside, asker) if beside and code_of(beside) else None
        return self.room_for(name, asker), held

    def find(self, name: str, asker: str) -> Room | None:
        """Find a room that is there, by its name or its code; none to who has tried too many codes."""
        if code := code_of(name):
            with suppress(BadInput):
                return self.classes.look_up(code, asker)
            return None
        name = name.lower()
        if name not in self.rooms and self.keeper.has(name):
            with suppress(BadInput):
                return self.room(name)
        return self.rooms.get(name)

    def room(self, name: str) -> Room:
        """Find a room or open it, if need be in place of an empty one; raise ``BadInput`` when none is."""
        self._forget_empty_rooms()
        if is_beside(name) and name not in self.rooms:
            self._open_beside(name)
        if name not in self.rooms:
            if len(self.rooms) >= self.settings.most_rooms:
                self._make_place(name)
            audience = Audience(self.in_event_loop, maker=self._engine)
            seat = Seat(name, Session(standing_in(), spare=self._memory.spare), audience)
            seat.publish = self.keeper.publishing(seat, audience)
            self.rooms[name] = room = Room(name, audience, seat, left_at=self._now())
            if not self.keeper.bring_back(room):
                seat.session = Session(spare=self._memory.spare)
                self._begin(seat)
        return self.rooms[name]

    def _open_beside(self, name: str) -> None:
        """Open a room that is kept nowhere."""
        if len(self.rooms) >= self.settings.most_rooms:
            self._make_place(name)
        audience = Audience(self.in_event_loop, maker=self._engine)
        seat = Seat(name, Session(spare=self._memory.spare), audience)
        self.rooms[name] = Room(name, audience, seat, left_at=self._now())

    def _begin(self, seat: Seat) -> None:
        """Have a new room begin with what rooms begin with, before anybody is told of its run."""
        if self._begin_with is None:
            return
        what = self._begin_with

        def work() -> Doing:
            # Where no memory is left for it, the room stays with the small run that it has.
            with suppress(BadInput):
                yield from seat.session.beginning_with(what)

        self._engine.submit(seat, Job(work))

    def restore(
        self,
        room: Room,
        values: Callable[[], Pieces[Sequence[Restore | Restoring]]],
        after_run: int,
        failed: Callable[[BadInput], object] = lambda _: None,
        made: Callable[[Session], object] = lambda _: None,
    ) -> None:
        """Have a room stand where its run stood in another process; runs are numbered on from there.

        Nothing is done in it before it stands there. Where it cannot, it stays with the run that it has, and
        ``failed`` is called in the engine thread, else ``made``, before anybody is told of it. Where nobody
        comes it comes to rest.
        """

        def standing(session: Session) -> Doing:
            for value in (yield from values()):
                yield from session.doing(value)
                while session.unanswered:
                    yield from session.ticking(0.0, _STEPS_AT_ONCE)
                    yield None
            made(session)

        def work() -> Doing:
            session = room.seat.session
            session.number_on(after_run)
            try:
                # Nobody asked for it: what is kept stays as it is, wherever the run is on its way.
                yield from (told for told in standing(session) if not isinstance(told, Answer))
            except BadInput as error:
                room.seat.session = Session(after_run=after_run, spare=self._memory.spare)
                failed(error)

        self._engine.submit(room.seat, Job(work, heavy=True))
        self._left(room)

    @contextmanager
    def join(
        self, room: Room, line: Line = NOWHERE, beside: Room | None = None, *, looks: bool = False
    ) -> Iterator[Outbox]:
        """Be in a room for as long as this lasts; whatever is for this viewer goes out on its line.

        ``beside`` is the room of a class that this viewer belongs to, while it looks at a run of its own; one
        that ``looks`` has that only to look about in the class's.
        """
        outbox = Outbox(line)
        line.when_free(lambda: self._go_on(room, outbox))
        if room.held:
            beside = None  # nobody stands beside a class that is led here
        room.audience.add(outbox)
        with_others = beside or room
        self.classes.join(outbox, room, beside, looks=looks)
        outbox.put(_people(with_others))
        self._tell_people(with_others)
        self.refresh(room, outbox)
        try:
            yield outbox
        finally:
            line.when_free(None)
            room.audience.remove(outbox)
            self._forget(room, outbox.viewer)
            self.sweeps.stop(outbox)
            self.classes.leave(outbox)
            self._tell_people(with_others)
            if not room.audience:
                self._left(room)

    def obey(self, room: Room, outbox: Outbox, message: str | bytes) -> None:
        """Have the room's session do what a viewer asks; what cannot be taken is answered to that viewer."""
        try:
            command = decode_command(message)
            if isinstance(command, RoomCommand):
                self._obey_in_class(room, outbox, command)
                return
            if isinstance(command, ForkCommand):
                beside = self.classes.room_of(outbox)
                self.classes.obey_fork(
                    outbox,
                    command,
                    lambda refused: self._once_kept(
                        beside, command, lambda: self._answer(room, outbox, command.id, refused)
                    ),
                )
                return
            self.classes.check(outbox, command)
            if isinstance(command, Sweep | StopSweep):
                self.sweeps.obey(
                    room.seat,
                    outbox,
                    command,
                    lambda refused: self._answer(room, outbox, command.id, refused),
                )
                return
            whole = self._whole(command)
        except BadInput as error:
            outbox.put(parcel(refusal(error, message)))
            return
        asked = Asked(outbox.viewer, command.id)

        def work() -> Doing:
            try:
                yield from room.session.doing((yield from whole()), asked.by)
            except BadInput as error:
                yield asked.failed(refusal(error, command_id=command.id))

        self._engine.submit(
            room.seat, Job(work, asked, outbox.viewer, isinstance(command, Configure | Restore | Replay))
        )

    def _once_kept(self, room: Room | None, command: AnyCommand, then: Callable[[], object]) -> None:
        """Go on once what a command did to a class is kept: what each viewer is by itself is not."""
        if room is None or isinstance(command, Stand | Enter):
            then()
        else:
            self.keeper.keep_class(room, then)

    def _answer(self, room: Room, outbox: Outbox, command_id: int, refused: BadInput | None) -> None:
        """Answer a command that does nothing to the run."""
        done = Done(command_id, room.session.index)
        outbox.put(parcel(refusal(refused, command_id=command_id) if refused else done))

    def _obey_in_class(self, room: Room, outbox: Outbox, command: RoomCommand) -> None:
        others = (
            {self.classes.room_of(each) for each in room.audience} if isinstance(command, OpenRoom) else set()
        )
        where = self.classes.obey(room, outbox, command)
        for each in filter(None, {where, *others}):  # who was beside another class is in this one now
            self._tell_people(each)
        if isinstance(command, StartPoll):
            self.asking.start(where, outbox, command)
            return
        self.asking.settle(where)
        if isinstance(command, Enter) and where.audience.hidden:
            self.refresh(room, outbox)
        self._once_kept(where, command, lambda: self._answer(room, outbox, command.id, None))

    def _whole(self, command: RunCommand) -> Callable[[], Pieces[RunCommand | Replaying]]:
        """Give what makes the command whole, in the engine's time, where what it needs was uploaded."""
        if isinstance(command, Replay):
            file = io.BytesIO(self.uploads.take(command.uploaded))
            return lambda: _replaying(command.id, file)
        if not isinstance(command, Configure | Restore | FindParting) or command.uploaded is None:
            return lambda: _as_it_is(command)
        text = self.uploads.take(command.uploaded)

        def read() -> Pieces[RunCommand]:
            try:
                spec = yield from read_in_pieces(text)
            except BadInput as error:
                raise error.under("spec") from None
            return msgspec.structs.replace(command, spec=spec, uploaded=None)

        return read

    async def hear(self, room: Room, outbox: Outbox, message: str | bytes) -> None:
        """Obey a viewer, as soon as it has taken enough answers and is not ahead of what it may ask."""
        await outbox.may_ask()
        if wait_s := self.classes.wait_s(outbox):
            await asyncio.sleep(wait_s)
        await self.keeper.fetch(message)
        self.obey(room, outbox, message)

    async def look(self, room: Room, see: Callable[[Session], Seen]) -> Seen:
        """Give what there is to see of a room's session, in the engine's time: quickly, changing nothing."""
        seen: asyncio.Future[Seen] = asyncio.get_running_loop().create_future()

        def tell(what: Seen) -> None:
            if not seen.done():  # else nobody waits for it any more
                seen.set_result(what)

        def work() -> list[Told]:
            self.in_event_loop(tell, see(room.session))
            return []

        self._engine.submit(room.seat, Job(work))
        return await seen

    def refresh(self, room: Room, outbox: Outbox) -> None:
        """Tell a viewer everything, on joining and after falling behind: at once with all who wait for it."""

        def work() -> Doing:
            everything = yield from room.session.telling_everything()
            room.seat.publish.start_afresh(everything, all_of_them=False)

        if room.audience.wait(outbox):
            self._engine.submit(room.seat, Job(work))

    def _go_on(self, room: Room, outbox: Outbox) -> None:
        """Send a viewer what has waited for its line."""
        outbox.flush()
        if outbox.fell_behind():
            self.refresh(room, outbox)

    def _beat(self) -> None:
        """Have lines that were silent for long carry a beat."""
        if self._loop:
            for room in self.rooms.values():
                room.audience.beat()
            self.classes.look_after()
            for room in self.rooms.values():
                self.asking.settle(room)
            self._later(self.settings.beat_s / 2, self._beat)

    def in_event_loop(self, function: Callable[..., object], *arguments: object) -> None:
        """Have a function called in the event loop, from any thread."""
        if self._loop:  # else nobody is here any more
            self._loop.call_soon_threadsafe(function, *arguments)

    def _tell_people(self, room: Room) -> None:
        """Tell everybody how many are here, no more often than can be read: a class comes all at once."""
        if not room.people_are_told:
            room.people_are_told = True
            self._later(PEOPLE_S, lambda: self._people_told(room))

    def _people_told(self, room: Room) -> None:
        room.people_are_told = False
        told = _people(room)
        if room.held:
            room.held.hand_round(told)
            room.held.tell_answers()
        else:
            room.audience.hand_round(told)

    def _forget(self, room: Room, viewer: object) -> None:
        """Do nothing more for a viewer who has gone."""

        def work() -> list[Told]:
            room.session.forget(viewer)
            return []

        self._engine.forget(room.seat, viewer)
        self._engine.submit(room.seat, Job(work))

    def _left(self, room: Room) -> None:
        """Let a run that nobody watches come to rest after a while."""
        room.left_at = self._now()
        left = ref(room)
        self._later(self.settings.unwatched_play_s, lambda: self._rest(left()))
        self._later(self._idle_s(room), self._forget_empty_rooms)

    def _rest(self, room: Room | None) -> None:
        if room is None:
            return
        unwatched_s = self._now() - room.left_at
        if not room.audience and unwatched_s >= self.settings.unwatched_play_s:
            self._engine.submit(room.seat, Job(lambda: room.session.rest()))

    def _forget_empty_rooms(self) -> None:
        for room in list(self.rooms.values()):
            unwatched = not room.audience and not room.stays
            if unwatched and self._now() - room.left_at >= self._idle_s(room):
                self.forget(room)

    def _idle_s(self, room: Room) -> float:
        """Give how long a room that nobody watches stays."""
        return BESIDE_S if room.passes else self.settings.idle_room_s

    def _make_place(self, name: str) -> None:
        empty = [room for room in self.rooms.values() if not (room.audience or room.stays or room.held)]
        if not empty:
            raise BadInput("room", name, {"rooms": len(self.rooms)}, "full")
        self.forget(min(empty, key=lambda room: room.left_at))

    def forget(self, room: Room) -> None:
        """Let go of a room, and have the engine let go of its run and give its memory back."""
        self.classes.forget(room)
        self.keeper.forget(room)
        del self.rooms[room.name]
        self._engine.submit(room.seat, Job(lambda: room.session.rest()))
        self._engine.submit(room.seat, Job(room.seat.close))


def _as_it_is(command: RunCommand) -> Pieces[RunCommand]:
    yield from ()
    return command


def _replaying(command_id: int, file: BinaryIO) -> Pieces[Replaying]:
    recording = yield from reading(file)
    return Replaying(command_id, recording.run)


def _people(room: Room) -> Parcel:
    return parcel(room.held.people() if room.held else People(len(room.audience)))
