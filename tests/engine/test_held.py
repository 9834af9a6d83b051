"""What a specification says is not trained stays as it started, whatever the optimizer and the penalty."""

import numpy as np
import pytest

from app.engine.optimizers import OPTIMIZERS
from app.engine.penalties import PENALTIES
from tests.engine.mazur import loss_after, mazur
from tests.engine.runs import stepper_of, table

GATHERED = {"velocity", "m", "v"}
"""Memories that are made of gradients."""
RANDOM = np.random.default_rng(3)
FIELDS = {
    "data": table(RANDOM.normal(size=(12, 2)), RANDOM.normal(size=(12, 1))),
    "hidden": [{"units": 3}, {"units": 3}],
    "output_activation": "linear",
    "initializer": "playground",
    "batch_size": 5,
}


def trained(fields, updates=7):
    """Give parameters, memories and last step before and after some updates."""
    stepper = stepper_of(FIELDS | fields)
    before = stepper.state().arrays
    stepper.train(updates)
    return before, stepper.state().arrays


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_frozen_layer_stays_and_the_others_learn(optimizer, penalty):
    before, after = trained(
        {
            "hidden": [{"units": 3}, {"units": 3, "frozen": True}],
            "optimizer": {"kind": optimizer},
            "regularization": {"kind": penalty, "rate": 0.01},
        }
    )

    for name in ("w", "b"):
        assert np.array_equal(after[name, 2], before[name, 2])
        assert not after[f"step_{name}", 2].any()
        for memory in GATHERED & set(OPTIMIZERS[optimizer].memory):
            assert not after[f"{memory}_{name}", 2].any()
        for layer in (1, 3):
            assert (after[name, layer] != before[name, layer]).all()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_biases_that_are_not_trained_stay_and_the_weights_learn(optimizer):
    before, after = trained({"train_biases": False, "optimizer": {"kind": optimizer}})

    for layer in (1, 2, 3):
        assert (after["b", layer] == 0.1).all()
        assert (after["w", layer] != before["w", layer]).all()


def test_without_biases_there_are_none_from_the_start():
    before, after = trained({"use_biases": False})

    for layer in (1, 2, 3):
        assert not before["b", layer].any()
        assert not after["b", layer].any()
        assert (after["w", layer] != before["w", layer]).all()


def test_step_by_step_is_as_held_as_at_once():
    fields = FIELDS | {"hidden": [{"units": 3, "frozen": True}], "train_biases": False}
    stepped, trained_at_once = stepper_of(fields), stepper_of(fields)

    stepped.advance(3 * stepped.schedule.steps_per_batch)
    trained_at_once.train(3)

    assert np.array_equal(stepped.core(), trained_at_once.core())


@pytest.mark.parametrize(
    ("updates", "loss", "digits"), [(1, 0.291027773694, 12), (10_000, 3.510187783e-05, 14)]
)
def test_mazurs_example_can_be_set_up_with_fixed_biases(updates, loss, digits):
    assert loss_after(mazur(), updates) == pytest.approx(loss, abs=0.5 * 10**-digits)
