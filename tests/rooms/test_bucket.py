"""Commands in a second: as many as anybody presses, and no flood."""

import pytest

from app.rooms.bucket import Bucket


def test_a_burst_is_taken_at_once_and_what_follows_waits_for_its_turn():
    clock = [0.0]
    bucket = Bucket(per_s=2.0, burst=3.0, now=lambda: clock[0])

    assert [bucket.take() for _ in range(5)] == [0.0, 0.0, 0.0, 0.5, 1.0]

    clock[0] = 1.0
    assert bucket.take() == pytest.approx(0.5)


def test_a_full_bucket_holds_no_more_however_long_it_stands():
    clock = [0.0]
    bucket = Bucket(per_s=2.0, burst=3.0, now=lambda: clock[0])
    clock[0] = 1000.0

    assert [bucket.take() for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]
