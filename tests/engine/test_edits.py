"""Edits: what a run becomes by them, in the one way there is to write them down."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.engine import BadInput, Spec, Stepper, decode
from app.engine.edits import (
    Edit,
    LayerActivation,
    LayerDropout,
    Parameter,
    canonical,
    check_edits,
    counted_from,
    differences,
    edited,
    scheduled_from,
    spec_at,
)
from app.engine.spec import OptimizerSpec, ScheduleSpec
from tests.playback.changing import BETWEEN, RATES

ADAM, SGD = OptimizerSpec("adam", 0.02), OptimizerSpec("sgd", 0.02)
STEPS = 11


def rows() -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(5)
    return generator.normal(size=(40, 2)), np.sign(generator.normal(size=(40, 1)))


def changed(text: str, after: Spec, batches: int = 3, *by_hand: Parameter) -> Stepper:
    """A run that goes on by another specification after some mini-batches."""
    stepper = Stepper(decode(text, Spec), *rows())
    stepper.advance(batches * STEPS)
    stepper.change(after, by_hand)
    return stepper


EDITS = st.lists(
    st.builds(
        lambda at, what: Edit(at * STEPS, **what),
        st.integers(0, 6),
        st.sampled_from((*RATES, *BETWEEN)),
    ),
    max_size=8,
)


@given(edits=EDITS)
def test_the_same_course_is_written_in_one_way(edits):
    course = canonical(Spec(), edits)

    assert canonical(Spec(), course) == course
    assert list(course) == sorted(course, key=lambda edit: edit.index)
    for index in range(0, 7 * STEPS, STEPS):
        assert spec_at(Spec(), course, index) == spec_at(
            Spec(), sorted(edits, key=lambda edit: edit.index), index
        )


@given(edits=EDITS, here=st.integers(0, 80), what=st.sampled_from(BETWEEN))
def test_a_new_edit_holds_from_its_step_and_nothing_is_left_to_come(edits, here, what):
    course = canonical(Spec(), edits)
    begun = here - here % STEPS
    wished = spec_at(spec_at(Spec(), course, here), [Edit(0, **what)], 0)
    new = differences(spec_at(Spec(), course, here), wished, begun)

    after = edited(Spec(), course, here, new)

    assert spec_at(Spec(), after, here) == wished
    assert all(edit.index <= here for edit in after)


def test_a_new_learning_rate_is_taken_up_by_the_optimizer_that_came_in_at_that_step():
    course = edited(Spec(), (Edit(11, optimizer=ADAM),), 11, [Edit(11, learning_rate=0.5)])

    assert course == (Edit(11, optimizer=replace(ADAM, learning_rate=0.5)),)


def test_another_optimizer_puts_an_end_to_learning_rates_set_within_its_first_mini_batch():
    course = edited(Spec(), (Edit(15, 0.5),), 17, [Edit(11, optimizer=ADAM)])

    assert course == (Edit(11, optimizer=ADAM),)


def test_what_cannot_change_on_the_way_makes_no_edits():
    for text in ('{"seed": 8}', '{"use_biases": false}', '{"hidden": [{"units": 4}]}', '{"loss": "huber"}'):
        assert differences(Spec(), decode(text, Spec), 0) is None


def test_updates_are_counted_from_where_the_optimizers_kind_came_in():
    edits = (Edit(11, optimizer=ADAM), Edit(22, optimizer=replace(ADAM, beta_1=0.5)), Edit(33, optimizer=SGD))

    assert [counted_from(Spec(), edits, index) for index in (0, 11, 30, 40)] == [0, 11, 11, 33]


def test_an_optimizer_that_comes_in_begins_as_at_the_start_of_a_run():
    stepper = changed("{}", replace(Spec(), optimizer=ADAM))
    weights = stepper.parameters.flat.w.copy()

    stepper.advance(STEPS)

    arrays = stepper.state().arrays
    assert arrays["t", 1] == 1
    assert not arrays["old_m_w", 1].any()
    gradient = arrays["grad_w", 1]
    moved = arrays["w", 1] - weights[:8].reshape(2, 4)
    assert np.allclose(moved, -ADAM.learning_rate * gradient / (np.abs(gradient) + 1e-8))


def test_a_schedules_epochs_are_counted_from_where_its_kind_came_in():
    one, other = ScheduleSpec("step"), ScheduleSpec("cosine")
    edits = (Edit(11, schedule=one), Edit(22, schedule=replace(one, every=2.0)), Edit(33, schedule=other))

    assert [scheduled_from(Spec(), edits, index) for index in (0, 11, 30, 40)] == [0, 11, 11, 33]


def test_a_schedule_that_comes_in_counts_the_epoch_under_way_as_its_first():
    batches = 4
    stepper = changed("{}", replace(Spec(), schedule=ScheduleSpec("step", every=1.0)), 2 * batches + 1)
    rates = []
    for _ in range(batches):
        stepper.advance(STEPS)
        rates.append(float(stepper.state().arrays["eta", 1]))

    assert rates == [0.03] * (batches - 1) + [0.015]


def test_a_schedule_of_the_same_kind_counts_on():
    schedule = ScheduleSpec("inverse_time")
    before = '{"schedule": {"kind": "inverse_time"}}'
    stepper = changed(before, replace(Spec(), schedule=replace(schedule, slowing=1.0)), 8)

    stepper.advance(STEPS)

    arrays = stepper.state().arrays
    assert (arrays["epochs", 1], arrays["eta", 1]) == (2.0, 0.01)


def test_an_optimizer_of_the_same_kind_remembers():
    before = '{"optimizer": {"kind": "momentum", "learning_rate": 0.03}}'
    stepper = changed(before, replace(Spec(), optimizer=OptimizerSpec("momentum", 0.03, momentum=0.5)))
    velocity = stepper.parameters.flat.memory["velocity"].copy()

    stepper.advance(STEPS)

    assert velocity.any()
    assert np.array_equal(stepper.state().arrays["old_velocity_w", 1].ravel(), velocity[:8])


def test_there_is_no_pass_to_be_seen_where_something_has_changed():
    after = replace(Spec(), hidden=(replace(Spec().hidden[0], activation="relu"), Spec().hidden[1]))

    state = changed("{}", after).state()

    assert (state.position.index, state.position.phase) == (3 * STEPS, "start")
    assert {name for name, _ in state.arrays} == {"w", "b"}


def test_another_activation_is_the_one_that_is_run():
    after = replace(Spec(), hidden=(replace(Spec().hidden[0], activation="relu"), Spec().hidden[1]))
    stepper = changed("{}", after)

    stepper.advance(2)

    arrays = stepper.state().arrays
    assert np.array_equal(arrays["a", 1], np.maximum(arrays["z", 1], 0.0))


def test_the_outputs_activation_is_that_of_the_last_layer():
    after = replace(Spec(), output_activation="linear")
    course = differences(Spec(), after, 33)
    stepper = changed("{}", after)

    stepper.advance(4)

    arrays = stepper.state().arrays
    assert course == (Edit(33, activation=LayerActivation(3, "linear")),)
    assert spec_at(Spec(), course, 33) == after
    assert np.array_equal(arrays["a", 3], arrays["z", 3])


def test_the_output_of_a_loss_that_goes_with_one_activation_has_no_other():
    bound = decode('{"output_activation": "sigmoid", "loss": "binary_cross_entropy"}', Spec)
    network = Stepper(bound, *rows()).network

    with pytest.raises(BadInput, match=r"edits.0.activation.activation: should be sigmoid when loss is"):
        check_edits((Edit(0, activation=LayerActivation(3, "tanh")),), network, STEPS, True)
    check_edits((Edit(0, activation=LayerActivation(3, "sigmoid")),), network, STEPS, True)


def test_parameters_are_set_by_hand():
    stepper = changed("{}", Spec(), 3, Parameter(1, 1, 2, 0.75), Parameter(3, None, 0, -0.5))

    arrays = stepper.state().arrays
    assert (arrays["w", 1][1, 2], arrays["b", 3][0]) == (0.75, -0.5)


def test_a_weight_that_a_penalty_has_put_to_rest_is_awake_when_set_by_hand():
    text = '{"regularization": {"kind": "l1", "rate": 3.0}}'
    stepper = changed(text, decode(text, Spec), 20)
    dead = np.argwhere(stepper.parameters.by_layer(stepper.parameters.flat.memory["dead"], 1)[:-1])
    unit_in, unit = map(int, dead[0])

    stepper.change(decode(text, Spec), [Parameter(1, unit_in, unit, 5.0)])
    stepper.advance(STEPS)

    assert stepper.state().arrays["step_w", 1][unit_in, unit] != 0


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Edit(12, optimizer=ADAM), "edits.0.index: should be a multiple of 11, got 12"),
        (Edit(0, activation=LayerActivation(4, "relu")), "edits.0.activation.layer: should be at most 3"),
        (Edit(0, dropout=LayerDropout(3, 0.1)), "edits.0.dropout.layer: should be at most 2"),
        (Edit(0, dropout=LayerDropout(3, 0.5)), "edits.0.dropout.layer: should be at most 2"),
        (Edit(0, parameter=Parameter(4, 0, 0, 1.0)), "edits.0.parameter.layer: should be at most 3"),
        (Edit(0, parameter=Parameter(1, 2, 0, 1.0)), "edits.0.parameter.unit_in: should be at most 1"),
        (Edit(0, parameter=Parameter(3, None, 1, 1.0)), "edits.0.parameter.unit_out: should be at most 0"),
    ],
)
def test_an_edit_that_a_network_cannot_have_is_refused(edit, message):
    stepper = Stepper(Spec(), *rows())

    with pytest.raises(BadInput, match=message):
        check_edits([edit], stepper.network, STEPS, use_biases=True)


def test_a_bias_of_a_network_without_stays_0():
    stepper = Stepper(Spec(), *rows())

    with pytest.raises(BadInput, match="should be 0 when use_biases is false"):
        check_edits([Edit(0, parameter=Parameter(1, None, 0, 1.0))], stepper.network, STEPS, use_biases=False)
