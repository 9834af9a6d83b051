"""Who is here, what they drive, what is still to send: rooms, viewers, and the one engine thread.

All sessions run in one thread, in slices of a few milliseconds, fairly in turn; commands come before slices.
The thread makes and encodes the messages itself, at step boundaries, and hands them to the event loop, which
only passes them on. A viewer has an outbox of its own, so that a slow one delays nobody.
"""

import asyncio
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import msgspec

from app.engine import BadInput
from app.playback.session import Session
from app.protocol import Configure, Done, Frame, Message, People, decode_command, encode, refusal
from app.settings import Settings

SLICE_S = 0.002
"""How long one session may keep the engine to itself."""
MOST_FRAMES_WAITING = 64
MOST_LETTERS_WAITING = 256
_SWITCH_INTERVAL_S = 0.0005
"""How long the event loop waits for the engine thread to let go of the interpreter."""
_LONGEST_NAP_S = 0.05
_FIRST_STEPS = 64
_MOST_STEPS = 1_000_000


@dataclass(frozen=True)
class Parcel:
    """One encoded message; ``frame`` is empty for letters."""

    data: str | bytes
    frame: str = ""


class Outbox:
    """What one viewer has still to be sent. Past a bound everything is dropped for one fresh start."""

    def __init__(self) -> None:
        self.behind = True
        """Whether nothing makes sense to this viewer before it is told everything."""
        self._asked = True
        """Whether everything is on its way already."""
        self._waiting: deque[Parcel] = deque()
        self._ready = asyncio.Event()

    def put(self, parcel: Parcel) -> None:
        """Add a message. A keyframe replaces the frames before it; a frame means nothing to one behind."""
        if parcel.frame == "keyframe":
            self._waiting = deque(waiting for waiting in self._waiting if not waiting.frame)
        if self.behind and parcel.frame:
            return
        self._waiting.append(parcel)
        frames = sum(1 for waiting in self._waiting if waiting.frame)
        if frames > MOST_FRAMES_WAITING or len(self._waiting) - frames > MOST_LETTERS_WAITING:
            self._waiting.clear()
            self.behind = True
        self._ready.set()

    def fell_behind(self) -> bool:
        """Whether the line is free and everything must be told anew; true once for each time."""
        if self.behind and not self._waiting and not self._asked:
            self._asked = True
            return True
        return False

    def start_afresh(self, parcels: list[Parcel]) -> None:
        """Tell everything: from here on the viewer follows."""
        self.behind = self._asked = False
        self._waiting.extend(parcels)
        self._ready.set()

    async def take(self, patience_s: float) -> Parcel | None:
        """Wait for the next message; None when there is none for so long, or all was dropped."""
        if not self._waiting:
            self._ready.clear()
            try:
                await asyncio.wait_for(self._ready.wait(), patience_s)
            except TimeoutError:
                return None
        return self._waiting.popleft() if self._waiting else None


@dataclass(eq=False)
class Room:
    """One session and who is watching it."""

    name: str
    session: Session = field(default_factory=Session)
    viewers: set[Outbox] = field(default_factory=set)
    left_at: float = 0.0
    """When the last viewer went, on the hub's clock."""
    ticked_at: float = 0.0
    most_steps: int = _FIRST_STEPS
    """How many steps fit into a slice, as measured."""
    numbers: Iterator[int] = field(default_factory=count)
    asked: dict[int, tuple[Outbox, int]] = field(default_factory=dict)
    """Who sent each command not answered yet, and under which id."""

    def deliver(self, parcels: list[Parcel], to: Outbox | None = None) -> None:
        """Put messages into everybody's outbox, or one viewer's. Runs in the event loop."""
        for outbox in (to,) if to else self.viewers:
            for parcel in parcels:
                outbox.put(parcel)


class Hub:
    """The rooms by name, and the engine thread that runs their sessions."""

    def __init__(self, settings: Settings, now: Callable[[], float] = time.monotonic) -> None:
        self.settings = settings
        self.rooms: dict[str, Room] = {}
        self._now = now
        self._engine = _Engine(now)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Have the engine thread for as long as this lasts."""
        self._engine.start(asyncio.get_running_loop())
        try:
            yield
        finally:
            self._engine.stop()

    @property
    def viewers(self) -> int:
        """How many are here, in all rooms."""
        return sum(len(room.viewers) for room in self.rooms.values())

    def room(self, name: str) -> Room:
        """Find a room or open it; raise ``BadInput`` when there are too many."""
        self._forget_empty_rooms()
        if name not in self.rooms:
            if len(self.rooms) >= self.settings.most_rooms:
                raise BadInput("room", name, f"one of the {len(self.rooms)} open rooms: no more fit", "full")
            self.rooms[name] = Room(name, left_at=self._now())
        return self.rooms[name]

    @contextmanager
    def join(self, room: Room) -> Iterator[Outbox]:
        """Be in a room for as long as this lasts."""
        outbox = Outbox()
        room.viewers.add(outbox)
        self._tell_people(room)
        self.refresh(room, outbox)
        try:
            yield outbox
        finally:
            room.viewers.discard(outbox)
            self._tell_people(room)
            if not room.viewers:
                self._left(room)

    def obey(self, room: Room, outbox: Outbox, message: str | bytes) -> None:
        """Have the room's session do what a viewer asks; what cannot be taken is answered to that viewer."""
        try:
            command = decode_command(message)
        except BadInput as error:
            room.deliver([_parcel(refusal(error, message))], outbox)
            return

        # Viewers count their commands each for themselves; in the room every command has a number of its own.
        number = next(room.numbers)
        room.asked[number] = (outbox, command.id)

        def work() -> None:
            try:
                self._engine.post(room, room.session.obey(msgspec.structs.replace(command, id=number)))
            except BadInput as error:
                del room.asked[number]
                error = error.under("spec") if isinstance(command, Configure) else error
                self._engine.call(room.deliver, [_parcel(refusal(error, command_id=command.id))], outbox)

        self._engine.submit(room, work)

    def refresh(self, room: Room, outbox: Outbox) -> None:
        """Tell a viewer everything: on joining, and after falling behind."""

        def work() -> None:
            parcels = [_parcel(message) for message in room.session.joining()]
            self._engine.call(outbox.start_afresh, parcels)

        self._engine.submit(room, work)

    def _tell_people(self, room: Room) -> None:
        room.deliver([_parcel(People(len(room.viewers)))])

    def _left(self, room: Room) -> None:
        """Let a run that nobody watches come to rest after a while."""
        room.left_at = self._now()
        asyncio.get_running_loop().call_later(self.settings.unwatched_play_s, self._rest, room)

    def _rest(self, room: Room) -> None:
        unwatched_s = self._now() - room.left_at
        if not room.viewers and unwatched_s >= self.settings.unwatched_play_s:
            self._engine.submit(room, room.session.rest)

    def _forget_empty_rooms(self) -> None:
        for room in list(self.rooms.values()):
            if not room.viewers and self._now() - room.left_at > self.settings.idle_room_s:
                del self.rooms[room.name]


class _Engine:
    """The thread in which every session runs."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._jobs: deque[tuple[Room, Callable[[], object]]] = deque()
        self._active: deque[Room] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        sys.setswitchinterval(_SWITCH_INTERVAL_S)
        self._loop = loop
        self._thread.start()

    def stop(self) -> None:
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._thread.join()

    def submit(self, room: Room, job: Callable[[], object]) -> None:
        """Have a job done on a room's session, before any more slices."""
        with self._wake:
            self._jobs.append((room, job))
            self._wake.notify()

    def call(self, function: Callable[..., object], *arguments: object) -> None:
        """Have the event loop call a function."""
        assert self._loop, "started before anything is posted"
        self._loop.call_soon_threadsafe(function, *arguments)

    def post(self, room: Room, messages: list[Message]) -> None:
        """Hand messages to the event loop, encoded once for all viewers; an answer is only its asker's."""
        for message in messages:
            if isinstance(message, Done):
                outbox, own_id = room.asked.pop(message.id)
                self.call(room.deliver, [_parcel(Done(own_id, message.index))], outbox)
            else:
                self.call(room.deliver, [_parcel(message)])

    def _work(self) -> None:
        while not self._stopping:
            while self._jobs:
                self._do(*self._jobs.popleft())
            if self._active:
                self._give_turns()
            with self._wake:
                if not self._jobs and not self._stopping:
                    self._wake.wait(self._nap_s())

    def _do(self, room: Room, job: Callable[[], object]) -> None:
        was_active = room.session.active
        job()
        if room.session.active and room not in self._active:
            self._active.append(room)
        if room.session.active and not was_active:
            room.ticked_at = self._now()

    def _give_turns(self) -> None:
        """Give every active session one slice; stop early when somebody asks for something."""
        for _ in range(len(self._active)):
            room = self._active.popleft()
            self._slice(room)
            if room.session.active:
                self._active.append(room)
            if self._jobs:
                return

    def _slice(self, room: Room) -> None:
        begun = self._now()
        before = room.session.index
        messages = room.session.tick(begun - room.ticked_at, room.most_steps)
        room.ticked_at = begun
        self.post(room, messages)
        made, took_s = abs(room.session.index - before), self._now() - begun
        # A session holds back a few steps to end with a mini-batch, and most when it plays slowly.
        if 2 * made > room.most_steps or took_s > SLICE_S:
            fitting = int(room.most_steps * SLICE_S / max(took_s, 1e-6))
            room.most_steps = min(_MOST_STEPS, max(1, min(fitting, 2 * room.most_steps)))

    def _nap_s(self) -> float | None:
        """Give how long nobody needs the engine; None until there is a job."""
        if not self._active:
            return None
        return min(_LONGEST_NAP_S, min(room.session.seconds_to_next() for room in self._active))


def _parcel(message: Message) -> Parcel:
    return Parcel(encode(message), message.kind if isinstance(message, Frame) else "")
