"""However a run gets to a step (one by one, in leaps, from a keyframe), it has the same bits there."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import stepper as stepping
from app.engine.activations import ACTIVATIONS
from app.engine.steps import Diverged
from tests.engine.runs import stepper_of, table, trainer_of
from tests.engine.strategies import runs

leaps = st.lists(st.integers(1, 40), min_size=1, max_size=6)


def differences(found, expected):
    """Name what two states differ in."""
    assert found.arrays.keys() == expected.arrays.keys()
    named = [key for key in found.arrays if not np.array_equal(found.arrays[key], expected.arrays[key])]
    named += ["core"] if not np.array_equal(found.core, expected.core) else []
    named += [
        name for name in ("position", "made", "aside") if getattr(found, name) != getattr(expected, name)
    ]
    return named


def stepped(fields, steps):
    """Give the states of a run made one propagation at a time, and where it diverges."""
    trainer = trainer_of(fields)
    states = [trainer.start()]
    try:
        for _ in range(steps):
            states.append(trainer.step(states[-1]))
    except Diverged as diverged:
        return states, str(diverged)
    return states, None


def assert_same_leaps(stepper, leaps, states, diverged):
    """Leap along a run and compare every landing; nothing is landed on beyond a divergence."""
    for leap in leaps:
        target = stepper.index + leap
        if target < len(states):
            stepper.advance(leap)
            assert differences(stepper.state(), states[target]) == []
        else:
            with pytest.raises(Diverged) as raised:
                stepper.advance(leap)
            assert str(raised.value) == diverged
            assert differences(stepper.state(), states[-1]) == []
            return


@settings(max_examples=60)
@given(runs(), leaps)
def test_leaps_land_on_the_bits_of_single_steps(fields, leaps):
    states, diverged = stepped(fields, sum(leaps))

    assert_same_leaps(stepper_of(fields), leaps, states, diverged)


@settings(max_examples=30)
@given(runs(), leaps)
def test_looking_at_every_number_changes_none(fields, leaps):
    states, diverged = stepped(fields, sum(leaps))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stepping, "CALM", 0.0)
        assert_same_leaps(stepper_of(fields), leaps, states, diverged)


@settings(max_examples=30)
@given(runs(), st.integers(1, 6))
def test_straight_training_keeps_the_parameters_and_memories_of_single_steps(fields, batches):
    stepper = stepper_of(fields)
    each = stepper.schedule.steps_per_batch
    states, diverged = stepped(fields, (batches + 1) * each)
    if diverged:
        return

    stepper.train(batches)
    assert np.array_equal(stepper.core(), states[batches * each + 1].core)

    stepper.advance(each)
    assert differences(stepper.state(), states[(batches + 1) * each]) == []


@settings(max_examples=30)
@given(runs(), st.integers(0, 30), st.integers(1, 30))
def test_a_run_goes_on_from_any_state_as_if_it_had_stayed(fields, at, steps):
    states, _ = stepped(fields, at + steps)
    again, state = trainer_of(fields), states[min(at, len(states) - 1)]

    for expected in states[state.position.index + 1 :]:
        state = again.step(state)
        assert differences(state, expected) == []


@settings(max_examples=30)
@given(runs(), st.lists(st.integers(0, 40), min_size=2, max_size=8))
def test_steps_can_be_taken_from_states_in_any_order(fields, order):
    states, _ = stepped(fields, 41)
    trainer = trainer_of(fields)

    for at in order:
        if at + 1 < len(states):
            assert differences(trainer.step(states[at]), states[at + 1]) == []


@settings(max_examples=30)
@given(runs(), st.integers(0, 4), st.integers(0, 40))
def test_a_keyframe_leads_to_the_bits_of_having_stayed(fields, batch, steps):
    stepper = stepper_of(fields)
    each = stepper.schedule.steps_per_batch
    states, _ = stepped(fields, (batch + 1) * each + steps)
    if len(states) <= (batch + 1) * each + steps:
        return
    stepper.advance(batch * each + steps)
    elsewhere = stepper_of(fields)
    elsewhere.advance(batch * each)
    keyframe = elsewhere.core()

    stepper.restore(keyframe, batch)
    stepper.advance(each + steps)

    assert differences(stepper.state(), states[(batch + 1) * each + steps]) == []


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_looking_closely_after_every_step_and_change_of_rate_changes_nothing(name):
    fields = {
        "data": table([[1.0, 2.0], [3.0, -1.0], [0.5, 0.2]], [[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]]),
        "hidden": [{"units": 3, "activation": name}] * 2,
        "output_activation": name,
        "optimizer": {"kind": "adam", "learning_rate": 0.1},
        "batch_size": 2,
    }
    plain, closely = stepper_of(fields), stepper_of(fields)
    for rate in (0.1, 0.1, 0.02, 0.3) * 12:
        plain.advance(1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(stepping, "CALM", 0.0)
            closely.advance(1)
        assert differences(closely.state(), plain.state()) == []

        plain.set_learning_rate(rate)
        closely.set_learning_rate(rate)


@settings(max_examples=30)
@given(runs(), st.integers(0, 40))
def test_what_is_done_to_a_states_arrays_does_not_reach_the_run(fields, at):
    states, _ = stepped(fields, at + 1)
    trainer, state = trainer_of(fields), None
    for expected in states:
        state = trainer.step(state) if state else trainer.start()
        kept = {key: array.copy() for key, array in state.arrays.items()}
        for array in state.arrays.values():
            array[...] = 1e6
        assert all(np.array_equal(kept[key], expected.arrays[key]) for key in kept)


@settings(max_examples=20)
@given(runs(), st.integers(1, 40))
def test_a_state_stays_as_it_was_while_the_run_goes_on(fields, steps):
    stepper = stepper_of(fields)
    state = stepper.state()
    kept = {key: array.copy() for key, array in state.arrays.items()}

    try:
        stepper.advance(steps)
    except Diverged:
        return

    assert all(np.array_equal(kept[key], state.arrays[key]) for key in kept)


@settings(max_examples=20)
@given(runs(), st.integers(1, 40))
def test_a_run_is_a_function_of_its_specification(fields, steps):
    first, diverged = stepped(fields, steps)
    second, again = stepped(fields, steps)

    assert diverged == again
    assert all(differences(*pair) == [] for pair in zip(first, second, strict=True))
