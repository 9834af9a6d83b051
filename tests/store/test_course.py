"""What was computed of a run is kept beside it: a restart computes next to nothing again, and is the same."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import numpy as np
import pytest

from app.playback.session import Session
from app.rooms import kept_course
from app.rooms.hub import Hub
from app.rooms.kept_course import CoursePace
from tests.store.restarting import asking, in_hubs, seen

EPOCHS = 6
STEPS = EPOCHS * 275


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


@pytest.fixture(autouse=True)
def often(monkeypatch):
    """What is computed is written down with every command."""
    monkeypatch.setattr(kept_course, "_AGAIN_S", 0.0)
    monkeypatch.setattr(kept_course, "_TIMES", 10**9)


async def trained(hub: Hub) -> None:
    with asking(hub, "a") as somebody:
        await somebody.asks("step", count=EPOCHS, unit="epoch")


def alter(path: Path, change: Callable[[list], None]) -> None:
    """Change what is kept as computed, as somebody would who knows how it is written."""
    with closing(sqlite3.connect(path)) as kept, kept:
        ((text,),) = kept.execute("SELECT course FROM room")
        course = msgspec.msgpack.decode(text[16:])
        change(course)
        text = msgspec.msgpack.encode(course)
        kept.execute("UPDATE room SET course = ?", (kept_course._digest(text) + text,))


def spoil(course: list) -> None:
    """Have all keyframes but the first be other numbers."""
    *_, keyframes = course
    for place, (batch, core) in enumerate(keyframes):
        if place > 0:
            keyframes[place] = [batch, (np.frombuffer(core) + 1.0).tobytes()]


def elsewhere(course: list) -> None:
    course[0] = b"another machine"


def written(path: Path) -> tuple:
    """All that is kept of the run, as it is written."""
    with closing(sqlite3.connect(path)) as kept:
        return kept.execute("SELECT spec, run, course, card, branches FROM room").fetchone()


async def worth(hub: Hub) -> tuple:
    value, recorded, core = await seen(hub, hub.room("a"))
    history = await hub.look(hub.rooms["a"], lambda session: list(session.timeline.history.points))
    return value, recorded, core, history


@pytest.fixture
def stood(path: Path) -> list:
    """What a run is worth whose server has ended."""
    there = []

    async def before(hub: Hub) -> None:
        await trained(hub)
        there.append(await worth(hub))

    in_hubs(path, before)
    return there


def back(path: Path) -> tuple:
    """What it is worth in the next server."""
    there = []

    async def after(hub: Hub) -> None:
        there.append(await worth(hub))

    in_hubs(path, after)
    return there[0]


def test_a_run_is_there_again_with_its_curve_to_the_last_bit(path: Path, stood: list):
    assert back(path) == stood[0]


@pytest.mark.parametrize("harm", [None, elsewhere])
def test_what_a_run_was_made_of_stays_as_it_is_unless_another_machine_wrote_it(path: Path, stood: list, harm):
    if harm:
        alter(path, harm)
    before = written(path)

    back(path)

    assert (written(path) == before) == (harm is None)


def test_it_is_taken_from_what_was_computed(path: Path, stood: list):
    alter(path, spoil)

    assert back(path)[2] != stood[0][2], "else it was computed anew"


@pytest.mark.parametrize(
    "harm", [elsewhere, lambda course: course.__setitem__(1, 99)], ids=["machine", "run"]
)
def test_what_another_machine_computed_or_is_of_another_run_is_computed_anew(path: Path, stood: list, harm):
    alter(path, lambda course: (spoil(course), harm(course)))

    assert back(path)[1:] == stood[0][1:]


@pytest.mark.parametrize(
    "harm", [lambda text: text[:-1], lambda text: text[:20] + b"x" + text[21:], lambda _: b"x"]
)
def test_what_is_damaged_is_computed_anew(path: Path, stood: list, harm):
    with closing(sqlite3.connect(path)) as kept, kept:
        ((text,),) = kept.execute("SELECT course FROM room")
        kept.execute("UPDATE room SET course = ?", (harm(text),))

    assert back(path) == stood[0]


def test_where_its_numbers_part_from_those_of_another_machine_is_told_to_the_page(
    path: Path, capsys, stood: list
):
    alter(path, lambda course: (spoil(course), elsewhere(course)))
    told = []

    async def after(hub: Hub) -> None:
        with asking(hub, "a") as somebody:
            playback = await somebody.until(lambda letter: letter.get("type") == "playback")
            told.append(playback["differs"])
            await somebody.asks("configure", spec={"seed": 3})
            told.append(somebody.room.session.playback().differs)

    in_hubs(path, after)

    assert told == [16 * 11, None], "the first keyframe after the start; nothing of another run"
    assert "other numbers at step 176" in capsys.readouterr().err


def test_what_was_computed_before_an_edit_in_the_past_is_not_taken_for_what_came_after(path: Path):
    there = []

    async def before(hub: Hub) -> None:
        await trained(hub)
        with asking(hub, "a") as somebody:
            await somebody.asks("seek", index=550)
            spec = {"optimizer": {"kind": "sgd", "learning_rate": 0.3}}
            kept_course._TIMES = 0  # what follows is not written down
            await somebody.asks("configure", spec=spec)
            await somebody.asks("step", count=2, unit="epoch")
            there.append(await worth(hub))

    in_hubs(path, before)

    assert back(path) == there[0]


def test_a_run_that_was_begun_again_is_not_trained_as_far_as_it_was_before(path: Path):
    there = []

    async def before(hub: Hub) -> None:
        await trained(hub)
        with asking(hub, "a") as somebody:
            kept_course._TIMES = 0  # what follows is not written down
            await somebody.asks("reset")
            await somebody.asks("step", count=2)
            there.append(await worth(hub))

    in_hubs(path, before)

    assert there[0][1] == 2
    assert back(path) == there[0]


def test_it_is_written_down_once_enough_is_computed_and_some_time_has_passed(monkeypatch):
    monkeypatch.undo()
    clock = [0.0]
    pace = CoursePace(lambda: clock[0])
    session = Session()
    few = session.steps_at_once // 4 + 1
    assert not pace.is_due(session)

    advance(session, few - 2)
    assert not pace.is_due(session)
    assert pace.is_due(session, all_of_it=True)
    advance(session, 2)
    assert pace.is_due(session)
    pace.write(session)
    assert not pace.is_due(session)
    advance(session, few)
    assert not pace.is_due(session), "it was a moment ago"
    clock[0] += 2.0
    assert pace.is_due(session)


def advance(session: Session, steps: int) -> None:
    session.timeline.advance(steps)
