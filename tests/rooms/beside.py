"""A class without an engine thread: what is looked at is seen at once, and time passes when told."""

import json
from collections.abc import Callable
from itertools import count

from app.playback.allowance import unbounded
from app.playback.pieces import Pieces, at_once
from app.playback.session import Session
from app.protocol import RunCommand, decode_command
from app.rooms.aside import Aside
from app.rooms.classroom import Class, Member
from app.rooms.engine_thread import Job, Seat
from app.rooms.keys import Keys
from app.rooms.outbox import Outbox
from tests.rooms.taking import told_of

_IDS = count(1)


class Now(Aside):
    """Does everything at once; what is for later waits until ``pass_time``, and work until ``do_work``."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []
        self._work: list[Callable[[], object]] = []
        self.busy: set[str] = set()
        """Rooms that never come to what they are asked for."""
        super().__init__(self._do, lambda call, *arguments: call(*arguments), self._wait, unbounded)

    def work(self, name: str, pieces: Pieces, then: Callable) -> None:
        self._work.append(lambda: then(at_once(pieces)))

    def do_work(self) -> int:
        """Do all work, and what follows from it; count it."""
        done = 0
        while self._work:
            self._work.pop(0)()
            done += 1
        return done

    def pass_time(self) -> None:
        calls, self.waiting = self.waiting, []
        for call in calls:
            call()

    def _do(self, seat: Seat, job: Job) -> None:
        if seat.name not in self.busy:
            list(job.work())

    def _wait(self, _: float, call: Callable[[], object]) -> None:
        self.waiting.append(call)


class Lesson:
    """A class with its run."""

    def __init__(self) -> None:
        self.aside = Now()
        self.seat = seat_of("class")
        self.held = Class("K7QX", Keys(lambda: b"secret"), self.aside, "opening", 0.0)

    def join(self, own: str | Seat | None = None, role: str = "follow") -> "Person":
        """Let somebody in: with a run of its own, if that is named."""
        seat = seat_of(own) if isinstance(own, str) else own
        return Person(self, self.held.join(Outbox(), seat, role))


class Person:
    """A member, and what it is told."""

    def __init__(self, lesson: Lesson, member: Member) -> None:
        self.lesson, self.member = lesson, member

    def ask(self, kind: str, **fields: object) -> list[object]:
        """Ask for something; give the answers to that: None, or a refusal."""
        answers: list[object] = []
        command = decode_command(asked(kind, **fields))
        self.lesson.held.obey_fork(self.member, command, self.lesson.seat, answers.append)
        return answers

    def told(self, kind: str) -> list[dict]:
        """Take what waits, and give the letters of one kind."""
        return [letter for letter in told_of(self.member.outbox) if letter["type"] == kind]

    @property
    def session(self) -> Session:
        assert self.member.own
        return self.member.own.session


def seat_of(name: str) -> Seat:
    """Give a run."""
    return Seat(name, Session(), publish=None)


def go(session: Session, *commands: RunCommand) -> None:
    """Have a run do one thing after another, however long each takes."""
    for command in commands:
        session.obey(command)
        while session.active:
            session.tick(1.0, 100_000)


def asked(kind: str, **fields: object) -> str:
    return json.dumps({"type": kind, "id": next(_IDS), **fields})
