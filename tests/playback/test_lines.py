"""A run and its edits: every line it has taken can be stood on again, bit for bit, wherever one has been."""

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine import BadInput, Diverged, Spec, decode
from app.engine.edits import Edit, Edits, Parameter, canonical
from app.engine.spec import ScheduleSpec
from app.playback import lines
from app.playback.history import Point
from app.playback.line import shared
from app.playback.pieces import at_once
from app.playback.timeline import Timeline
from app.protocol import MOST_EDITS
from tests.playback.changing import BETWEEN, RATES, change, placed, set_rate, straight
from tests.playback.test_timeline import DIVERGING, SMALL_BUDGET, assert_same, rows, scores

SPECS = ("{}", '{"optimizer": {"kind": "adam", "learning_rate": 0.03}, "hidden": [{"units": 2}]}')
MOST_STEPS = 1500


stepped = lru_cache(maxsize=4096)(straight)


def assert_true(timeline: Timeline, text: str) -> None:
    assert_same(timeline.state(), stepped(text, timeline.edits, timeline.index))


MOVES = st.one_of(
    st.tuples(st.just("advance"), st.integers(1, 400)),
    st.tuples(st.just("seek"), st.floats(0, 1)),
    st.tuples(st.just("edit"), st.sampled_from((*RATES, *BETWEEN))),
    st.tuples(st.just("follow"), st.tuples(st.integers(0, 20), st.floats(0, 1))),
    st.tuples(st.just("thin"), st.none()),
)


def make(timeline: Timeline, kind: str, what) -> None:
    match kind:
        case "advance":
            timeline.advance(min(what, MOST_STEPS - timeline.index))
        case "seek":
            timeline.seek(round(what * timeline.recorded))
        case "edit":
            change(timeline, **what)
        case "follow":
            number, place = what
            known = timeline.lines.edits
            follow(timeline, known[number % len(known)], place)
        case "thin":
            timeline.thin()


def follow(timeline: Timeline, edits: Edits, place: float) -> None:
    target = round(place * MOST_STEPS)
    timeline.follow(edits, target)
    timeline.seek(min(target, timeline.recorded))


@pytest.mark.parametrize("text", SPECS)
@given(moves=st.lists(MOVES, min_size=3, max_size=25))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_wherever_one_goes_every_tensor_is_that_of_a_run_never_left(text, moves):
    timeline = Timeline(decode(text, Spec), *rows(), SMALL_BUDGET)
    known: dict[Edits, int] = {}

    for kind, what in moves:
        make(timeline, kind, what)

        assert_true(timeline, text)
        assert timeline.index <= timeline.recorded
        known[timeline.edits] = timeline.recorded

    for edits in timeline.lines.edits:
        timeline.follow(edits, 0)
        assert timeline.recorded >= known.get(edits, 0), "nothing that was recorded is lost"
        timeline.seek(timeline.recorded)
        assert_true(timeline, text)


@pytest.mark.parametrize("text", SPECS)
@given(
    chosen=st.lists(st.tuples(st.integers(0, 900), st.sampled_from((*RATES, *BETWEEN))), max_size=6),
    index=st.integers(0, 1000),
    before=st.lists(MOVES, max_size=6),
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_a_value_of_a_run_is_one_state_whatever_was_there_before(text, chosen, index, before):
    timeline = Timeline(decode(text, Spec), *rows())
    edits = [placed(timeline, at, what) for at, what in chosen]
    value = canonical(timeline.spec, edits)
    for kind, what in before:
        make(timeline, kind, what)

    timeline.follow(edits, index)
    assert timeline.edits == value
    timeline.seek(min(index, timeline.recorded))
    timeline.advance(index - timeline.index)

    assert timeline.index == index
    assert_same(timeline.state(), stepped(text, value, index))


def test_an_edit_in_the_past_leaves_the_old_line_reachable():
    timeline = Timeline(Spec(), *rows())
    timeline.advance(1000)
    timeline.seek(400)

    set_rate(timeline, 0.5)
    timeline.advance(100)
    assert timeline.recorded == 500
    timeline.follow((), 1000)

    assert timeline.recorded == 1000
    timeline.seek(1000)
    assert_true(timeline, "{}")


def test_an_edit_made_again_at_the_same_step_comes_back_to_its_line():
    timeline = Timeline(Spec(), *rows())
    timeline.advance(1000)
    for rate in (0.5, 0.2, 0.5):
        timeline.seek(400)
        set_rate(timeline, rate)
        timeline.advance(100 if timeline.recorded == 400 else 0)

    assert timeline.edits == (Edit(400, 0.5),)
    assert timeline.recorded == 500
    assert len(timeline.lines.edits) == 3


def test_where_nothing_is_recorded_beyond_an_edit_no_line_is_begun():
    timeline = Timeline(Spec(), *rows())
    for index, rate in ((0, 0.5), (300, 0.2), (300, 0.4), (700, 0.1)):
        timeline.advance(index - timeline.index)
        set_rate(timeline, rate)

    assert timeline.lines.edits == [(Edit(0, 0.5), Edit(300, 0.4), Edit(700, 0.1))]


def test_an_edit_that_changes_nothing_is_none():
    timeline = Timeline(Spec(), *rows())
    timeline.advance(100)

    set_rate(timeline, 0.03)
    timeline.follow((Edit(10, 0.03), Edit(50, 0.2), Edit(60, 0.2)), 100)

    assert timeline.edits == (Edit(50, 0.2),)


def test_keyframes_near_by_are_forgotten_where_another_line_begins():
    timeline = Timeline(Spec(), *rows())
    timeline.advance(900)
    timeline.seek(895)
    timeline.seek(500)

    set_rate(timeline, 0.5)
    timeline.advance(500)

    for index in range(1000, 500, -7):
        timeline.seek(index)
        assert_true(timeline, "{}")


def test_what_is_kept_of_a_boundary_is_of_before_what_changes_there():
    timeline = Timeline(Spec(), *rows())
    timeline.advance(110)
    change(timeline, parameter=Parameter(1, 0, 1, 0.5))
    timeline.thin()
    timeline.advance(0)

    timeline.follow([Edit(110, parameter=Parameter(1, 1, 1, 2.0))], 110)
    timeline.seek(110)

    assert_true(timeline, "{}")


def test_a_line_is_not_come_to_from_what_its_parent_kept_beyond_the_branch_point():
    timeline = Timeline(Spec(), *rows())
    timeline.advance(1400)
    timeline.seek(190)
    set_rate(timeline, 0.5)
    timeline.advance(1000)
    while len(timeline.line.keyframes) > 0:
        timeline.line.keyframes.thin()
    timeline.seek(0)
    timeline.near.clear()

    timeline.seek(1000)

    assert_true(timeline, "{}")


def test_each_line_has_a_history_of_its_own():
    timeline = Timeline(Spec(), *rows())
    epoch = timeline.schedule.steps_per_epoch
    at_once(
        timeline.evaluating_with(
            scores(lambda epoch: Point(epoch, timeline.spec_here.optimizer.learning_rate, None, None, None))
        )
    )
    timeline.advance(6 * epoch)
    timeline.seek(2 * epoch)

    set_rate(timeline, 0.5)
    timeline.advance(2 * epoch)
    changed = [point.train_loss for point in timeline.history.points]
    timeline.follow((), 0)

    assert changed == [0.03, 0.03, 0.03, 0.5, 0.5]
    assert [point.train_loss for point in timeline.history.points] == [0.03] * 7


def test_what_was_visited_on_another_line_is_forgotten():
    timeline = Timeline(Spec(), *rows())
    timeline.advance(timeline.schedule.steps_per_epoch)
    timeline.visited = Point(1, 0.5, None, None, None)

    set_rate(timeline, 0.5)

    assert timeline.visited is None


def test_a_line_that_diverged_ends_where_it_did_and_others_go_on():
    timeline = Timeline(decode(DIVERGING, Spec), *rows())
    with pytest.raises(Diverged):
        timeline.advance(100_000)
    end = timeline.recorded
    timeline.seek(0)

    set_rate(timeline, 0.001)
    timeline.advance(end + 100)
    assert timeline.diverged is None
    timeline.follow((), end)

    assert timeline.diverged is not None
    assert timeline.recorded == end


def test_of_too_many_lines_the_one_longest_left_goes(monkeypatch):
    monkeypatch.setattr(lines, "MOST_LINES", 4)
    timeline = Timeline(Spec(), *rows())
    timeline.advance(1000)

    for number in range(10):
        timeline.seek(500)
        set_rate(timeline, 0.1 + number / 100)
        timeline.advance(50)

    assert len(timeline.lines.edits) == 4
    assert timeline.lines.edits[-1] == (Edit(500, 0.19),)
    assert timeline.lines.edits[0] == (), "on which the others stand"


def test_lines_on_which_others_stand_stay_however_many_there_are(monkeypatch):
    monkeypatch.setattr(lines, "MOST_LINES", 4)
    timeline = Timeline(Spec(), *rows())

    for number in range(10):
        timeline.advance(3)
        timeline.seek(timeline.index - 1)
        set_rate(timeline, 0.1 + number / 100)

    assert len(timeline.lines.edits) == 11


def test_a_run_may_be_changed_only_so_often():
    timeline = Timeline(Spec(), *rows())

    with pytest.raises(BadInput, match=f"edits: should be at most {MOST_EDITS}"):
        timeline.follow(tuple(Edit(at, 0.1 + at % 2) for at in range(MOST_EDITS + 1)), 0)

    assert timeline.edits == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((), (), np.inf),
        ((Edit(3, 0.1),), (), 3),
        ((Edit(3, 0.1),), (Edit(3, 0.2),), 3),
        ((Edit(3, 0.1), Edit(5, 0.2)), (Edit(3, 0.1), Edit(4, 0.2)), 4),
    ],
)
def test_two_lines_are_one_up_to_the_first_edit_they_do_not_share(one, other, expected):
    assert shared(one, other) == shared(other, one) == expected


def test_a_schedule_counts_from_where_it_came_in_when_it_is_come_to_again():
    timeline = Timeline(Spec(), *rows(), SMALL_BUDGET)
    timeline.advance(6 * timeline.schedule.steps_per_epoch)
    change(timeline, schedule=ScheduleSpec("exponential", gamma=0.5))
    timeline.advance(40 * timeline.schedule.steps_per_epoch)
    here = timeline.index

    timeline.seek(3)
    timeline.seek(here - 1)

    assert_true(timeline, "{}")
    assert 39 < timeline.state().arrays["epochs", 1] < 40
