"""What runs come to over their seeds: quartiles that leave no failed run out."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playback.history import Point
from app.playback.straight import Course, Divergence
from app.sweeps import Ran, Spread, summaries
from app.sweeps.summary import spread

DIVERGED = Divergence(0, 3, "forward", 1, "z")


def one(values, loss=0.5, *, accuracy=0.5, epochs=9, reached=None, diverged=None, test=True):
    halves = (loss, loss if test else None, accuracy, accuracy if test else None)
    return Ran(values, Course(epochs, Point(epochs, *halves), diverged, reached))


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30))
def test_quartiles_are_those_of_numpy(numbers):
    found = spread(numbers)

    assert (found.lower, found.median, found.upper) == pytest.approx(np.percentile(numbers, (25, 50, 75)))


def test_a_quartile_among_runs_without_a_number_is_none():
    assert spread([1.0, 2.0, inf, inf, inf]) == Spread(2.0, inf, inf)
    assert spread([1.0, -inf]) == Spread(-inf, -inf, -inf)
    assert spread([1.0, inf]) == Spread(inf, inf, inf)


def test_runs_that_differ_only_in_their_seeds_are_one_combination():
    ran = [
        one({"seed": seed, "batch_size": size, "data.seed": rows}, loss=size + seed)
        for seed in (1, 2)
        for size in (5, 10)
        for rows in (7, 8)
    ]

    small, large = summaries(ran)

    assert (small.values, small.runs) == ({"batch_size": 5}, 4)
    assert (large.values, large.runs) == ({"batch_size": 10}, 4)
    assert small.train_loss == Spread(6.0, 6.5, 7.0)


def test_a_run_that_diverged_or_could_not_begin_counts_as_the_worst():
    ran = [
        one({"seed": 1}, loss=0.25, accuracy=0.75),
        one({"seed": 2}, loss=0.0, diverged=DIVERGED),
        Ran({"seed": 3}, refused="no"),
    ]

    (found,) = summaries(ran)

    assert (found.runs, found.diverged, found.refused) == (3, 1, 1)
    assert found.train_loss == Spread(inf, inf, inf)
    assert found.test_accuracy == Spread(-inf, -inf, -inf)
    assert summaries(ran[:1])[0].train_accuracy == Spread(0.75, 0.75, 0.75)


def test_epochs_to_a_goal_are_counted_of_those_that_came_to_it():
    ran = [one({"seed": number}, epochs=number, reached=number < 4) for number in (1, 2, 3, 9)]

    (found,) = summaries(ran)

    assert found.reached == 3
    assert found.epochs == Spread(1.75, 2.5, inf)


def test_without_a_goal_there_are_no_epochs_to_it_and_without_test_rows_nothing_of_them():
    (found,) = summaries([one({"seed": 1}, accuracy=None, test=False)])

    assert (found.reached, found.epochs) == (None, None)
    assert (found.test_loss, found.test_accuracy, found.train_accuracy) == (None, None, None)


def test_where_no_run_begins_nothing_is_known():
    (found,) = summaries([Ran({}, refused="no")])

    assert (found.train_loss, found.test_loss) == (Spread(inf, inf, inf), None)
