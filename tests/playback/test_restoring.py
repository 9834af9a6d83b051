"""A value of a run, restored: the same numbers, the same way of playing, and one page's word for many."""

import msgspec
import numpy as np
import pytest

from app.engine import BadInput, Spec, decode
from app.playback.asking import Answer
from app.playback.session import Session
from app.protocol import MOST_EPOCHS, Configure, Edit, Frame, Play, Restore, Run, Seek, SetSpeed, Step
from tests.playback.talking import STEPS_PER_EPOCH, done, finished, the

OTHER = decode('{"hidden": [{"units": 3}], "seed": 9}', Spec)


def changed() -> Session:
    """A session whose run was changed on the way, and stands at step 900."""
    session = Session()
    session.obey(Configure(0, OTHER))
    for index, rate in ((300, 0.2), (600, 0.4)):
        session.obey(Step(1, index - session.index))
        finished(session)
        session.obey(Configure(2, OTHER.with_learning_rate(rate)))
    session.obey(Step(3, 300))
    finished(session)
    return session


def value(session: Session, **how: object) -> Restore:
    """Everything a page knows of a run, as it asks for it again."""
    letter = the(Run, session.joining())
    edits = tuple(letter.edits)
    return Restore(9, decode(msgspec.json.encode(letter.spec), Spec), edits, session.index, **how)


def assert_same_numbers(one: Session, other: Session) -> None:
    here, there = one.keyframe(), other.keyframe()
    assert here.position == there.position
    assert here.arrays.keys() == there.arrays.keys()
    assert all(np.array_equal(here.arrays[key], there.arrays[key]) for key in there.arrays)


def test_a_run_with_changed_learning_rates_is_restored_exactly():
    before, session = changed(), Session()

    session.obey(value(before))
    finished(session)

    assert session.index == 900
    assert the(Run, session.joining()).edits == [Edit(300, 0.2), Edit(600, 0.4)]
    assert_same_numbers(session, before)
    for made_again in (session, before):
        made_again.obey(Step(1, 5, "epoch"))
        finished(made_again)
    assert_same_numbers(session, before)


def test_losses_come_back_with_it():
    before, session = changed(), Session()

    session.obey(value(before))
    finished(session)

    assert session.timeline.history.points == before.timeline.history.points


def test_playing_speed_and_unit_come_back_once_it_stands_where_it_did():
    session = Session()

    begun = session.obey(
        Restore(1, OTHER, index=20 * STEPS_PER_EPOCH, playing=True, speed=50.0, unit="epoch", until_epoch=90)
    )
    assert not session.playback().playing, "not before"
    arrived = finished_journey(session)

    assert not [told for told in begun if isinstance(told, Answer)]
    playback = session.playback()
    assert (playback.playing, playback.speed, playback.unit, playback.until_epoch) == (
        True,
        50.0,
        "epoch",
        90,
    )
    assert arrived[-1] == done(1, 20 * STEPS_PER_EPOCH)


def finished_journey(session: Session) -> list:
    told = []
    while session.playback().busy:
        told += session.tick(0.01, 5000)
    return told


def test_a_journey_that_is_broken_off_does_not_play_on():
    session = Session()
    session.obey(Restore(1, OTHER, index=2000 * STEPS_PER_EPOCH, playing=True))

    session.obey(Seek(2, 0))
    finished(session)

    assert not session.active


def test_of_many_who_ask_only_the_first_is_taken_at_its_word():
    session = Session()
    session.obey(Restore(1, OTHER, index=5, if_unused=True))

    answer = session.obey(Restore(1, Spec(), index=50, if_unused=True), by="another")[-1]

    assert answer.to == "another"
    assert answer.letter.index == session.index == 5
    assert session.view.spec.seed == 9


@pytest.mark.parametrize("command", [Step(0), SetSpeed(0, 5.0), Configure(0, OTHER), Play(0)])
def test_a_room_that_is_in_use_is_left_alone(command):
    session = Session()
    session.obey(command)
    before = session.playback(), session.index, session.view.spec

    session.obey(Restore(1, Spec(), index=50, if_unused=True))

    assert (session.playback(), session.index, session.view.spec) == before


def test_what_is_recorded_of_the_same_run_stays():
    session = changed()
    run_id = session.run_id
    session.obey(value(changed()))

    session.obey(Restore(1, session.view.spec, (), 700))
    assert session.index == 700
    session.obey(value(changed()))

    assert session.timeline.distance(900) == 0
    assert session.timeline.recorded == 900
    assert session.run_id == run_id


def test_an_index_past_the_last_is_refused_with_the_last_and_nothing_changes():
    session = Session()
    session.obey(Step(0, 30))
    last = MOST_EPOCHS * STEPS_PER_EPOCH

    with pytest.raises(BadInput, match=f"index: should be at most {last}"):
        session.obey(Restore(1, Spec(), index=last + 1))

    assert session.index == 30


def test_a_specification_that_cannot_be_is_refused_by_its_field():
    session = Session()

    with pytest.raises(BadInput, match=r"spec\.data\.kind"):
        session.obey(Restore(1, decode('{"data": {"kind": "nonsense"}}', Spec)))

    assert session.unused


def test_the_first_frame_shown_is_of_the_restored_run():
    session = Session()

    frames = [told for told in session.obey(value(changed())) if isinstance(told, Frame)]

    assert frames[-1].position.index == 900
