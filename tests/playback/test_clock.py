"""Elapsed time becomes steps due, evenly and without a rush after a pause."""

import pytest

from app.playback.clock import Clock


@pytest.mark.parametrize("speed", [0.25, 2.0, 7.0, 1000.0])
def test_as_many_steps_are_due_as_the_speed_says(speed):
    clock = Clock(speed)

    due = 0
    for _ in range(4000):
        clock.advance(0.01)
        due += clock.take()

    assert due == pytest.approx(speed * 40, abs=1)


def test_the_first_step_is_due_at_once():
    clock = Clock(0.25)

    clock.restart()

    assert clock.take() == 1
    assert clock.seconds_to_next() == pytest.approx(4.0)


def test_a_long_pause_is_not_made_up_for():
    clock = Clock(100.0)

    clock.advance(3600.0)

    assert clock.take() == 50


def test_without_a_speed_there_is_no_limit():
    clock = Clock(None)

    clock.advance(0.01)

    assert clock.take() is None
    assert clock.seconds_to_next() == 0.0
