"""A run recorded elsewhere: stood in as if it had been trained here, and played as it was recorded."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine import BadInput, Spec, decode
from app.engine.edits import Edit
from app.playback.handing_over import recorded_of, taking_over
from app.playback.pieces import at_once
from app.playback.recorded import Recorded, Replaying
from app.playback.session import Session
from app.playback.timeline import Timeline
from app.protocol import Configure, Replay, Run, Undo
from tests.playback.changing import change
from tests.playback.talking import done, the
from tests.playback.test_timeline import SPECS, assert_same, rows

STEPS = 1500


def trained(spec: Spec) -> Timeline:
    timeline = Timeline(spec, *rows())
    timeline.advance(700)
    timeline.edit([Edit(timeline.index, 0.2)])
    timeline.advance(STEPS - 700)
    return timeline


def replayed(recorded: Recorded) -> Timeline:
    timeline = Timeline(recorded.spec, *rows())
    at_once(taking_over(timeline, recorded))
    return timeline


def as_elsewhere(recorded: Recorded) -> Recorded:
    """The same with other last bits, as another machine makes them."""
    keyframes = tuple((batch, core * (1 + 2.0**-50)) for batch, core in recorded.keyframes)
    return replace(recorded, keyframes=keyframes)


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_every_step_is_as_it_was_bit_for_bit(spec):
    was = trained(decode(spec, Spec))

    timeline = replayed(recorded_of(was))

    assert (timeline.index, timeline.recorded, timeline.edits) == (0, STEPS, was.edits)
    for index in (0, 1, STEPS, 699, 700, 701, 176, 177, 1234):
        was.seek(index)
        timeline.seek(index)
        assert_same(timeline.state(), was.state())


def test_it_is_trained_on_from_where_it_ends():
    was = trained(Spec())
    timeline = replayed(recorded_of(was))

    timeline.seek(STEPS)
    for each in (timeline, was):
        each.advance(555)

    assert_same(timeline.state(), was.state())
    assert timeline.recorded == STEPS + 555


def test_what_another_machine_recorded_is_what_is_played():
    recorded = as_elsewhere(recorded_of(trained(Spec())))
    timeline = replayed(recorded)
    each = timeline.schedule.steps_per_batch

    for batch, core in recorded.keyframes:
        timeline.seek(batch * each)
        if not any(edit.index == timeline.index for edit in recorded.edits):
            assert timeline.stepper.core().tobytes() == core.tobytes()


def test_a_step_is_the_same_however_it_is_come_to_on_another_machine():
    recorded = as_elsewhere(recorded_of(trained(Spec())))
    walked, travelled = replayed(recorded), replayed(recorded)

    for index in range(1, STEPS + 200, 7):
        walked.advance(index - walked.index)
        if index <= STEPS:
            travelled.seek(STEPS - index)
            travelled.seek(index)
            assert_same(travelled.state(), walked.state())

    assert walked.recorded > STEPS


def test_a_branch_of_it_keeps_what_was_recorded_up_to_there():
    recorded = as_elsewhere(recorded_of(trained(Spec())))
    one, other = replayed(recorded), replayed(recorded)

    one.seek(1000)
    change(one, learning_rate=0.5)
    one.advance(300)
    other.advance(1000)
    change(other, learning_rate=0.5)
    for _ in range(300):
        other.advance(1)

    assert_same(one.state(), other.state())
    one.seek(550)
    other.seek(550)
    assert_same(one.state(), other.state())
    first = recorded.keyframes[1]
    one.seek(first[0] * one.schedule.steps_per_batch)
    assert np.array_equal(one.stepper.core(), first[1])


def test_it_is_refused_where_there_is_no_memory_for_it():
    recorded = recorded_of(trained(Spec()))
    timeline = Timeline(recorded.spec, *rows(), spare=lambda _: 100.0)

    with pytest.raises(BadInput) as refused:
        at_once(taking_over(timeline, recorded))

    assert refused.value.code == "full"


def test_its_memory_is_counted():
    recorded = recorded_of(trained(Spec()))

    assert replayed(recorded).bytes >= sum(core.nbytes for _, core in recorded.keyframes)


def test_keyframes_of_another_shape_are_refused():
    recorded = recorded_of(trained(Spec()))
    wrong = replace(recorded, keyframes=((0, np.zeros(3)),))

    with pytest.raises(BadInput) as refused:
        replayed(wrong)

    assert (refused.value.field, refused.value.code) == ("keyframes.0", "wrong_length")


def stood_in() -> Session:
    """A session with a run that was changed on the way and left in its past."""
    session = Session()
    session.timeline.advance(600)
    session.obey(Configure(1, Spec().with_learning_rate(0.3)))
    session.timeline.advance(300)
    session.timeline.seek(333)
    return session


def test_a_session_stands_where_the_recorded_run_stood_with_all_that_was_recorded():
    before, session = stood_in(), Session()

    told = session.obey(Replaying(9, recorded_of(before.timeline)))

    assert the(Run, told).edits == [Edit(600, 0.3)]
    assert done(9, 333) in told
    assert (session.index, session.timeline.recorded) == (333, 900)
    here, there = session.keyframe(), before.keyframe()
    assert all(np.array_equal(here.arrays[key], there.arrays[key]) for key in there.arrays)
    assert session.timeline.history.points == before.timeline.history.points
    session.obey(Undo(10))
    assert session.timeline.edits == ()


def test_a_session_that_begins_with_one_is_unused():
    session = Session()

    list(session.beginning_with(recorded_of(stood_in().timeline)))

    assert (session.index, session.unused) == (333, True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"recorded": 10**12}, "recorded"),
        ({"edits": (Edit(5, batch_size=3),)}, "edits.0.index"),
        ({"keyframes": ((0, np.zeros(3)),)}, "keyframes.0"),
        ({"recorded": 0}, "metrics"),
    ],
)
def test_what_cannot_be_replayed_leaves_the_session_as_it_was(changed, field):
    recorded, session = recorded_of(stood_in().timeline), Session()
    session.timeline.advance(5)

    with pytest.raises(BadInput) as refused:
        session.obey(Replaying(1, replace(recorded, **changed)))

    assert refused.value.field == field
    assert session.index == 5


def test_a_command_whose_recording_nobody_has_read_is_refused():
    with pytest.raises(BadInput):
        Session().obey(Replay(1, "gone"))
