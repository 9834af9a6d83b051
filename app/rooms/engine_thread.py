"""The one thread in which every session runs: seats in turn, in slices, commands before slices.

It knows nothing of rooms, viewers or the event loop: what is to be told goes to a seat's ``publish``.
"""

import logging
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from ..playback.asking import Asked, Doing, Told
from ..playback.reporter import FRAME_S
from ..playback.session import Session
from ..protocol import Failure
from .memory import give_back
from .publish import Publish

SLICE_S = 0.002
"""How long one session may keep the engine to itself."""
MOST_STEPS = 1_000_000
"""In one slice, however quick they are."""
_SWITCH_INTERVAL_S = 0.0005
"""How long the event loop waits for the engine thread to let go of the interpreter."""
_LONGEST_NAP_S = 0.05
LONGEST_HELD_S = 0.05
"""How long a slice waits for those who hold the engine up: however many they are, it goes on."""
_LONGEST_FAREWELL_S = 2.0
"""How long stopping waits for what is under way."""
_HEAVY_REST = 3.0
"""After a heavy job a seat rests from such for so many times as long as it took."""
_REPLACED = "another specification came before this one was begun"
_FAILED = "the server failed at this; the room begins anew"

_END = object()

_log = logging.getLogger(__name__)

Work: TypeAlias = Callable[[], Iterable[Told | None]]
"""What is to be done with a session, and what is to be told of it; None is a place to rest at."""


@dataclass(frozen=True)
class Job:
    """Something to be done before any more slices."""

    work: Work
    asked: Asked | None = None
    """The command that asked for it, if it was one."""
    viewer: object = None
    """For whom it is done: it is dropped when that one goes."""
    heavy: bool = False
    """Whether another run is opened for it: one of a viewer's waits, and not one follows on another."""
    dropped: Callable[[], object] = lambda: None
    """What is to be done where the room begins anew before it was begun. In the engine thread."""


@dataclass(eq=False)
class Seat:
    """One session in the engine thread: what is to be done with it, and how much of it fits into a slice."""

    name: str
    session: Session
    publish: Publish
    jobs: deque[Job] = field(default_factory=deque)
    """Under the engine thread's lock."""
    begun: tuple[Job, Doing] | None = None
    """What rests: nothing else is done with the session before it has come to its end."""
    ticked_at: float = 0.0
    used_at: float = 0.0
    """When something was last done with it."""
    most_steps: int = 1
    """How many steps fit into a slice, as measured on ``measured_run``."""
    measured_run: int = 0
    heavy_after: float = 0.0
    """When the next heavy job may be begun."""

    @property
    def bytes(self) -> int:
        """Memory that the run takes, and messages about it that wait."""
        return self.session.bytes + self.publish.waiting_bytes

    def thin(self) -> int:
        """Let go of keyframes; give the bytes that are free for it."""
        return self.session.thin()

    def close(self) -> list[Told]:
        """Let go of the run: what is left in its place takes next to nothing."""
        self.session = Session()
        give_back()
        return []


@dataclass
class _Turns:
    """What each seat has had of a round for its jobs, and all of them together for slices."""

    longest_s: float
    given_s: float = 0.0
    spent: defaultdict[Seat, float] = field(default_factory=lambda: defaultdict(float))

    def note(self, took_s: float) -> None:
        """Count a slice."""
        self.longest_s = max(self.longest_s, took_s)
        self.given_s += took_s

    def may_ask(self, seat: Seat, asking: int) -> bool:
        """Whether a seat has had less than the longest slice, or than an equal part of all of them."""
        return self.spent[seat] < max(self.longest_s, self.given_s / asking)


class EngineThread:
    """Runs the sessions of all seats. Whatever goes wrong in one, the others go on."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Take a clock."""
        self._now = now
        self._asking: deque[Seat] = deque()
        """Seats with jobs, or with one begun that is not heavy; the one that waits longest first."""
        self._active: deque[Seat] = deque()
        self._holders: set[object] = set()
        """Who would have the interpreter for themselves. Under the lock."""
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

    def submit(self, seat: Seat, job: Job) -> None:
        """Have something done with a seat's session, before any more slices."""
        with self._wake:
            older = _replaced(seat, job) if job.heavy else None
            if older:
                seat.jobs.remove(older)
            seat.jobs.append(job)
            self._ask(seat)
            self._wake.notify()
        if older and older.asked:
            refusal = Failure(older.asked.id, "replaced", "", "", None, _REPLACED)
            seat.publish.tell([older.asked.failed(refusal)])

    def forget(self, seat: Seat, viewer: object) -> None:
        """Drop what is still to be done for a viewer who has gone."""
        self._drop_jobs(seat, lambda job: job.viewer == viewer)

    def hold(self, who: object) -> None:
        """Let slices wait for a while, but not what is asked, unless released before."""
        with self._wake:
            self._holders.add(who)

    def release(self, who: object) -> None:
        """Let slices go on, where nobody else holds them up."""
        with self._wake:
            self._holders.discard(who)
            self._wake.notify()

    def round(self) -> None:
        """Give every active seat a slice, and before each do what is asked.

        Jobs go first until they have taken as long as slices, and each seat's as long as the longest: they
        starve nobody, and what cannot rest in time holds up nobody more than once.
        """
        slice_s = min(SLICE_S, FRAME_S / max(1, len(self._active)))
        turns = _Turns(slice_s)
        self._answer(turns, slice_s)
        for _ in range(len(self._active)):
            if self._stopping:
                return
            self._wait_while_held(turns, slice_s)
            seat = self._active.popleft()
            begun = self._now()
            self._go_on(seat, lambda seat=seat: Job(lambda: self._tick(seat, slice_s)), slice_s)  # type: ignore[misc]
            turns.note(self._now() - begun)
            if seat.session.active or seat.begun:
                self._active.append(seat)
            self._answer(turns, slice_s)

    def _work(self) -> None:
        while not self._stopping:
            self.round()
            with self._wake:
                if not self._stopping and (nap_s := self._nap_s()) != 0.0:
                    self._wake.wait(nap_s)

    def _wait_while_held(self, turns: "_Turns", slice_s: float) -> None:
        """Let those who hold the engine up go first, and do meanwhile what is asked."""
        until = self._now() + LONGEST_HELD_S
        while (left_s := until - self._now()) > 0:
            with self._wake:
                if self._stopping or not self._holders:
                    return
                self._wake.wait(left_s)
            self._answer(turns, slice_s)

    def _answer(self, turns: "_Turns", slice_s: float) -> None:
        """Do one job of each asking seat in turn, over and over, until each has spent its time."""
        while not self._stopping and (seat := self._next_asking(turns)):
            begun, was_active = self._now(), seat.session.active
            self._go_on(seat, lambda seat=seat: self._next_job(seat), slice_s)  # type: ignore[misc]
            turns.spent[seat] += self._now() - begun
            if seat.begun and not _is_heavy(seat):
                with self._wake:
                    self._ask(seat)
            elif (seat.session.active or seat.begun) and seat not in self._active:
                self._active.append(seat)
            if seat.session.active and not was_active:
                seat.ticked_at = self._now()

    def _next_asking(self, turns: "_Turns") -> Seat | None:
        """Find who waits longest with a job and time to spend, what is light first; then its turn is over."""
        with self._wake:
            ready = [seat for seat in self._asking if not self._waits_s(seat) and not _goes_on_heavily(seat)]
            able = [seat for seat in ready if turns.may_ask(seat, len(ready))]
            seat = min(able, key=_is_heavy, default=None)
            if seat is not None:
                self._asking.remove(seat)
                self._asking.append(seat)
            return seat

    def _waits_s(self, seat: Seat) -> float:
        """Give how long a seat must wait with its next job; none but one that is heavy waits at all."""
        resting = seat.begun or not seat.jobs or not seat.jobs[0].heavy
        return 0.0 if resting else max(0.0, seat.heavy_after - self._now())

    def _next_job(self, seat: Seat) -> Job | None:
        with self._wake:
            job = seat.jobs.popleft() if seat.jobs else None
            if not seat.jobs and seat in self._asking:
                self._asking.remove(seat)
            return job

    def _go_on(self, seat: Seat, next_job: Callable[[], Job | None], slice_s: float) -> None:
        """Go on with what rests, else with the next job, to its end or to a place to rest when time is up.

        Where it fails, even for want of memory, the seat begins anew.
        """
        if not seat.begun:
            if not (job := next_job()):
                return
            seat.begun = (job, _done(job))
        job, doing = seat.begun
        seat.used_at = self._now()
        until = seat.used_at + slice_s
        try:
            for told in doing:
                if told is not None:
                    seat.publish.tell([told])
                elif self._now() >= until:
                    return
            seat.begun = None
        except Exception:
            _log.exception("room %s failed and begins anew", seat.name)
            self._begin_anew(seat, job)
        finally:
            if job.heavy:
                ended = self._now()
                seat.heavy_after = max(seat.heavy_after, ended) + _HEAVY_REST * (ended - seat.used_at)

    def _begin_anew(self, seat: Seat, failed: Job) -> None:
        """Answer all that will not be done, and tell everybody of a new run."""
        dropped = self._drop_jobs(seat, lambda _: True)
        asked = [*seat.session.unanswered, *(job.asked for job in (failed, *dropped) if job.asked)]
        seat.begun = None
        seat.session = Session(after_run=seat.session.run_id, spare=seat.session.spare)
        seat.publish.tell(
            one.failed(Failure(one.id, "internal", "", "", None, _FAILED)) for one in dict.fromkeys(asked)
        )
        seat.publish.start_afresh(seat.session.joining())
        for job in dropped:
            job.dropped()

    def _drop_jobs(self, seat: Seat, unwanted: Callable[[Job], bool]) -> list[Job]:
        with self._wake:
            dropped, kept = list[Job](), deque[Job]()
            for job in seat.jobs:
                (dropped if unwanted(job) else kept).append(job)
            seat.jobs = kept
            if not seat.jobs and not seat.begun and seat in self._asking:
                self._asking.remove(seat)
            return dropped

    def _ask(self, seat: Seat) -> None:
        """Count a seat among those who ask. Under the lock."""
        if seat not in self._asking:
            self._asking.append(seat)

    def _tick(self, seat: Seat, slice_s: float) -> Doing:
        """Let a session have the time that has passed; measure how many steps fit into a slice."""
        session, begun = seat.session, self._now()
        if seat.measured_run != session.run_id:
            seat.measured_run, seat.most_steps = session.run_id, 1
        before, looked, most = session.index, session.looked_at, seat.most_steps
        session.frame_s = seat.publish.frame_s
        ticking = session.ticking(begun - seat.ticked_at, most)
        seat.ticked_at = begun
        took_s = yield from self._measured(ticking)
        made = abs(session.index - before) + session.looked_at - looked
        # A session holds back a few steps to end with a mini-batch, and most when it plays slowly.
        if 2 * made > most or took_s > slice_s:
            fitting = int(most * slice_s / max(took_s, 1e-6))
            seat.most_steps = min(MOST_STEPS, max(1, min(fitting, 2 * most)))

    def _measured(self, doing: Doing) -> Generator[Told | None, None, float]:
        """Do it, and give how long it took, evaluations too: what is long without a picture is too long."""
        took_s = 0.0
        while True:
            at = self._now()
            told = next(doing, _END)
            took_s += self._now() - at
            if told is _END:
                return took_s
            yield told  # type: ignore[misc]

    def _nap_s(self) -> float | None:
        """Give how long nobody needs the engine; None until there is a job. Under the lock."""
        if any(seat.begun for seat in self._active):
            return 0.0
        naps = [self._waits_s(seat) for seat in self._asking]
        naps += [min(_LONGEST_NAP_S, seat.session.seconds_to_next()) for seat in self._active]
        return min(naps, default=None)


def _replaced(seat: Seat, job: Job) -> Job | None:
    """Find what waits of the same viewer that a heavy job makes needless."""
    return next((one for one in seat.jobs if one.heavy and one.viewer == job.viewer), None)


def _goes_on_heavily(seat: Seat) -> bool:
    """Whether something heavy has to come to its end first, in slices."""
    return seat.begun is not None and seat.begun[0].heavy


def _is_heavy(seat: Seat) -> bool:
    next_job = seat.begun[:1] if seat.begun else tuple(seat.jobs)[:1]
    return any(job.heavy for job in next_job)


def _done(job: Job) -> Doing:
    """Do a job, from the first time it is asked for more."""
    yield from job.work()
