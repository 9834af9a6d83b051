"""History stays bounded however long a run is."""

import pytest

from app.playback.history import MOST_POINTS, History, Point


def filled(epochs: int) -> History:
    history = History()
    for epoch in range(epochs + 1):
        if history.wants(epoch):
            history.add(Point(epoch, 1.0, 1.0, None, None))
    return history


def test_every_epoch_is_wanted_at_first():
    assert [point.epoch for point in filled(10).points] == list(range(11))


def test_a_long_run_keeps_evenly_spread_points():
    history = filled(20_000)

    assert len(history.points) <= MOST_POINTS
    gaps = {
        after.epoch - point.epoch for point, after in zip(history.points, history.points[1:], strict=False)
    }
    assert gaps == {history.stride}
    assert history.points[0].epoch == 0


@pytest.mark.parametrize("epochs", [10, MOST_POINTS, 20_000])
def test_the_next_epoch_that_is_evaluated_is_the_next_one_that_is_wanted(epochs: int):
    history = filled(epochs)

    wanted = next(epoch for epoch in range(epochs + 1, 2 * epochs) if history.wants(epoch))

    assert history.next_wanted(epochs + 1) == wanted


def test_dropping_points_already_seen_is_told_by_the_generation():
    history = filled(MOST_POINTS - 1)
    before = history.generation

    history.add(Point(MOST_POINTS, 1.0, 1.0, None, None))

    assert history.generation == before + 1


def test_an_epoch_is_found_by_its_number():
    history = filled(3000)

    assert history.at(8) == Point(8, 1.0, 1.0, None, None)
    assert history.at(9) is None
    assert history.at(99_999) is None


def test_another_course_begins_with_what_came_before_and_leaves_the_first_alone():
    history = filled(10)

    other = history.until(4)

    assert [point.epoch for point in other.points] == [0, 1, 2, 3, 4]
    assert other.wants(5)
    assert len(history.points) == 11
    assert filled(20_000).until(100).stride == filled(20_000).stride


@pytest.mark.parametrize(
    ("train", "test", "reached"),
    [
        (0.9, 0.9, True),
        (0.95, 0.89, False),
        (0.89, 0.95, False),
        (0.9, None, True),
        (0.89, None, False),
        (None, None, False),
    ],
)
def test_an_accuracy_is_reached_when_every_half_that_has_one_has_it(train, test, reached):
    assert Point(1, 0.1, 0.1, train, test).reaches(0.9) is reached
