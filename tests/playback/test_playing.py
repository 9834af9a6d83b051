"""Playing without sockets: what falls due is made and shown, until what was waited for has come."""

import pytest

from app.engine import BadInput, Spec, decode
from app.playback.session import Session
from app.protocol import (
    Frame,
    Pause,
    Play,
    Playback,
    Seek,
    SetSpeed,
    Step,
)
from tests.playback.talking import SLICE, STEPS_PER_BATCH, STEPS_PER_EPOCH, done, finished, the


def test_playing_slowly_shows_every_propagation(session):
    session.obey(SetSpeed(0, 10.0))
    session.obey(Play(1))

    messages = [message for _ in range(100) for message in session.tick(0.01, SLICE)]

    frames = [message for message in messages if isinstance(message, Frame)]
    assert [frame.position.index for frame in frames] == list(range(1, len(frames) + 1))
    assert {frame.kind for frame in frames} == {"step"}
    assert len(frames) == pytest.approx(10, abs=1)


@pytest.mark.parametrize("frames_per_s", [30, 60])
def test_playing_fast_shows_keyframes_no_more_often_than_it_is_told_to(session, frames_per_s):
    session.frame_s = 1 / frames_per_s
    session.obey(SetSpeed(0, None))
    session.obey(Play(1))

    messages = [message for _ in range(500) for message in session.tick(0.002, 200)]

    frames = [message for message in messages if isinstance(message, Frame)]
    assert {frame.kind for frame in frames} == {"keyframe"}
    assert len(frames) == pytest.approx(frames_per_s, abs=2)
    assert session.index == 500 * 198


def test_time_by_which_a_keyframe_came_late_is_not_lost(session):
    session.obey(SetSpeed(0, None))
    session.obey(Play(1))

    messages = [message for _ in range(100) for message in session.tick(0.02, 200)]

    frames = [message for message in messages if isinstance(message, Frame)]
    assert len(frames) == pytest.approx(60, abs=2)


def test_a_unit_of_an_epoch_is_played_as_such(session):
    session.obey(SetSpeed(0, 2.0, "epoch"))
    session.obey(Play(1))

    for _ in range(100):
        session.tick(0.01, 10**6)

    assert session.index == pytest.approx(3 * STEPS_PER_EPOCH, abs=STEPS_PER_EPOCH)
    assert session.index % STEPS_PER_EPOCH == 0


def test_an_epoch_that_takes_many_slices_is_played_to_its_end_and_shown(session):
    session.obey(SetSpeed(0, 1.0, "epoch"))
    session.obey(Play(1))

    messages = [message for _ in range(30) for message in session.tick(0.001, 10)]

    frames = [message for message in messages if isinstance(message, Frame)]
    assert frames[-1].position.index == session.index == STEPS_PER_EPOCH
    assert session.seconds_to_next() > 0


def test_an_epoch_not_yet_played_to_its_end_leaves_no_time_to_wait(session):
    session.obey(SetSpeed(0, 1.0, "epoch"))
    session.obey(Play(1))

    session.tick(0.001, 10)

    assert session.seconds_to_next() == 0


def test_single_steps_that_do_not_fit_into_a_slice_are_made_up_for(session):
    session.obey(SetSpeed(0, 20.0))
    session.obey(Play(1))
    session.tick(0.0, 1)

    for _ in range(10):
        session.tick(0.05, 1)
    session.tick(0.4, 1)
    for _ in range(8):
        session.tick(0.0, 1)

    assert session.index == 19


def test_single_steps_stop_just_where_they_are_to(session):
    session.obey(Step(0, STEPS_PER_EPOCH - 1))
    session.obey(SetSpeed(1, 20.0))
    session.obey(Play(2, until_epoch=1))

    session.tick(0.4, SLICE)
    session.tick(0.4, SLICE)

    assert session.index == STEPS_PER_EPOCH


def test_two_who_change_one_each_of_speed_and_unit_both_have_their_way(session):
    session.obey(SetSpeed(1, speed=None), by="one")
    session.obey(SetSpeed(2, unit="epoch"), by="another")
    session.obey(SetSpeed(3, speed=5.0), by="one")

    told = the(Playback, session.obey(SetSpeed(4)))

    assert (told.speed, told.unit) == (5.0, "epoch")


def test_pausing_stands_still(session):
    session.obey(Play(0))
    session.obey(Pause(1))

    assert session.tick(10.0, SLICE) == []


def test_whatever_ends_fast_play_shows_where_it_has_come_to(session):
    session.obey(SetSpeed(0, None))
    session.obey(Play(1))
    session.tick(0.001, 5000)

    messages = session.obey(Pause(2))

    assert the(Frame, messages).position.index == session.index > 0
    assert messages[-1] == done(2, session.index)


def test_what_is_gone_before_it_can_be_read_comes_in_single_precision(session):
    def frames(messages):
        return [message for message in messages if isinstance(message, Frame)]

    session.obey(SetSpeed(0, 20.0, "mini-batch"))
    session.obey(Play(1))
    (slow,) = frames(session.tick(0.05, SLICE))
    session.obey(SetSpeed(2, None))
    (fast,) = frames(session.tick(0.05, SLICE))
    (end,) = frames(session.obey(Pause(3)))

    assert [frame.single for frame in (slow, fast, end)] == [False, True, False]


def test_at_full_speed_what_is_shown_is_the_end_of_a_mini_batch(session):
    session.obey(SetSpeed(0, None))
    session.obey(Play(1))

    messages = [message for _ in range(200) for message in session.tick(0.01, 500)]

    frames = [message for message in messages if isinstance(message, Frame)]
    assert frames
    assert {frame.position.index % STEPS_PER_BATCH for frame in frames} == {0}


def test_playing_stops_after_the_epoch_asked_for(session):
    session.obey(SetSpeed(0, None))
    session.obey(Play(1, until_epoch=3))

    messages = finished(session)

    assert session.index == 3 * STEPS_PER_EPOCH
    assert not the(Playback, messages[-3:]).playing


def test_playing_stops_at_the_accuracy_asked_for(session):
    session.obey(SetSpeed(0, None))
    session.obey(Play(1, until_accuracy=0.9))

    finished(session)

    *before, last = session.timeline.history.points
    assert last.reaches(0.9)
    assert not any(point.reaches(0.9) for point in before)
    assert session.index == last.epoch * STEPS_PER_EPOCH


def test_playing_stops_at_an_accuracy_reached_in_an_epoch_already_recorded(session):
    session.obey(SetSpeed(0, None))
    session.obey(Play(1, until_accuracy=0.9))
    finished(session)
    reached = session.index
    session.obey(Play(2, until_epoch=reached // STEPS_PER_EPOCH + 20))
    finished(session)

    session.obey(Seek(3, 0))
    session.obey(Play(4, until_accuracy=0.9))
    finished(session)

    assert session.index == reached
    session.obey(Play(5, until_accuracy=0.9))
    assert not session.active, "it stands where the accuracy is reached"


def test_an_accuracy_is_refused_where_there_are_no_classes():
    session = Session(decode('{"data": {"kind": "sine"}, "output_activation": "linear"}', Spec))

    with pytest.raises(BadInput, match=r"until_accuracy: should be left out: .* has no classes, got 0\.9"):
        session.obey(Play(1, until_accuracy=0.9))

    assert not session.active
