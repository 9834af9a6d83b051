"""Any order of visits, edits, branches, kills and restarts: every branch is a run that nobody ever left."""

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.engine import BadInput, Spec
from app.engine.edits import Edits, Parameter
from app.playback import run as runs
from app.playback.kept_branches import written
from app.playback.session import Session
from app.protocol import (
    Branch,
    Configure,
    DeleteBranch,
    GoToBranch,
    Pause,
    Play,
    Redo,
    RenameBranch,
    Reset,
    Restore,
    Seek,
    SetParameter,
    SetSpeed,
    Step,
    UndeleteBranch,
    Undo,
)
from app.rooms import kept_course
from app.rooms.engine_thread import Seat
from app.rooms.kept_run import Fields, KeptRun, read_run
from app.rooms.publish import Audience

SMALL = replace(
    Spec(), data=replace(Spec().data, samples=60), batch_size=10, hidden=(replace(Spec().hidden[0], units=2),)
)
SLICE = 23

BEGINS = (("step", 150), ("seek", 0.4), ("rate", 2), ("step", 60), ("weight", 1), ("step", 20))
"""A run with a branch on which something was changed."""
MOVES = st.one_of(
    st.tuples(st.just("step"), st.integers(-40, 160)),
    st.tuples(st.just("seek"), st.floats(0, 1)),
    st.tuples(st.just("play"), st.booleans()),
    st.tuples(st.just("wait"), st.integers(1, 6)),
    st.tuples(st.sampled_from(("rate", "weight", "size")), st.integers(0, 2)),
    st.tuples(st.sampled_from(("undelete", "undo", "redo", "pause", "thin", "reset")), st.none()),
    st.tuples(st.sampled_from(("branch", "without")), st.integers(1, 3)),
    st.tuples(st.sampled_from(("go", "go", "delete", "rename")), st.integers(0, 9)),
    st.tuples(st.sampled_from(("kill", "kill", "end")), st.none()),
    st.tuples(st.sampled_from(("kill", "kill", "end")), st.none()),
)
RATES, WEIGHTS, SIZES = (0.03, 0.1, 0.3), (-0.5, 0.5, 1.0), (5, 10, 40)


class Server:
    """Holds a run, and has a store keep it, as one server after another would."""

    def __init__(self, session: Session) -> None:
        self.fields: Fields = {}
        self._hold(session)

    @property
    def session(self) -> Session:
        return self._seat.session

    def does(self, kind: str, what, whole: bool) -> None:
        """Do something; come to its end, where it has one, if it is to be ``whole``."""
        session = self.session
        if kind in ("kill", "end"):
            self._begin_again(noted=kind == "end")
        elif kind == "thin":
            session.thin()
        elif kind == "wait":
            for _ in range(what):
                self._kept.tell(session.tick(0.05, SLICE))
        else:
            with suppress(BadInput):
                self._kept.tell(session.obey(command(session, kind, what)))
        while whole and self.session.unanswered:
            self._kept.tell(self.session.tick(0.0, SLICE))

    def _hold(self, session: Session) -> None:
        self._seat = Seat("a", session, NOBODY)
        self._kept = KeptRun(self._seat, NOBODY, self._keep)

    def _keep(self, _: Seat, fields: Fields, then) -> None:
        self.fields |= fields
        self._promised = worth(self.session)
        then()

    def _begin_again(self, *, noted: bool) -> None:
        """End, with a last note or without, and begin anew with what is kept."""
        session = self.session
        if noted and not session.unanswered:
            self._keep(self._seat, self._kept.fields(), lambda: None)
        if not self.fields:
            return
        read, after = read_run(self.fields)
        begun = Session(Spec(hidden=()))
        begun.number_on(after)
        for value in drained(read()):
            begun.obey(value)
            while begun.unanswered:
                begun.tick(0.0, SLICE)
        assert worth(begun) == self._promised
        self._hold(begun)


NOBODY = Audience(lambda call: None)


def drained(pieces):
    while True:
        try:
            next(pieces)
        except StopIteration as ended:
            return ended.value


def command(session: Session, kind: str, what):
    spec = session.timeline.spec_here
    numbers = [info.id for info in session.branches.tree.all.values()]
    commands = {
        "step": lambda: Step(0, what or 1),
        "seek": lambda: Seek(0, round(what * session.timeline.recorded)),
        "play": lambda: Play(0, backward=what),
        "pause": lambda: Pause(0),
        "rate": lambda: Configure(0, spec.with_learning_rate(RATES[what])),
        "weight": lambda: SetParameter(0, Parameter(1, 0, 1, WEIGHTS[what])),
        "size": lambda: Configure(0, replace(spec, batch_size=SIZES[what])),
        "branch": lambda: Branch(0),
        "without": lambda: Branch(0, without=what),
        "go": lambda: GoToBranch(0, numbers[what % len(numbers)]),
        "delete": lambda: DeleteBranch(0, numbers[what % len(numbers)]),
        "rename": lambda: RenameBranch(0, numbers[what % len(numbers)], f"called {what}"),
        "undelete": lambda: UndeleteBranch(0),
        "reset": lambda: Reset(0),
        "undo": lambda: Undo(0),
        "redo": lambda: Redo(0),
    }
    return commands[kind]()


def worth(session: Session) -> tuple:
    """What must be there again."""
    timeline, branches, stands = session.timeline, session.branches, session.restoring()
    if not stands.playing:
        stands = replace(stands, backward=False)
    return (
        stands,
        timeline.recorded,
        [point.told for point in timeline.history.points],
        msgspec.json.encode(written(branches)),
        branches.current.changes.taken_back,
        timeline.stepper.core().tobytes(),
        others(session),
    )


def others(session: Session) -> dict[int, tuple]:
    """What all branches are worth that are not followed."""
    branches = session.branches
    return {
        branch.id: (tip.edits, tip.recorded, [point.told for point in tip.history.points])
        for branch in branches.tree.others
        for tip in [branches.tip(branch)]
    }


@lru_cache(maxsize=1024)
def straight(spec: Spec, edits: Edits, index: int) -> tuple:
    """What a run of this value shows that nobody ever left, and its curve."""
    session = Session(spec)
    session.obey(Restore(0, spec, edits, index))
    while session.unanswered:
        session.tick(0.0, 100_000)
    return session.keyframe(), session.timeline.history.points


def assert_straight(session: Session) -> None:
    """Every tensor is that of a run of this value that nobody ever left."""
    there, curve = straight(session.view.spec, session.timeline.edits, session.index)
    here = session.keyframe()
    assert here.position == there.position
    assert here.arrays.keys() == there.arrays.keys()
    assert all(np.array_equal(here.arrays[key], there.arrays[key]) for key in there.arrays)
    assert session.timeline.history.points[: len(curve)] == curve


@pytest.fixture
def slow(monkeypatch) -> Iterator[None]:
    """Little is done at once, so that much is begun on the way, and few of the keyframes are kept."""
    monkeypatch.setattr(runs, "_AT_ONCE_WORK", 60 * runs._STEP_WORK)
    monkeypatch.setattr(kept_course, "_AGAIN_S", 0.0)
    monkeypatch.setattr(kept_course, "_TIMES", 1)
    monkeypatch.setattr(kept_course, "_MOST_BYTES", 1000)


@given(moves=st.lists(st.tuples(MOVES, st.sampled_from((True, True, False))), min_size=4, max_size=16))
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_whatever_one_does_every_branch_is_a_run_never_left(slow, moves):
    server = Server(Session(SMALL))
    server.session.obey(SetSpeed(0, 300.0))

    for kind, what in BEGINS:
        server.does(kind, what, True)

    for (kind, what), whole in moves:
        before = others(server.session)

        server.does(kind, what, whole)

        after = others(server.session)
        if kind not in ("kill", "reset"):
            assert all(after[number] == before[number] for number in before.keys() & after.keys())
        assert_straight(server.session)

    session = server.session
    for number in list(session.branches.tree.all):
        session.obey(GoToBranch(0, number))
        session.obey(Pause(0))
        session.obey(Seek(0, session.timeline.recorded))
        while session.unanswered:
            session.tick(0.0, 5000)
        assert_straight(session)
