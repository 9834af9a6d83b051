"""One account of what all rooms take: it is true, and who was idle longest gives first."""

import gc
import json
import tracemalloc
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.engine import Spec, decode
from app.playback.session import Session
from app.protocol import Configure, Step
from app.rooms.engine_thread import Seat
from app.rooms.hub import Hub
from app.rooms.line import framed
from app.rooms.memory import Memory, give_back
from app.rooms.outbox import Outbox, Parcel
from app.rooms.publish import COUNT_S, Audience
from app.settings import Settings
from tests.rooms.clock import Clock

LARGEST = {
    "data": {"samples": 10_000},
    "hidden": [{"units": 128, "activation": "tanh"}] * 8,
    "batch_size": 1024,
}
SPECS = {
    "the first": {},
    "the largest": LARGEST,
    "the largest with memories": {**LARGEST, "optimizer": {"kind": "adam"}},
    "many mini-batches": {"data": {"samples": 10_000}, "batch_size": 10},
    "digits": {
        "data": {"kind": "digits"},
        "output_activation": "softmax",
        "loss": "categorical_cross_entropy",
    },
    "one input": {
        "data": {"kind": "sine", "samples": 2000},
        "hidden": [{"units": 64}] * 2,
        "output_activation": "linear",
        "batch_size": 300,
    },
}


SPECS["a table of its own"] = {
    "data": {
        "kind": "table",
        "x": [[row / 7 + column for column in range(20)] for row in range(4000)],
        "y": [[row / 3] for row in range(4000)],
    },
    "output_activation": "linear",
}


def spec_of(fields: dict) -> Spec:
    return decode(json.dumps(fields), Spec)


def begun(text: str) -> tuple[int, Session]:
    """Begin a run; give the bytes that are allocated for it, and the run."""
    gc.collect()
    tracemalloc.start()
    try:
        session = Session(decode(text, Spec))
        session.obey(Step(0))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return taken, session


@pytest.mark.parametrize("fields", SPECS.values(), ids=SPECS)
def test_a_run_takes_what_the_account_says(fields):
    Session(spec_of(fields)).obey(Step(0))
    text = json.dumps(fields)

    # The interpreter's table of all names may grow on the way, by megabytes, but not twice.
    taken, session = min((begun(text) for _ in range(2)), key=lambda begun: begun[0])

    assert 0.8 * session.bytes < taken < 1.25 * session.bytes


def test_keyframes_take_what_the_account_says():
    session = Session(spec_of({"hidden": [{"units": 32}] * 2}))
    session.obey(Step(0, 1, "epoch"))
    gc.collect()
    tracemalloc.start()
    try:
        before = session.timeline.bytes
        session.timeline.advance(300 * session.timeline.schedule.steps_per_epoch)
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert taken == pytest.approx(session.timeline.bytes - before, rel=0.25)


def test_thinning_gives_back_what_it_says_and_loses_no_step():
    session = Session(spec_of({"hidden": [{"units": 32}] * 2}))
    session.timeline.advance(300 * session.timeline.schedule.steps_per_epoch)
    before = session.bytes

    freed = [session.thin() for _ in range(20)]

    assert sum(freed) == before - session.bytes > 0
    assert freed[-1] == 0, "the start is kept"
    session.timeline.seek(session.timeline.recorded // 2)
    assert session.index == session.timeline.recorded // 2


@dataclass
class Taker:
    """Takes memory, and can do without some of it."""

    used_at: float
    bytes: int
    spare: int
    thinned: list[int] = field(default_factory=list)

    def thin(self) -> int:
        freed, self.spare = min(10, self.spare), max(0, self.spare - 10)
        self.bytes -= freed
        self.thinned.append(freed)
        return freed


def test_who_was_idle_longest_gives_first_and_no_more_than_is_wanted():
    old, older, new = Taker(5.0, 100, 50), Taker(1.0, 100, 20), Taker(9.0, 100, 50)
    memory = Memory(310, lambda: [old, older, new])

    assert memory.spare(5) == 10
    assert memory.spare(55) == 60

    assert (older.bytes, old.bytes, new.bytes) == (80, 70, 100)


def test_where_nothing_more_can_go_what_is_left_is_said():
    taker = Taker(1.0, 100, 20)
    memory = Memory(100, lambda: [taker])

    assert memory.spare(500) == 20


def test_what_waits_for_many_viewers_is_counted_once():
    clock = Clock()
    audience = Audience(call=lambda function, *arguments: function(*arguments), now=clock)
    seat = Seat("a", Session(), audience)
    before = seat.bytes
    for _ in range(3):
        outbox = Outbox()
        outbox.start_afresh([])
        audience.add(outbox)

    said = "x" * 1000
    audience.hand_round(Parcel(said))
    assert seat.bytes == before, "counted a moment ago"
    clock.now += COUNT_S

    assert seat.bytes - before == len(said) + len(framed(said))


def test_a_run_that_needs_what_idle_rooms_keep_gets_it():
    now = [0.0]
    wide = spec_of({"data": {"samples": 2000}, "hidden": [{"units": 20}] * 2, "batch_size": 200})
    kept, needed = 10**6, Session(wide).bytes
    hub = Hub(Settings(most_bytes=Session().bytes + kept // 2 + needed), now=lambda: now[0])
    idle, asking = hub.room("idle").session, hub.room("asking").session
    hub.room("asking").seat.used_at = 1.0
    while idle.timeline.bytes < kept:
        idle.timeline.advance(20_000)

    asking.obey(Configure(1, wide))

    assert asking.view.spec.batch_size == 200
    assert idle.timeline.bytes < kept


def resident_bytes() -> int:
    """What the system has given this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def test_the_system_gets_memory_back_when_a_room_closes():
    Session(spec_of(LARGEST))
    gc.collect()
    give_back()
    before = resident_bytes()
    seat = Seat("a", Session(spec_of(LARGEST)), Audience(call=lambda *_: None))
    seat.session.obey(Step(0, 100))
    while seat.session.active:
        seat.session.tick(0.0, 100)
    assert resident_bytes() - before > 50 * 10**6

    seat.close()

    assert seat.session.bytes < 10**6
    assert resident_bytes() - before < 20 * 10**6
