"""Classes that nobody leads: they are over, and not without notice."""

import json
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from app.rooms.classes import Classes
from app.rooms.hub import Hub
from app.rooms.outbox import Outbox
from app.rooms.room import Room
from app.settings import Settings
from tests.rooms.taking import taken

IDLE_S, NOTICE_S = 100.0, 10.0


class Lesson:
    """A class of a teacher and a follower, and a clock."""

    def __init__(self, stack: ExitStack) -> None:
        self.now = 0.0
        settings = Settings(idle_class_s=IDLE_S, notice_s=NOTICE_S)
        self.hub = Hub(settings, now=lambda: self.now, later=lambda *_: None)
        self.room: Room = self.hub.room("a")
        self.teacher: Outbox = stack.enter_context(self.hub.join(self.room))
        self.ask("open_room")
        self.follower: Outbox = stack.enter_context(self.hub.join(self.room))
        self.told()

    @property
    def classes(self) -> Classes:
        return self.hub.classes

    def ask(self, kind: str) -> None:
        self.hub.obey(self.room, self.teacher, json.dumps({"type": kind, "id": 1}))

    def told(self) -> list[dict]:
        """What the follower was told since the last time."""
        return [json.loads(message) for message in taken(self.follower)]

    def after(self, seconds: float) -> list[dict]:
        self.now = seconds
        self.classes.look_after()
        return [letter for letter in self.told() if letter["type"] in ("classroom", "closed")]


@pytest.fixture
def lesson() -> Iterator[Lesson]:
    with ExitStack() as stack:
        yield Lesson(stack)


def test_a_class_that_nobody_leads_is_told_so_once_and_is_then_over(lesson):
    assert lesson.after(89.0) == []
    assert [letter["ends_in_s"] for letter in lesson.after(92.5)] == [8]
    assert lesson.after(95.0) == []

    assert [letter["type"] for letter in lesson.after(100.0)] == ["closed"]
    assert lesson.room.held is None


@pytest.mark.parametrize("kind", ["step", "pause_all"])
def test_whatever_who_drives_does_leads_it_on(lesson, kind):
    lesson.after(95.0)
    message = {"type": kind, "id": 1} | ({"paused": True} if kind == "pause_all" else {})
    lesson.hub.obey(lesson.room, lesson.teacher, json.dumps(message))

    assert [letter["ends_in_s"] for letter in lesson.after(101.0)][-1] is None
    assert lesson.after(190.0)[0]["ends_in_s"] == 5


def test_who_follows_does_not_lead_it_on(lesson):
    lesson.now = 60.0
    message = json.dumps({"type": "stand", "id": 1, "standing": "own"})
    lesson.hub.obey(lesson.room, lesson.follower, message)

    assert lesson.after(100.0)[-1]["type"] == "closed"


def test_one_that_was_opened_with_the_server_is_not_over_by_itself(lesson):
    room = lesson.hub.room("b")
    lesson.classes.open_for_good(room, "K7QX")

    lesson.after(1000.0)

    assert room.held is not None
