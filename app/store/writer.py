"""The thread that writes rooms to their file: all that has come meanwhile is committed together.

Who has something written is never held up by it, and is told once it is there. Where it cannot be written
that is said, and tried again and again; who waits is told all the same, as all else goes on.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from .faults import FAULTS, is_damage
from .rooms_file import Fields, RoomsFile

_QUIET_S = 1.0
"""After so long without anything to write what was deleted is let go for good."""
AGAIN_S = 2.0
"""What could not be written is tried again this often."""

Then = Callable[[], object]
Seen = TypeVar("Seen")


class _Batch:
    """What is to be written together: of each room what came last, and who waits for it."""

    def __init__(self) -> None:
        self.rooms: dict[str, Fields] = {}
        self.plays: dict[str, bool] = {}
        self.then: list[Then] = []

    def goes_before(self, later: "_Batch") -> None:
        """Have what is here written with what came later, where that says nothing else."""
        for name, fields in self.rooms.items():
            later.rooms[name] = fields | later.rooms.get(name, {})
        later.plays = self.plays | later.plays


class Writer:
    """Writes to a file in a thread of its own. For any thread, but for what reads: that is for one."""

    def __init__(
        self,
        file: RoomsFile,
        told: Callable[[Exception | None], object],
        begun_anew: Callable[[], object],
        now: Callable[[], float] = time.time,
    ) -> None:
        """Take what is told what is wrong, None when nothing is any more, and what then of a file set aside.

        The clock tells seconds since 1970.
        """
        self._file, self._told, self._begun_anew, self._now = file, told, begun_anew, now
        self._wake = threading.Condition()
        self._waiting, self._written = _Batch(), _Batch()
        """What is still to be written, and what is being written. Under the lock."""
        self._swept: tuple[float, int] | None = None
        """What is to be let go: what nobody used since then, and what takes more bytes. Under the lock."""
        self._ending = False
        self._fault: Exception | None = None
        """Why nothing can be written, if that is so."""
        self._met: Exception | None = None
        """What somebody met with who looked something up. Under the lock."""
        self._stale = False
        """Whether something can still be found of what was deleted."""
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    def write(
        self, room: str, fields: Fields, then: Then | None = None, *, plays: bool | None = None
    ) -> None:
        """Have fields of a room written, and ``then`` called in the writing thread; say whether it plays.

        Without fields it is only noted that the room is used.
        """
        with self._wake:
            self._waiting.rooms.setdefault(room, {}).update(fields)
            if plays is not None:
                self._waiting.plays[room] = plays
            if then:
                self._waiting.then.append(then)
            self._wake.notify()

    def has(self, room: str) -> bool:
        """Whether a room is kept, and not deleted."""
        coming = self._coming(room)
        if "gone" in coming:
            return not coming["gone"]
        return bool(coming) or bool(self._looked_up(lambda: self._file.has(room)))

    def read(self, room: str) -> Fields:
        """Give what a room is worth, with what is still to be written; nothing of one that is deleted."""
        whole = (self._looked_up(lambda: self._file.read(room)) or {}) | self._coming(room)
        return {} if whole.get("gone") else whole

    def owned(self, owner: bytes, most: int) -> list[tuple[str, float, bytes, bytes]]:
        """Give the rooms of one owner, as they are written: name, when it was used last, title and card."""
        return self._looked_up(lambda: self._file.owned(owner, most)) or []

    def gone(self) -> list[str]:
        """Name the rooms that are deleted, and still there."""
        return self._looked_up(self._file.gone) or []

    def held(self) -> list[tuple[str, float]]:
        """Name the rooms in which classes are held, and when each was used last, in seconds since 1970."""
        return self._looked_up(self._file.held) or []

    def playing(self) -> list[str]:
        """Name the rooms that play."""
        return self._looked_up(self._file.playing) or []

    def once_written(self, then: Then) -> None:
        """Have ``then`` called in the writing thread once all is written that has come so far."""
        with self._wake:
            self._waiting.then.append(then)
            self._wake.notify()

    def sweep(self, since: float, most_bytes: int) -> None:
        """Have those let go that nobody used since then, and those used longest ago that take more bytes."""
        with self._wake:
            self._swept = (since, most_bytes)
            self._wake.notify()

    def close(self) -> None:
        """Write what is still to be written, and end."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self._thread.join()

    def _looked_up(self, look: Callable[[], Seen]) -> Seen | None:
        """Look something up; where that cannot be nothing is there, and the file is begun anew if damaged."""
        try:
            return look()
        except FAULTS as fault:
            with self._wake:
                self._met = fault
                self._wake.notify()
            return None

    def _coming(self, room: str) -> Fields:
        with self._wake:
            return self._written.rooms.get(room, {}) | self._waiting.rooms.get(room, {})

    def _work(self) -> None:
        while True:
            with self._wake:
                came = self._wait()
                batch, self._waiting = self._waiting, _Batch()
                self._written = batch
                swept, self._swept = self._swept, None
                met, self._met = self._met, None
                ending = self._ending
            if met:
                self._meet(met)
            if batch.rooms:
                self._write(batch)
            if swept:
                self._attempt(lambda swept=swept: self._file.forget_unused(*swept))  # type: ignore[misc]
                self._stale = True
            if self._stale and (ending or not came):
                self._attempt(self._file.forget_for_good)
                self._stale = False
            for then in batch.then:
                then()
            if ending:
                return

    def _wait(self) -> bool:
        """Wait until there is something to do; say whether it has come, or time has only passed."""
        if self._fault:
            self._wake.wait_for(lambda: self._waiting.then or self._ending, AGAIN_S)
            return True
        longest_s = _QUIET_S if self._stale else None
        return bool(self._wake.wait_for(self._has_come, longest_s))

    def _has_come(self) -> bool:
        """Whether there is something to do. Under the lock."""
        return bool(self._waiting.rooms or self._waiting.then or self._swept or self._met or self._ending)

    def _write(self, batch: _Batch) -> None:
        self._stale = self._stale or any(
            fields.keys() & {"class", "title"} for fields in batch.rooms.values()
        )
        if not self._attempt(lambda: self._file.write(batch.rooms, batch.plays, self._now())):
            with self._wake:
                batch.goes_before(self._waiting)

    def _attempt(self, work: Callable[[], object]) -> bool:
        """Do something with the file; say whether it could be done, and tell where that has changed."""
        try:
            work()
        except FAULTS as fault:
            if not self._meet(fault):
                return False
            try:
                work()
            except FAULTS as again:
                self._say(again)
                return False
        self._say(None)
        return True

    def _meet(self, fault: Exception) -> bool:
        """Begin a damaged file anew, once; say whether that could be done."""
        if not is_damage(fault):
            self._say(fault)
            return False
        try:
            self._file.begin_anew()
        except FAULTS as error:
            self._say(error)
            return False
        self._begun_anew()
        return True

    def _say(self, fault: Exception | None) -> None:
        if (fault is None) != (self._fault is None):
            self._told(fault)
        self._fault = fault
