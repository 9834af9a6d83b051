"""Turns in the engine thread, taken one round at a time: who is served when, and what a failure costs."""

from collections.abc import Callable
from types import SimpleNamespace

import msgspec
import pytest

from app.playback.session import Session
from app.protocol import Done, Message, Play, SetRate, Step
from app.rooms.engine_thread import SLICE_S, EngineThread
from app.rooms.outbox import Outbox
from app.rooms.room import Room


class Clock:
    """Time that passes only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(clock: Clock) -> EngineThread:
    return EngineThread(clock, call=lambda function, *arguments: function(*arguments))


def watched(name: str = "a") -> tuple[Room, Outbox]:
    room, outbox = Room(name), Outbox()
    room.viewers.add(outbox)
    outbox.start_afresh([])
    return room, outbox


def told(outbox: Outbox) -> list[dict]:
    """Give the letters that wait for a viewer."""
    return [msgspec.json.decode(parcel.data) for parcel in outbox._waiting if isinstance(parcel.data, str)]


def out_of_memory(*_: object) -> list[Message]:
    raise MemoryError


def taking(clock: Clock, seconds: float, done: list[str], name: str) -> Callable[[], list[Message]]:
    def work() -> list[Message]:
        clock.now += seconds
        done.append(name)
        return []

    return work


def test_a_job_that_fails_is_answered_and_the_room_begins_anew(engine):
    room, outbox = watched()
    room.session.obey(Step(0, 5))
    room.number(outbox, 41)

    engine.submit(room, out_of_memory, outbox)
    engine.round()

    assert told(outbox)[0]["type"] == "error"
    assert (told(outbox)[0]["id"], told(outbox)[0]["code"]) == (41, "internal")
    assert [letter["type"] for letter in told(outbox)[1:]] == ["run", "history", "playback"]
    assert told(outbox)[1]["id"] == 2, "a run of its own"
    assert room.session.index == 0
    assert not outbox.behind


def test_a_slice_that_fails_ends_only_its_own_rooms_run(engine):
    (failing, outbox), (other, _) = watched("failing"), watched("other")
    for room in (failing, other):
        engine.submit(room, lambda room=room: room.session.obey(SetRate(0, None)))
        engine.submit(room, lambda room=room: room.session.obey(Play(1)))
    engine.round()
    failing.session.tick = out_of_memory
    before = other.session.index

    engine.round()

    assert not failing.session.active
    assert [letter["type"] for letter in told(outbox)[-3:]] == ["run", "history", "playback"]
    assert other.session.index > before


def test_rooms_that_ask_are_served_in_turn(engine, clock):
    (first, _), (second, _) = watched("first"), watched("second")
    done: list[str] = []
    for _ in range(3):
        engine.submit(first, taking(clock, 0.0, done, "first"))
    engine.submit(second, taking(clock, 0.0, done, "second"))

    engine.round()

    assert done == ["first", "second", "first", "first"]


def test_commands_come_before_slices_until_they_have_taken_as_long(engine, clock):
    (asking, _), (playing, _) = watched("asking"), watched("playing")
    engine.submit(playing, lambda: playing.session.obey(SetRate(0, None)))
    engine.submit(playing, lambda: playing.session.obey(Play(1)))
    engine.round()
    before = playing.session.index
    done: list[str] = []
    for _ in range(3):
        engine.submit(asking, taking(clock, 0.7 * SLICE_S, done, "asking"))

    engine.round()

    assert len(done) == 2
    assert playing.session.index > before
    engine.round()
    assert len(done) == 3


def test_what_a_viewer_who_has_gone_asked_for_is_not_done(engine, clock):
    room, outbox = watched()
    done: list[str] = []
    engine.submit(room, taking(clock, 0.0, done, "gone"), outbox)
    engine.submit(room, taking(clock, 0.0, done, "here"), Outbox())

    engine.forget(room, outbox)
    engine.round()

    assert done == ["here"]


def test_stopping_does_not_wait_for_what_is_queued(engine, clock):
    room, _ = watched()
    done: list[str] = []
    engine.submit(room, lambda: setattr(engine, "_stopping", True) or [])
    engine.submit(room, taking(clock, 0.0, done, "queued"))

    engine.round()

    assert done == []


def test_an_answer_carries_the_id_its_asker_gave(engine):
    (room, first), second = watched(), Outbox()
    number, another = room.number(first, 7), room.number(second, 7)

    engine.submit(room, lambda: [Done(another, 3), Done(number, 4)])
    engine.round()

    assert told(first) == [{"type": "done", "id": 7, "index": 4}]
    assert told(second) == [{"type": "done", "id": 7, "index": 3}]


def test_many_rooms_get_shorter_slices_so_that_all_are_shown(engine, clock):
    given: list[float] = []
    engine._slice = lambda _, slice_s: given.append(slice_s) or []
    for number in range(50):
        room, _ = watched(str(number))
        room.session = SimpleNamespace(active=True)
        engine._active.append(room)

    engine.round()

    assert sum(given) == pytest.approx(1 / 30)


def test_a_new_run_is_begun_in_small_slices(engine, clock):
    room, _ = watched()
    room.session = Session()
    room.most_steps = 100_000
    room.session.obey(SetRate(0, None))
    room.session.obey(Play(1))

    engine._slice(room, SLICE_S)

    assert room.session.index == 1
