"""Turns in the engine thread, taken one round at a time: who is served when, and what a failure costs."""

import threading
from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace

import msgspec
import pytest

from app.playback.allowance import unbounded
from app.playback.asking import Asked, Doing, Told
from app.playback.pieces import Pieces
from app.playback.session import Session
from app.protocol import Play, SetSpeed, Step
from app.rooms.aside import Aside
from app.rooms.engine_thread import LONGEST_HELD_S, MOST_STEPS, SLICE_S, EngineThread, Job, Seat
from app.rooms.outbox import Outbox
from app.rooms.publish import Audience
from tests.rooms.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(clock: Clock) -> EngineThread:
    return EngineThread(clock)


def watched(name: str = "a", session: object | None = None) -> tuple[Seat, Outbox]:
    audience, outbox = Audience(call=lambda function, *arguments: function(*arguments)), Outbox()
    audience.add(outbox)
    outbox.start_afresh([])
    return Seat(name, session or Session(), audience), outbox


def told(outbox: Outbox) -> list[dict]:
    """Give the letters that wait for a viewer."""
    return [msgspec.json.decode(parcel.data) for parcel in outbox._waiting if isinstance(parcel.data, str)]


def out_of_memory(*_: object) -> list[Told]:
    raise MemoryError


def taking(clock: Clock, seconds: float, done: list[str], name: str) -> Callable[[], list[Told]]:
    def work() -> list[Told]:
        clock.now += seconds
        done.append(name)
        return []

    return work


def test_a_job_that_fails_is_answered_and_the_room_begins_anew(engine):
    seat, outbox = watched()
    seat.session.obey(Step(0, 5))
    seat.session.obey(Step(40, 1_000_000, "epoch"), outbox.viewer)

    engine.submit(seat, Job(out_of_memory, Asked(outbox.viewer, 41)))
    engine.submit(seat, Job(list, Asked(outbox.viewer, 42)))
    engine.round()

    refused, (_, *told_anew) = told(outbox)[:3], told(outbox)[2:]
    assert {letter["type"] for letter in refused} == {"error"}
    assert {letter["code"] for letter in refused} == {"internal"}
    assert [letter["id"] for letter in refused] == [40, 41, 42]
    assert [letter["type"] for letter in told_anew] == ["run", "history", "playback"]
    assert told_anew[0]["id"] == 2, "a run of its own"
    assert seat.session.index == 0
    assert not outbox.behind


def test_what_was_not_begun_when_a_room_begins_anew_is_told_that_it_was_dropped(engine):
    seat, _ = watched()
    dropped: list[str] = []

    engine.submit(seat, Job(out_of_memory, dropped=lambda: dropped.append("failed by itself")))
    engine.submit(seat, Job(list, dropped=lambda: dropped.append("waited")))
    engine.round()

    assert dropped == ["waited"]


def test_a_slice_that_fails_ends_only_its_own_rooms_run(engine):
    (failing, outbox), (other, _) = watched("failing"), watched("other")
    for seat in (failing, other):
        engine.submit(seat, Job(lambda seat=seat: seat.session.obey(SetSpeed(0, None))))
        engine.submit(seat, Job(lambda seat=seat: seat.session.obey(Play(1))))
    engine.round()
    failing.session.ticking = out_of_memory
    before = other.session.index

    engine.round()

    assert not failing.session.active
    assert [letter["type"] for letter in told(outbox)[-3:]] == ["run", "history", "playback"]
    assert other.session.index > before


def test_rooms_that_ask_are_served_in_turn(engine, clock):
    (first, _), (second, _) = watched("first"), watched("second")
    done: list[str] = []
    for _ in range(3):
        engine.submit(first, Job(taking(clock, 0.0, done, "first")))
    engine.submit(second, Job(taking(clock, 0.0, done, "second")))

    engine.round()

    assert done == ["first", "second", "first", "first"]


def test_commands_come_before_slices_until_they_have_taken_as_long(engine, clock):
    (asking, _), (playing, _) = watched("asking"), watched("playing")
    engine.submit(playing, Job(lambda: playing.session.obey(SetSpeed(0, None))))
    engine.submit(playing, Job(lambda: playing.session.obey(Play(1))))
    engine.round()
    before = playing.session.index
    done: list[str] = []
    for _ in range(3):
        engine.submit(asking, Job(taking(clock, 0.7 * SLICE_S, done, "asking")))

    engine.round()

    assert len(done) == 2
    assert playing.session.index > before
    engine.round()
    assert len(done) == 3


class Slow:
    """A session whose every slice takes as long as it says; something may happen meanwhile."""

    active, index, run_id, looked_at = True, 0, 1, 0

    def __init__(self, clock: Clock, slice_s: float, meanwhile: Callable[[], None]) -> None:
        self.clock, self.slice_s, self.meanwhile = clock, slice_s, meanwhile

    def ticking(self, _: float, most: int) -> Doing:
        self.meanwhile()
        self.clock.now += self.slice_s
        yield from ()


@pytest.mark.parametrize("slice_s", [SLICE_S, 10 * SLICE_S])
def test_a_quick_room_that_asks_now_and_then_waits_for_one_slice_at_most(engine, clock, slice_s):
    quick, _ = watched("quick")
    done: list[str] = []

    def ask() -> None:
        done.append("slice")
        engine.submit(quick, Job(taking(clock, 0.7 * SLICE_S, done, "step")))

    for number in range(5):
        engine._active.append(watched(str(number), session=Slow(clock, slice_s, ask))[0])
    engine.round()

    assert done == ["slice", "step"] * 5


def test_what_is_light_and_had_to_rest_goes_on_after_the_next_slice(engine, clock):
    quick, _ = watched("quick")
    done: list[str] = []
    for number in range(3):
        slow = Slow(clock, 10 * SLICE_S, lambda: done.append("slice"))
        engine._active.append(watched(str(number), session=slow)[0])

    engine.submit(quick, Job(in_pieces(clock, 3, done, "piece")))
    engine.round()

    assert done == ["piece", "slice", "piece", "piece", "slice", "slice"]


def test_rooms_that_ask_much_take_no_longer_together_than_slices(engine, clock):
    done: list[str] = []
    for number in range(4):
        slow = Slow(clock, SLICE_S, lambda: done.append("slice"))
        engine._active.append(watched(str(number), session=slow)[0])
        asking, _ = watched(f"asking {number}")
        for _ in range(100):
            engine.submit(asking, Job(taking(clock, SLICE_S / 4, done, "job")))

    engine.round()

    assert done.count("slice") == 4
    assert 16 <= done.count("job") <= 32


def test_what_a_viewer_who_has_gone_asked_for_is_not_done(engine, clock):
    seat, outbox = watched()
    done: list[str] = []
    engine.submit(seat, Job(taking(clock, 0.0, done, "gone"), viewer=outbox.viewer))
    engine.submit(seat, Job(taking(clock, 0.0, done, "here"), Outbox()))

    engine.forget(seat, outbox.viewer)
    engine.round()

    assert done == ["here"]


def test_stopping_does_not_wait_for_what_is_queued(engine, clock):
    seat, _ = watched()
    done: list[str] = []
    engine.submit(seat, Job(lambda: setattr(engine, "_stopping", True) or []))
    engine.submit(seat, Job(taking(clock, 0.0, done, "queued")))

    engine.round()

    assert done == []


def test_an_answer_finds_whoever_asked_and_nobody_when_they_have_gone(engine):
    seat, first = watched()
    second, gone = Outbox(), Outbox()
    seat.publish.add(second)

    answers = [Asked(viewer.viewer, 7).done(index) for index, viewer in enumerate((first, second, gone))]
    engine.submit(seat, Job(lambda: answers))
    engine.round()

    assert told(first) == [{"type": "done", "id": 7, "index": 0}]
    assert told(second) == [{"type": "done", "id": 7, "index": 1}]
    assert told(gone) == []


def test_time_in_which_nothing_was_to_be_done_is_not_played(engine, clock):
    seat, _ = watched()
    seat.session.obey(SetSpeed(0, 10.0))
    clock.now = 100.0

    engine.submit(seat, Job(lambda: seat.session.obey(Play(1))))
    for _ in range(5):
        engine.round()

    assert seat.session.index == 1


class Meanwhile(threading.Condition):
    """A lock at which something happens whenever it is waited at, and then time passes only."""

    def __init__(self, clock: Clock, *happens: Callable[[], object]) -> None:
        super().__init__()
        self.clock, self.happens = clock, [*happens]

    def wait(self, timeout: float | None = None) -> bool:
        if self.happens:
            self.happens.pop(0)()
        else:
            self.clock.now += timeout
        return True


def test_while_the_engine_is_held_up_what_is_asked_is_done_and_slices_wait(engine, clock):
    (asking, _), done = watched("asking"), list[str]()
    seat, _ = watched(session=Slow(clock, 0.0, lambda: done.append("slice")))
    engine._wake = Meanwhile(
        clock,
        lambda: engine.submit(asking, Job(taking(clock, 0.0, done, "asked"))),
        lambda: engine.release("one"),
        lambda: done.append("still held") or engine.release("other"),
    )
    engine._active.append(seat)

    engine.hold("one")
    engine.hold("other")
    engine.round()

    assert done == ["asked", "still held", "slice"]
    assert clock.now == 0.0


def test_whoever_holds_the_engine_up_slices_go_on_after_a_while(engine, clock):
    done: list[str] = []
    engine._wake = Meanwhile(clock)
    for number in range(2):
        slow = Slow(clock, 0.0, lambda: done.append("slice"))
        engine._active.append(watched(str(number), session=slow)[0])

    engine.hold("one")
    engine.round()

    assert done == ["slice", "slice"]
    assert clock.now == pytest.approx(2 * LONGEST_HELD_S)


class Steady:
    """A session whose every step takes the same time."""

    active, run_id, unanswered, looked_at = True, 1, (), 0

    def __init__(self, clock: Clock, step_s: float) -> None:
        self.clock, self.step_s, self.index = clock, step_s, 0

    def ticking(self, _: float, most: int) -> Doing:
        self.index += most
        self.clock.now += most * self.step_s
        yield from ()


@pytest.mark.parametrize(("step_s", "fitting"), [(SLICE_S / 50, 50), (SLICE_S * 10, 1), (0.0, MOST_STEPS)])
def test_a_slice_grows_until_it_is_full_and_no_further(engine, clock, step_s, fitting):
    seat, _ = watched(session=Steady(clock, step_s))
    engine._active.append(seat)
    given = []

    for _ in range(40):
        before = seat.session.index
        engine.round()
        given.append(seat.session.index - before)

    assert given[0] == 1
    assert all(later <= 2 * earlier for earlier, later in pairwise(given))
    assert given[-1] == pytest.approx(fitting, abs=1)
    assert max(given) <= 2 * fitting


class LookingAbout(Steady):
    """A session that stands where it does while it looks at so many steps of a copy."""

    def ticking(self, _: float, most: int) -> Doing:
        self.looked_at += most
        self.clock.now += most * self.step_s
        yield from ()


def test_a_slice_is_full_of_what_is_looked_at_on_a_copy_too(engine, clock):
    seat, _ = watched(session=LookingAbout(clock, SLICE_S / 50))
    engine._active.append(seat)

    for _ in range(40):
        before = seat.session.looked_at
        engine.round()

    assert seat.session.looked_at - before == pytest.approx(50, abs=1)


class Evaluating(Steady):
    """A session that has something else to do after every so many steps, and rests after it."""

    each, evaluation_s = 10, SLICE_S / 10

    def ticking(self, _: float, most: int) -> Doing:
        for _ in range(most):
            yield from super().ticking(0.0, 1)
            if self.index % self.each == 0:
                self.clock.now += self.evaluation_s
                yield None


def test_a_slice_is_full_of_all_that_is_done_in_it_so_that_pictures_come_in_time(engine, clock):
    session = Evaluating(clock, SLICE_S / 1000)
    seat, _ = watched(session=session)
    engine._active.append(seat)

    for _ in range(200):
        engine.round()

    evaluated = 1 / session.each
    assert seat.most_steps * (session.step_s + evaluated * session.evaluation_s) <= 2 * SLICE_S


def test_a_slice_shrinks_when_steps_have_become_dear(engine, clock):
    seat, _ = watched(session=Steady(clock, SLICE_S / 50))
    engine._active.append(seat)
    for _ in range(20):
        engine.round()

    seat.session.step_s = SLICE_S
    engine.round()
    before = seat.session.index
    engine.round()

    assert seat.session.index - before == 1


def test_many_rooms_get_shorter_slices_so_that_all_are_shown(engine, clock):
    given: list[float] = []
    engine._tick = lambda _, slice_s: given.append(slice_s) or []
    for number in range(50):
        seat, _ = watched(str(number), SimpleNamespace(active=True))
        engine._active.append(seat)

    engine.round()

    assert sum(given) == pytest.approx(1 / 30)


def test_a_new_run_is_begun_in_small_slices(engine, clock):
    seat, _ = watched()
    seat.most_steps = 100_000
    seat.session.obey(SetSpeed(0, None))
    seat.session.obey(Play(1))

    engine._active.append(seat)
    engine.round()

    assert seat.session.index == 1


def heavy(work: Callable[[], list[Told]], viewer: Outbox, number: int = 0) -> Job:
    return Job(work, Asked(viewer.viewer, number), viewer.viewer, heavy=True)


def test_of_one_viewers_heavy_jobs_only_the_last_waits_and_the_others_are_answered(engine, clock):
    (seat, first), second = watched(), Outbox()
    done: list[str] = []
    for number, name in enumerate(("old", "older", "last")):
        engine.submit(seat, heavy(taking(clock, 0.0, done, name), first, number))
    engine.submit(seat, heavy(taking(clock, 0.0, done, "another's"), second))

    engine.round()

    assert done == ["last", "another's"]
    assert [(letter["id"], letter["code"]) for letter in told(first)] == [(0, "replaced"), (1, "replaced")]


def test_heavy_jobs_follow_on_each_other_only_after_a_rest(engine, clock):
    (seat, _), viewers = watched(), [Outbox(), Outbox()]
    done: list[str] = []
    for viewer in viewers:
        engine.submit(seat, heavy(taking(clock, 0.0005, done, "heavy"), viewer))
    engine.submit(seat, Job(taking(clock, 0.0, done, "light")))

    engine.round()
    assert done == ["heavy"]
    assert engine._nap_s() == pytest.approx(0.0015)
    clock.now += 0.0016
    engine.round()

    assert done == ["heavy", "heavy", "light"]


def in_pieces(clock: Clock, pieces: int, done: list[str], name: str) -> Callable[[], Doing]:
    def work() -> Doing:
        for _ in range(pieces):
            clock.now += SLICE_S
            done.append(name)
            yield None

    return work


def test_what_takes_long_rests_between_its_pieces_and_light_jobs_of_others_come_first(engine, clock):
    (busy, _), (other, _), (quick, _) = watched("busy"), watched("other"), watched("quick")
    done: list[str] = []
    for seat in (busy, other):
        engine.submit(seat, Job(in_pieces(clock, 5, done, seat.name), heavy=True))

    engine.round()
    assert done.count("busy") < 5
    engine.submit(quick, Job(taking(clock, 0.0, done, "quick")))
    before = len(done)
    engine.round()
    while busy.begun or other.begun:
        engine.round()

    assert done[before] == "quick"
    assert (done.count("busy"), done.count("other")) == (5, 5)


def test_what_is_light_does_not_wait_for_what_is_heavy_elsewhere(engine, clock):
    (busy, first), (quick, _) = watched("busy"), watched("quick")
    done: list[str] = []
    engine.submit(busy, heavy(taking(clock, 0.0, done, "heavy"), first))
    engine.submit(quick, Job(taking(clock, 0.0, done, "light")))

    engine.round()

    assert done == ["light", "heavy"]


def test_nothing_else_is_done_in_a_room_before_what_rests_has_ended(engine, clock):
    seat, _ = watched()
    done: list[str] = []
    engine.submit(seat, Job(in_pieces(clock, 3, done, "first")))
    engine.submit(seat, Job(taking(clock, 0.0, done, "second")))

    for _ in range(4):
        engine.round()

    assert done == ["first", "first", "first", "second"]


def test_fifty_runs_that_train_and_one_that_is_checked_leave_the_class_its_part(engine, clock):
    done: list[str] = []
    rooms = ["class", *(f"fork {number}" for number in range(50))]
    for room in rooms:
        slow = Slow(clock, SLICE_S / 4, lambda room=room: done.append(room))
        engine._active.append(watched(room, session=slow)[0])
    aside = Aside(engine.submit, lambda call, made: call(made), lambda *_: None, unbounded)
    checks: list[object] = []
    for number in range(3):
        aside.work(f"check {number}", pieces(clock, 10), checks.append)

    for _ in range(8):
        engine.round()

    assert all(done.count(room) == 8 for room in rooms)
    assert clock.now <= 8 * (len(rooms) + 4) * SLICE_S
    for _ in range(8):
        engine.round()
    assert checks == ["made"] * 3


def pieces(clock: Clock, number: int) -> Pieces[str]:
    for _ in range(number):
        clock.now += SLICE_S
        yield
    return "made"
