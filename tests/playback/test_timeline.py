"""Time travel: any recorded step can be stood at again, bit for bit."""

from collections.abc import Callable

import numpy as np
import pytest

from app.engine import Diverged, Spec, State, Stepper, decode
from app.engine.edits import Edit
from app.playback.history import Point
from app.playback.pieces import Pieces, at_once
from app.playback.timeline import Timeline

STEPS = 1200
CHANGE_AT = 700
SMALL_BUDGET = 6000
"""Bytes: full after a few dozen keyframes of the network below, so that they are thinned out."""

SPECS = {
    "default": "{}",
    "adam": '{"optimizer": {"kind": "adam", "learning_rate": 0.01}}',
    "l1": '{"optimizer": {"kind": "momentum"}, "regularization": {"kind": "l1", "rate": 0.05}}',
    "unshuffled": '{"shuffle": false, "batch_size": 25}',
}


def rows(count: int = 23) -> tuple[np.ndarray, np.ndarray]:
    """Rows that leave a smaller last mini-batch."""
    generator = np.random.default_rng(3)
    return generator.normal(size=(count, 2)), np.sign(generator.normal(size=(count, 1)))


def assert_same(state: State, expected: State) -> None:
    assert state.position == expected.position
    assert state.made == expected.made
    assert state.arrays.keys() == expected.arrays.keys(), state.position
    for key, array in expected.arrays.items():
        assert np.array_equal(state.arrays[key], array), (state.position, key)


def walked(spec: Spec) -> list[State]:
    """Every state of a run that was never left, with a change of learning rate on the way."""
    stepper = Stepper(spec, *rows())
    states = [stepper.state()]
    for index in range(STEPS):
        if index == CHANGE_AT:
            stepper.set_learning_rate(0.2)
        stepper.step()
        states.append(stepper.state())
    return states


def recorded(spec: Spec, budget_bytes: int) -> Timeline:
    timeline = Timeline(spec, *rows(), budget_bytes)
    timeline.advance(CHANGE_AT)
    timeline.edit([Edit(timeline.index, 0.2)])
    timeline.advance(STEPS - CHANGE_AT)
    return timeline


def scores(point: Callable[[int], Point]) -> Callable[[int], Pieces[Point]]:
    """Evaluate in one piece."""

    def scoring(epoch: int) -> Pieces[Point]:
        yield
        return point(epoch)

    return scoring


@pytest.mark.parametrize("budget_bytes", [SMALL_BUDGET, 2**26])
@pytest.mark.parametrize("text", SPECS.values(), ids=SPECS)
def test_a_seek_gives_every_tensor_as_it_was(text, budget_bytes):
    spec = decode(text, Spec)
    states = walked(spec)
    timeline = recorded(spec, budget_bytes)

    for index in np.random.default_rng(0).integers(0, STEPS + 1, 150).tolist():
        timeline.seek(index)

        assert_same(timeline.state(), states[index])


def test_keyframes_are_thinned_out_where_others_have_taken_the_memory():
    timeline = Timeline(Spec(), *rows(), spare=lambda _: 0)
    alone = timeline.bytes

    timeline.advance(60_000)

    near = timeline.bytes - timeline.line.keyframes.bytes
    assert timeline.bytes - near <= alone


def test_going_back_step_by_step_gives_every_tensor_as_it_was():
    states = walked(Spec())
    timeline = recorded(Spec(), SMALL_BUDGET)

    for index in range(STEPS - 1, STEPS - 300, -1):
        timeline.seek(index)

        assert_same(timeline.state(), states[index])


def test_going_on_after_a_seek_is_the_same_run():
    states = walked(Spec())
    timeline = recorded(Spec(), SMALL_BUDGET)
    timeline.seek(30)

    timeline.advance(STEPS - 30)

    assert timeline.recorded == STEPS
    assert_same(timeline.state(), states[STEPS])


@pytest.mark.parametrize("cuts", [[1200], [1, 10, 11, 300, 878], [600, 600]])
def test_it_does_not_matter_in_how_many_pieces_a_run_is_made(cuts):
    whole, pieces = Timeline(Spec(), *rows()), Timeline(Spec(), *rows())
    whole.advance(STEPS)

    for steps in cuts:
        pieces.advance(steps)

    assert_same(pieces.state(), whole.state())


def test_on_the_way_to_a_step_only_its_own_pass_is_made_step_by_step(monkeypatch):
    timeline = recorded(Spec(), 2**26)
    each, index = timeline.schedule.steps_per_batch, 650
    steps, step = [], Stepper.step
    monkeypatch.setattr(Stepper, "step", lambda stepper: (steps.append(stepper.index), step(stepper)))

    timeline.seek(index)

    assert steps == list(range(index - index % each, index))


def test_of_a_large_network_fewer_keyframes_are_kept():
    small, large = (
        Timeline(decode(f'{{"hidden": [{{"units": {units}}}]}}', Spec), *rows()) for units in (8, 128)
    )

    for timeline in (small, large):
        timeline.advance(64 * timeline.schedule.steps_per_batch)

    assert len(large.line.keyframes) < len(small.line.keyframes)


def test_keyframes_stay_within_their_budget():
    timeline = Timeline(Spec(), *rows(), SMALL_BUDGET)
    sizes = []

    for _ in range(20):
        timeline.advance(3000)
        sizes.append(timeline.line.keyframes.bytes)

    assert max(sizes) <= SMALL_BUDGET
    assert timeline.line.keyframes.spacing > 16


def test_a_new_learning_rate_forgets_what_was_recorded_beyond():
    timeline = recorded(Spec(), SMALL_BUDGET)
    timeline.seek(500)
    before = timeline.state()

    timeline.edit([Edit(timeline.index, 0.001)])

    assert timeline.recorded == 500
    assert_same(timeline.state(), before)
    timeline.advance(100)
    stepper = Stepper(Spec(), *rows())
    stepper.advance(500)
    stepper.set_learning_rate(0.001)
    stepper.advance(100)
    assert_same(timeline.state(), stepper.state())


def test_history_has_a_point_for_every_epoch_and_none_twice():
    timeline = Timeline(Spec(), *rows())
    at_once(timeline.evaluating_with(scores(lambda epoch: Point(epoch, 0.5, None, None, None))))
    timeline.advance(5 * timeline.schedule.steps_per_epoch)
    timeline.seek(0)

    timeline.advance(7 * timeline.schedule.steps_per_epoch)

    assert [point.epoch for point in timeline.history.points] == list(range(8))


def test_whoever_goes_on_from_the_past_leaves_out_no_epoch_however_far_apart_keyframes_are():
    timeline = Timeline(decode("{}", Spec), *rows())
    at_once(timeline.evaluating_with(scores(lambda epoch: Point(epoch, 0.5, None, None, None))))
    each = timeline.schedule.end(1)
    timeline.advance(each - 2)
    timeline.line.keyframes.spacing = 1024

    timeline.seek(each - 4)
    timeline.advance(each)

    assert [point.epoch for point in timeline.history.points] == [0, 1]


def test_training_stops_at_the_epoch_that_is_good_enough():
    timeline = Timeline(Spec(), *rows())
    at_once(timeline.evaluating_with(scores(lambda epoch: Point(epoch, 0.5, None, epoch / 10, None))))
    each = timeline.schedule.steps_per_epoch

    timeline.advance(100 * each, lambda point: (point.train_accuracy or 0) >= 0.3)

    assert timeline.index == 3 * each
    assert ("loss", 3) in timeline.state().arrays


DIVERGING = (
    '{"hidden": [{"units": 3, "activation": "relu"}], "output_activation": "linear",'
    ' "optimizer": {"kind": "sgd", "learning_rate": 500}}'
)


def test_a_run_that_diverges_ends_at_its_last_finite_step():
    timeline = Timeline(decode(DIVERGING, Spec), *rows())

    with pytest.raises(Diverged) as caught:
        timeline.advance(100_000)

    assert timeline.recorded == timeline.index == caught.value.position.index - 1
    assert all(np.isfinite(array).all() for array in timeline.state().arrays.values())


def test_a_diverged_run_can_be_travelled_and_diverges_again_at_the_same_step():
    timeline = Timeline(decode(DIVERGING, Spec), *rows())
    with pytest.raises(Diverged) as first:
        timeline.advance(100_000)
    timeline.seek(5)

    with pytest.raises(Diverged) as second:
        timeline.advance(100_000)

    assert second.value.position == first.value.position
    assert timeline.index == first.value.position.index - 1
