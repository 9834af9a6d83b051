"""The one thread in which every session runs: rooms in turn, in slices, commands before slices.

It makes and encodes the messages itself, at step boundaries, and hands them to the event loop.
"""

import logging
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Callable

import msgspec

from ..playback.session import FRAME_S, Session
from ..protocol import Done, Failure, Message
from .outbox import Outbox, parcel
from .room import Room, Work

SLICE_S = 0.002
"""How long one session may keep the engine to itself."""
_SWITCH_INTERVAL_S = 0.0005
"""How long the event loop waits for the engine thread to let go of the interpreter."""
_LONGEST_NAP_S = 0.05
_LONGEST_FAREWELL_S = 2.0
"""How long stopping waits for what is under way."""
_MOST_STEPS = 1_000_000

_log = logging.getLogger(__name__)


class EngineThread:
    """Runs the sessions of all rooms. Whatever goes wrong in one room, the others go on."""

    def __init__(self, now: Callable[[], float], call: Callable[..., object]) -> None:
        """Take a clock, and what has the event loop call a function."""
        self._now = now
        self._call = call
        self._asking: deque[Room] = deque()
        """Rooms with jobs, the one that waits longest first."""
        self._active: deque[Room] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="engine", daemon=True)

    def start(self) -> None:
        """Begin."""
        sys.setswitchinterval(_SWITCH_INTERVAL_S)
        self._thread.start()

    def stop(self) -> None:
        """End after what is under way, without what still waits."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._thread.join(_LONGEST_FAREWELL_S)

    @property
    def alive(self) -> bool:
        """Whether sessions are run."""
        return self._thread.is_alive()

    def submit(self, room: Room, work: Work, asker: Outbox | None = None) -> None:
        """Have something done on a room's session, before any more slices."""
        with self._wake:
            if not room.jobs:
                self._asking.append(room)
            room.jobs.append((asker, work))
            self._wake.notify()

    def forget(self, room: Room, asker: Outbox) -> None:
        """Drop what a viewer who has gone still asked for."""
        self._drop_jobs(room, lambda whose: whose is asker)

    def call(self, function: Callable[..., object], *arguments: object) -> None:
        """Have the event loop call a function."""
        if not self._stopping:
            self._call(function, *arguments)

    def round(self) -> None:
        """Give every active room a slice, and before each do what is asked.

        A room's commands go first only until they have taken as long as a slice: they starve nobody.
        """
        slice_s = min(SLICE_S, FRAME_S / max(1, len(self._active)))
        spent: defaultdict[Room, float] = defaultdict(float)
        self._answer(spent, slice_s)
        for _ in range(len(self._active)):
            if self._stopping:
                return
            room = self._active.popleft()
            self._guarded(room, lambda room=room: self._slice(room, slice_s))  # type: ignore[misc]
            if room.session.active:
                self._active.append(room)
            self._answer(spent, slice_s)

    def _work(self) -> None:
        while not self._stopping:
            self.round()
            with self._wake:
                if not self._asking and not self._stopping:
                    self._wake.wait(self._nap_s())

    def _answer(self, spent: defaultdict[Room, float], slice_s: float) -> None:
        """Do one job of each asking room in turn, over and over, until each has spent its time."""
        while not self._stopping and (job := self._next_job(spent, slice_s)):
            room, work = job
            begun, was_active = self._now(), room.session.active
            self._guarded(room, work)
            spent[room] += self._now() - begun
            if room.session.active and room not in self._active:
                self._active.append(room)
            if room.session.active and not was_active:
                room.ticked_at = self._now()

    def _next_job(self, spent: defaultdict[Room, float], slice_s: float) -> tuple[Room, Work] | None:
        with self._wake:
            room = next((room for room in self._asking if spent[room] < slice_s), None)
            if room is None:
                return None
            self._asking.remove(room)
            _, work = room.jobs.popleft()
            if room.jobs:
                self._asking.append(room)
            return room, work

    def _guarded(self, room: Room, work: Work) -> None:
        """Do something and tell the room; where it fails, even for want of memory, the room begins anew."""
        try:
            self._post(room, work())
        except Exception:
            _log.exception("room %s failed and begins anew", room.name)
            room.session = Session(after_run=room.session.run_id, spare=room.session.spare)
            self._drop_jobs(room, lambda _: True)
            failed = "the server failed at this; the room begins anew"
            self._post(room, [Failure(number, "internal", "", "", "", failed) for number in list(room.asked)])
            self.call(room.start_afresh, [parcel(message) for message in room.session.joining()])

    def _post(self, room: Room, messages: list[Message]) -> None:
        """Hand messages to the event loop; an answer is only its asker's."""
        for message in messages:
            if not isinstance(message, Done | Failure):
                self.call(room.deliver, parcel(message))
            elif asked := room.asked.pop(message.id, None):  # type: ignore[arg-type]
                outbox, own_id = asked
                self.call(room.deliver, parcel(msgspec.structs.replace(message, id=own_id)), outbox)

    def _drop_jobs(self, room: Room, unwanted: Callable[[Outbox | None], bool]) -> None:
        with self._wake:
            room.jobs = deque(job for job in room.jobs if not unwanted(job[0]))
            if not room.jobs and room in self._asking:
                self._asking.remove(room)

    def _slice(self, room: Room, slice_s: float) -> list[Message]:
        session, begun = room.session, self._now()
        if room.measured_run != session.run_id:
            room.measured_run, room.most_steps = session.run_id, 1
        before = session.index
        messages = session.tick(begun - room.ticked_at, room.most_steps)
        room.ticked_at = begun
        made, took_s = abs(session.index - before), self._now() - begun
        # A session holds back a few steps to end with a mini-batch, and most when it plays slowly.
        if 2 * made > room.most_steps or took_s > slice_s:
            fitting = int(room.most_steps * slice_s / max(took_s, 1e-6))
            room.most_steps = min(_MOST_STEPS, max(1, min(fitting, 2 * room.most_steps)))
        return messages

    def _nap_s(self) -> float | None:
        """Give how long nobody needs the engine; None until there is a job."""
        if not self._active:
            return None
        return min(_LONGEST_NAP_S, min(room.session.seconds_to_next() for room in self._active))
