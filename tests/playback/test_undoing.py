"""What undo takes back, across changes and branches, redo has back in the other order."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.engine import Spec
from app.engine.spec import DataSpec
from app.playback.kept_branches import KeptBranches, Restoring, written
from app.playback.session import Session
from app.protocol import MOST_BRANCHES, Branch, Configure, GoToBranch, Redo, Seek, Step, Undo
from tests.playback.talking import STEPS_PER_EPOCH, finished

SMALL = Spec(data=DataSpec(samples=20))
MOVES = st.sampled_from(("on", "back", "rate", "rate", "branch", "go"))


def does(session: Session, command) -> None:
    session.obey(command)
    finished(session)


def rate(session: Session, rate: float) -> None:
    does(session, Configure(0, session.timeline.spec_here.with_learning_rate(rate)))


def worth(session: Session) -> tuple:
    """Where it stands, and what its branches are."""
    branches = session.branches
    return (
        session.index,
        session.timeline.edits,
        branches.current.id,
        {each.id: (each.parent, branches.tip(each).edits) for each in branches.tree.all.values()},
    )


def taken_up(session: Session) -> Session:
    """What another process makes of it."""
    stands, kept = session.restoring(), written(session.branches)
    if kept:
        kept = msgspec.json.decode(msgspec.json.encode(kept), type=KeptBranches)
    other = Session()
    first = replace(stands, index=session.timeline.recorded)
    does(other, Restoring(first, kept, session.branches.current.changes.taken_back))
    does(other, stands)
    return other


@pytest.mark.parametrize("meanwhile", [lambda session: session, taken_up], ids=["here", "in another process"])
def test_a_change_of_a_branch_from_which_another_parts_is_had_back_before_that(session, meanwhile):
    does(session, Step(0, 3, "epoch"))
    does(session, Seek(0, STEPS_PER_EPOCH))
    rate(session, 0.3)
    does(session, Step(0, 1, "epoch"))
    rate(session, 0.1)
    does(session, Step(0, 1, "epoch"))
    does(session, Seek(0, STEPS_PER_EPOCH))
    rate(session, 0.01)
    does(session, Step(0, 1, "epoch"))
    does(session, Branch(0))
    before = [worth(session)]
    for _ in range(4):
        does(session, Undo(0))
        before.append(worth(session))

    session = meanwhile(session)

    assert worth(session) == before.pop()
    while before:
        does(session, Redo(0))
        assert worth(session) == before.pop()
    assert not session.branches.can_redo


@given(
    moves=st.lists(st.tuples(MOVES, st.integers(0, 9)), max_size=MOST_BRANCHES - 1),
    most=st.integers(1, MOST_BRANCHES),
    restarts=st.booleans(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_as_much_taken_back_as_had_back_ends_where_it_began(moves, most, restarts):
    session = Session(SMALL)
    for what, number in moves:
        move(session, what, number)
    before, count = worth(session), 0

    while session.branches.can_undo and count < most:
        does(session, Undo(0))
        count += 1
    if restarts:
        session = taken_up(session)
    for _ in range(count):
        does(session, Redo(0))

    assert worth(session) == before


def move(session: Session, what: str, number: int) -> None:
    """Do one thing, where it can be done."""
    numbers = list(session.branches.tree.all)
    commands = {
        "on": lambda: Step(0, 1 + number),
        "back": lambda: Seek(0, session.timeline.recorded * number // 10),
        "rate": lambda: Configure(0, session.timeline.spec_here.with_learning_rate((1 + number) / 100)),
        "branch": lambda: Branch(0),
        "go": lambda: GoToBranch(0, numbers[number % len(numbers)]),
    }
    does(session, commands[what]())
