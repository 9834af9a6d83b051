"""Schedules give every update the learning rate that their formulas say, and the steps have it."""

import math

import numpy as np
import pytest

from app.engine import BadInput
from app.engine.optimizers import OPTIMIZERS
from app.engine.rates import SCHEDULES
from tests.engine.runs import spec_of, stepper_of, table

ETA_0 = 0.2
BATCHES = 3
"""Mini-batches in an epoch: two of two rows, and one of the row that is left."""
X, Y = [[1.0], [2.0], [-1.0], [0.5], [3.0]], [[1.0], [0.0], [2.0], [1.0], [-1.0]]


def epochs(number):
    """Give the epochs gone before a mini-batch, by the rows that are through."""
    return number // BATCHES + number % BATCHES * 2 / len(X)


# The learning rate over η₀, by the epochs gone.
SHARES = {
    "constant": ({}, lambda e: 1.0),
    "step": ({"gamma": 0.1, "every": 2.0}, lambda e: 0.1 ** (e // 2)),
    "exponential": ({"gamma": 0.5}, lambda e: 0.5**e),
    "inverse_time": ({"slowing": 2.0}, lambda e: 1 / (1 + 2 * e)),
    "cosine": ({"span": 2.0}, lambda e: (1 + math.cos(math.pi * e / 2)) / 2 if e < 2 else 0.0),
    "cosine_restarts": ({"span": 2.0}, lambda e: (1 + math.cos(math.pi * (e % 2) / 2)) / 2),
    "warm_up": ({"first": 0.4, "rise": 2.0}, lambda e: 0.4 + 0.6 * e / 2 if e < 2 else 1.0),
    "warm_up_cosine": (
        {"first": 0.4, "rise": 1.0, "span": 2.0},
        lambda e: 0.4 + 0.6 * e if e < 1 else (1 + math.cos(math.pi * min((e - 1) / 2, 1))) / 2,
    ),
}


def scheduled(kind="step", optimizer="sgd", **constants):
    return {
        "data": table(X, Y),
        "hidden": [{"units": 2, "activation": "tanh"}],
        "output_activation": "linear",
        "batch_size": 2,
        "optimizer": {"kind": optimizer, "learning_rate": ETA_0},
        "schedule": {"kind": kind, **constants},
    }


def updates(stepper, count):
    """Give what is known after each update."""
    for _ in range(count):
        stepper.advance(stepper.schedule.steps_per_batch)
        yield stepper.state().arrays


def test_every_schedule_is_tried():
    assert set(SHARES) == set(SCHEDULES)


@pytest.mark.parametrize("kind", SHARES)
def test_every_update_has_the_rate_of_its_schedule(kind):
    constants, share = SHARES[kind]
    stepper = stepper_of(scheduled(kind, **constants))

    for number, arrays in enumerate(updates(stepper, 5 * BATCHES)):
        rate = arrays["eta", 1]
        assert rate == pytest.approx(ETA_0 * share(epochs(number)), rel=1e-12, abs=1e-15), number
        for layer in (1, 2):
            np.testing.assert_allclose(
                arrays["step_w", layer], -rate * arrays["grad_w", layer], rtol=1e-12, atol=1e-15
            )


@pytest.mark.parametrize("kind", SCHEDULES)
def test_the_epochs_gone_are_told_where_the_rate_depends_on_them(kind):
    (*_, arrays) = updates(stepper_of(scheduled(kind)), BATCHES + 2)

    told = {float(arrays["epochs", layer]) for layer in (1, 2) if ("epochs", layer) in arrays}
    assert told == (set() if kind == "constant" else {epochs(BATCHES + 1)})


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_scheduled_step_is_that_of_the_same_rate_set_by_hand(optimizer):
    scheduling = stepper_of(scheduled("exponential", optimizer, gamma=0.5))
    by_hand = stepper_of(scheduled("constant", optimizer))
    for number in range(2 * BATCHES):
        by_hand.set_learning_rate(ETA_0 * 0.5 ** epochs(number))
        ((one,), (other,)) = (list(updates(stepper, 1)) for stepper in (scheduling, by_hand))
        for layer in (1, 2):
            assert (one["w", layer] == other["w", layer]).all(), number


def test_training_makes_the_steps_that_single_steps_make():
    one, other = (stepper_of(scheduled("warm_up_cosine", "adam")) for _ in range(2))
    one.advance(7 * one.schedule.steps_per_batch)
    for _ in range(7 * other.schedule.steps_per_batch):
        other.step()

    assert (one.core() == other.core()).all()


def test_a_changed_learning_rate_is_what_the_schedule_scales_on():
    stepper = stepper_of(scheduled("step", gamma=0.1, every=1.0))
    list(updates(stepper, BATCHES))
    stepper.set_learning_rate(7.0)

    (arrays,) = updates(stepper, 1)

    assert arrays["eta", 1] == pytest.approx(0.7)


def test_of_a_pass_under_way_the_new_rate_is_scaled_too():
    stepper = stepper_of(scheduled("step", gamma=0.1, every=1.0))
    stepper.advance(BATCHES * stepper.schedule.steps_per_batch + 2)
    stepper.set_learning_rate(7.0)
    stepper.advance(stepper.schedule.steps_per_batch - 2)

    assert stepper.state().arrays["eta", 1] == pytest.approx(0.7)
    assert stepper.last_rate == pytest.approx(0.7)


def test_a_step_decays_at_the_very_update_that_begins_an_epoch():
    stepper = stepper_of(scheduled("step", gamma=0.5, every=1.0))

    rates = [float(arrays["eta", 1]) for arrays in updates(stepper, 2 * BATCHES)]

    assert rates == [ETA_0] * BATCHES + [ETA_0 / 2] * BATCHES


@pytest.mark.parametrize(
    ("schedule", "field"),
    [
        ({"kind": "slow"}, "schedule.kind"),
        ({"kind": "cosine", "gamma": 0.5}, "schedule.gamma"),
        ({"gamma": 0.5}, "schedule.gamma"),
        ({"kind": "step", "gamma": 0.0}, "schedule.gamma"),
        ({"kind": "step", "gamma": 1.01}, "schedule.gamma"),
        ({"kind": "step", "every": 0}, "schedule.every"),
        ({"kind": "warm_up", "first": 1.5}, "schedule.first"),
    ],
)
def test_what_a_schedule_does_not_know_is_refused(schedule, field):
    with pytest.raises(BadInput) as refusal:
        spec_of({"schedule": schedule})

    assert refusal.value.field == field


def test_a_run_without_a_schedule_is_one_at_a_constant_rate():
    assert spec_of({}).schedule.kind == "constant"
