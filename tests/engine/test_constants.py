"""An optimizer steps with the constants a specification sets, and with its usual ones elsewhere."""

import numpy as np
import pytest

from tests.engine.runs import stepper_of, table

RATE = 0.1
FIELDS = {
    "data": table([[1.0, 2.0], [-2.0, 1.0]], [[1.0], [3.0]]),
    "hidden": [],
    "output_activation": "linear",
    "batch_size": 2,
}


def steps(kind, updates=3, **constants):
    """Give each update's gradient, with the bias's below, and its step."""
    stepper = stepper_of(FIELDS | {"optimizer": {"kind": kind, "learning_rate": RATE, **constants}})
    made = []
    for _ in range(updates):
        stepper.advance(stepper.schedule.steps_per_batch)
        arrays = stepper.state().arrays
        made.append([np.append(arrays[f"{name}_w", 1], arrays[f"{name}_b", 1]) for name in ("grad", "step")])
    return made


def test_momentum_remembers_as_much_as_is_set():
    (g1, s1), (g2, s2), _ = steps("momentum", momentum=0.25)

    assert s1 == pytest.approx(-RATE * g1)
    assert s2 == pytest.approx(-RATE * (0.25 * g1 + g2))


def test_without_friction_nesterov_is_plain_descent():
    for g, step in steps("nesterov", momentum=0.0):
        assert step == pytest.approx(-RATE * g)


@pytest.mark.parametrize(
    ("kind", "constants"), [("adam", {"beta_1": 0.0, "beta_2": 0.0}), ("rmsprop", {"rho": 0.0})]
)
def test_without_memory_a_gradient_is_divided_by_its_size_and_epsilon(kind, constants):
    for g, step in steps(kind, epsilon=0.5, **constants):
        assert step == pytest.approx(-RATE * g / (np.abs(g) + 0.5))


def test_what_is_not_set_is_usual():
    usual = steps("adam", beta_1=0.9, beta_2=0.999, epsilon=1e-8)

    assert np.array_equal(usual, steps("adam"))
    assert not np.array_equal(usual, steps("adam", beta_1=0.8))
