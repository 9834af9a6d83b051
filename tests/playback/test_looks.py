"""Looks into a run by several who watch it: whose turn it is, and who is answered what."""

import pytest
from msgspec.structs import replace

from app.engine import BadInput, Spec
from app.engine.spec import RegularizationSpec
from app.playback.asking import Answer
from app.playback.search.looks import MOST_LOOKS, MOST_OF_ONE
from app.playback.session import Session
from app.protocol import (
    Cancel,
    Done,
    Find,
    FindParting,
    Found,
    ListRows,
    Parted,
    RowsListed,
    Step,
    TraceNumber,
)
from app.protocol.stops import Condition, ParameterQuantity, ScoreQuantity

ONE, TWO = "one", "two"
LAST = 10**6
WEIGHT = ParameterQuantity(1, 0, 0)


def long(command_id: int) -> FindParting:
    """A search for where two runs part that never do, over many steps."""
    other = replace(Spec(), regularization=RegularizationSpec("none", 0.01))
    return FindParting(command_id, other, last=LAST)


def answers(session: Session, ticks: int) -> list[Answer]:
    told = [one for _ in range(ticks) for one in session.tick(0.01, 100)]
    return [one for one in told if isinstance(one, Answer)]


def test_a_long_look_of_one_viewer_does_not_hold_up_a_short_one_of_another(session):
    session.obey(long(1), ONE)
    session.obey(long(2), ONE)
    answers(session, 5)

    session.obey(ListRows(3), TWO)
    (answer,) = answers(session, 4)

    assert (answer.to, type(answer.letter)) == (TWO, RowsListed)
    assert len(session.unanswered) == 2


def test_whoever_waits_for_much_has_no_more_turns_than_whoever_waits_for_little(session):
    for number in range(MOST_OF_ONE):
        session.obey(long(number), ONE)
    session.obey(long(9), TWO)

    answers(session, 100)
    far, many = (
        [answer.letter.looked_at for answer in session.obey(Cancel(10, "find_parting"), who)[:-1]]
        for who in (TWO, ONE)
    )

    assert 0.8 < sum(far) / sum(many) < 1.25
    assert max(many) < 2 * min(many)


def test_whoever_waits_for_as_much_as_one_may_leaves_room_for_others(session):
    for number in range(MOST_OF_ONE):
        session.obey(long(number), ONE)

    with pytest.raises(BadInput, match=rf"type: should be one of the {MOST_OF_ONE} questions of yours"):
        session.obey(long(20), ONE)
    session.obey(ListRows(21), TWO)

    assert [answer.to for answer in answers(session, 4)] == [TWO]
    session.obey(Cancel(22, "find_parting"), ONE)
    session.obey(long(23), ONE)


def test_all_together_wait_for_no_more_than_so_much(session):
    for number in range(MOST_LOOKS):
        session.obey(long(number), f"viewer {number}")

    with pytest.raises(BadInput, match=rf"type: should be one of the {MOST_LOOKS} questions to a run"):
        session.obey(long(MOST_LOOKS), ONE)


def test_the_turns_of_others_are_not_counted_as_time_that_a_look_took(session):
    session.obey(Step(0, 30, "epoch"))
    answers(session, 100)
    rises = Condition(ScoreQuantity("train_loss"), "above", 1e6)
    session.obey(Find(1, (rises,)), ONE)
    alone = found(session)

    for number in range(2, 5):
        session.obey(long(number), f"viewer {number}")
    session.obey(Find(5, (rises,)), ONE)

    assert found(session).took_s == pytest.approx(alone.took_s)


def found(session: Session) -> Found:
    """What is answered to a search of all places, once it is."""
    while True:
        for answer in answers(session, 1):
            if isinstance(answer.letter, Found):
                return answer.letter


def test_a_look_that_is_cancelled_is_answered_as_far_as_it_came(session):
    session.obey(long(1), ONE)
    answers(session, 5)

    looked, done = session.obey(Cancel(2, "find_parting"), ONE)

    assert looked.to == done.to == ONE
    assert isinstance(looked.letter, Parted)
    assert (looked.letter.id, looked.letter.index) == (1, None)
    assert 0 < looked.letter.looked_at < LAST
    assert done.letter == Done(2, 0)
    assert not session.active
    assert session.unused


def test_only_ones_own_is_cancelled_and_only_what_was_named(session):
    session.obey(long(1), ONE)
    session.obey(TraceNumber(2, WEIGHT), TWO)
    session.obey(Find(3, (Condition(WEIGHT, "changes"),)), TWO)
    session.obey(long(4), TWO)

    told = session.obey(Cancel(5, "find_parting"), TWO)

    assert [answer.letter.id for answer in told] == [4, 5]
    assert {(asked.by, asked.id) for asked in session.unanswered} == {(ONE, 1), (TWO, 2), (TWO, 3)}


def test_nothing_is_looked_for_any_more_for_who_has_gone(session):
    session.obey(long(1), ONE)
    session.obey(ListRows(2), TWO)

    session.forget(ONE)

    assert [answer.to for answer in answers(session, 10)] == [TWO]
    assert not session.active
