"""Playing backwards, and round and round between two steps: what is shown is what was trained there."""

from itertools import pairwise

import numpy as np
import pytest

from app.engine import BadInput
from app.playback.session import Session
from app.protocol import Frame, Loop, Pause, Play, Playback, SetLoop, SetSpeed, Step
from tests.playback.talking import SLICE, STEPS_PER_BATCH, STEPS_PER_EPOCH, finished, the


def played(session: Session, seconds: float, slices: int = 100) -> list[Frame]:
    """Let it play for some seconds; give the frames that are shown."""
    told = [one for _ in range(slices) for one in session.tick(seconds / slices, SLICE)]
    return [one for one in told if isinstance(one, Frame)]


def shown(frames: list[Frame]) -> list[int]:
    return [frame.position.index for frame in frames]


@pytest.fixture
def trained(session: Session) -> Session:
    """Four epochs, standing at their end."""
    session.obey(Step(1, 4, "epoch"))
    finished(session)
    return session


def test_backwards_every_step_is_shown_as_it_was(trained):
    there = trained.index
    trained.obey(SetSpeed(0, 10.0))
    trained.obey(Play(1, backward=True))

    frames = played(trained, 1.0)

    assert shown(frames) == list(range(there - 1, there - 1 - len(frames), -1))
    assert len(frames) == pytest.approx(10, abs=1)
    straight = Session()
    straight.obey(Step(1, frames[-1].position.index))
    finished(straight)
    expected = straight.keyframe().arrays
    assert all(np.array_equal(array, expected[key]) for key, array in frames[-1].arrays.items())


@pytest.mark.parametrize(
    ("unit", "first"), [("mini-batch", 4 * STEPS_PER_EPOCH - STEPS_PER_BATCH), ("epoch", 3 * STEPS_PER_EPOCH)]
)
def test_backwards_goes_by_whole_units_to_the_start_and_ends_there(trained, unit, first):
    trained.obey(SetSpeed(0, 20.0, unit))
    trained.obey(Play(1, backward=True))

    frames = played(trained, 20.0, 2000)

    assert shown(frames)[0] == first
    assert trained.index == 0
    assert shown(frames)[-1] == 0
    assert not trained.playback().playing
    assert trained.timeline.recorded == 4 * STEPS_PER_EPOCH


def test_backwards_as_fast_as_it_goes_comes_to_the_start(trained):
    trained.obey(SetSpeed(0, None))
    trained.obey(Play(1, backward=True))

    played(trained, 1.0)

    assert trained.index == 0
    assert not trained.active


def test_at_the_start_there_is_nothing_to_play_backwards(session):
    told = session.obey(Play(1, backward=True))

    assert not the(Playback, told).playing


def test_play_turns_round_where_it_stands(trained):
    trained.obey(SetSpeed(0, 10.0))
    trained.obey(Play(1, backward=True))
    played(trained, 0.5)
    there = trained.index
    assert trained.playback().backward

    trained.obey(Play(2))

    assert shown(played(trained, 0.5))[:2] == [there + 1, there + 2]
    assert not trained.playback().backward


LOOP = Loop(STEPS_PER_EPOCH, STEPS_PER_EPOCH + 4)


def test_a_loop_goes_round_between_its_ends(trained):
    trained.obey(SetLoop(1, LOOP))
    trained.obey(SetSpeed(0, 10.0))
    trained.obey(Play(2))

    first, last = LOOP.first, LOOP.last
    steps = shown(played(trained, 1.2))
    assert steps[:7] == [first, first + 1, first + 2, first + 3, last, first, first + 1]
    assert trained.playback().loop == LOOP

    trained.obey(Pause(3))
    trained.obey(Play(4, backward=True))
    back = shown(played(trained, 2.0))
    assert {*back} == {*range(first, last + 1)}
    assert all(after == before - 1 or (before, after) == (first, last) for before, after in pairwise(back))


def test_a_loop_trains_on_to_its_end_and_then_goes_round(session):
    session.obey(SetLoop(1, Loop(0, 2 * STEPS_PER_EPOCH)))
    session.obey(SetSpeed(0, None))
    session.obey(Play(2))

    for _ in range(50):
        session.tick(0.01, SLICE)
        assert session.index <= 2 * STEPS_PER_EPOCH

    assert session.timeline.recorded == 2 * STEPS_PER_EPOCH
    assert session.playback().playing


def test_a_loop_that_lies_ahead_is_trained_to(session):
    session.obey(SetLoop(1, Loop(2 * STEPS_PER_EPOCH, 3 * STEPS_PER_EPOCH)))
    session.obey(SetSpeed(0, None))
    session.obey(Play(2))

    played(session, 1.0)

    assert session.timeline.recorded == 3 * STEPS_PER_EPOCH
    assert session.index >= 2 * STEPS_PER_EPOCH


def test_without_its_loop_play_goes_on(trained):
    trained.obey(SetLoop(1, LOOP))
    trained.obey(SetSpeed(0, 10.0))
    trained.obey(Play(2))
    played(trained, 1.0)

    trained.obey(SetLoop(3))

    assert max(shown(played(trained, 2.0))) > LOOP.last


@pytest.mark.parametrize(
    ("loop", "code"), [(Loop(5, 5), "too_small"), (Loop(9, 3), "too_small"), (Loop(0, 10**12), "too_large")]
)
def test_a_loop_without_a_length_or_beyond_any_run_is_refused(trained, loop, code):
    with pytest.raises(BadInput) as refused:
        trained.obey(SetLoop(1, loop))

    assert (refused.value.field, refused.value.code) == ("loop.last", code)
    assert trained.playback().loop is None


def test_another_session_goes_on_with_the_loop_and_the_way_it_is_played(trained):
    trained.obey(SetLoop(1, LOOP))
    trained.obey(SetSpeed(0, 10.0))
    trained.obey(Play(2, backward=True))
    played(trained, 0.3)

    other = Session()
    other.obey(trained.restoring())
    finished_at = other.index

    assert other.playback() == trained.playback()
    assert shown(played(other, 0.3))[0] == finished_at - 1
