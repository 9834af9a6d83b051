"""Optimizers and penalties turn a gradient into the step that their formulas say."""

import numpy as np
import pytest

from app.engine.optimizers import OPTIMIZERS
from app.engine.penalties import PENALTIES
from tests.engine.differences import TOLERANCE, central_difference
from tests.engine.runs import stepper_of, table

UPDATES = 5
RATE = 0.1


def decayed(values, decay):
    """Give Σ decayᵏ · value, the latest with k = 0."""
    return sum(decay**k * value for k, value in enumerate(reversed(values)))


def average(values, decay):
    """Give the mean weighed by decayᵏ: what Adam's correction makes of its moving averages."""
    return decayed(values, decay) / sum(decay**k for k in range(len(values)))


def adam(g):
    return average(g, 0.9) / (np.sqrt(average([each**2 for each in g], 0.999)) + 1e-8)


def nadam(g):
    mus = [0.9 * (1 - 0.96 ** (0.004 * t) / 2) for t in range(1, len(g) + 2)]
    product = np.prod(mus[:-1])
    ahead = mus[-1] * 0.1 * decayed(g, 0.9) / (1 - product * mus[-1])
    here = (1 - mus[-2]) * g[-1] / (1 - product)
    return (ahead + here) / (np.sqrt(average([each**2 for each in g], 0.999)) + 1e-8)


# The step over −η, by the gradients so far (the latest last), the parameters and η.
STEPS = {
    "sgd": lambda g, p: g[-1],
    "momentum": lambda g, p: decayed(g, 0.9),
    "nesterov": lambda g, p: g[-1] + 0.9 * decayed(g, 0.9),
    "rmsprop": lambda g, p: g[-1] / (np.sqrt(0.01 * decayed([each**2 for each in g], 0.99)) + 1e-8),
    "adagrad": lambda g, p: g[-1] / (np.sqrt(decayed([each**2 for each in g], 1.0)) + 1e-10),
    "adam": lambda g, p: adam(g),
    "adamw": lambda g, p: adam(g) + 0.01 * p,
    "nadam": lambda g, p: nadam(g),
    "lion": lambda g, p: np.sign(0.009 * decayed(g[:-1], 0.99) + 0.1 * g[-1]),
}
VALUES = {
    "none": lambda w: 0.0 * w,
    "l1": lambda w: np.abs(w),
    "l2": lambda w: w**2 / 2,
}


@pytest.fixture(params=OPTIMIZERS)
def optimizer(request):
    return request.param


@pytest.fixture(params=PENALTIES)
def penalty(request):
    return request.param


def quadratic(optimizer="sgd", penalty="none", rate=0.0):
    """Fit a plane to four points: the loss is quadratic in its two weights and its bias."""
    return stepper_of(
        {
            "data": table([[1.0, 2.0], [-2.0, 1.0], [3.0, 0.5], [0.0, -1.0]], [[1.0], [3.0], [-2.0], [0.5]]),
            "hidden": [],
            "output_activation": "linear",
            "optimizer": {"kind": optimizer, "learning_rate": RATE},
            "regularization": {"kind": penalty, "rate": rate},
            "parameters": [{"w": [[0.7], [-1.3]], "b": [0.4]}],
            "batch_size": 4,
        }
    )


def updates(stepper, count=UPDATES):
    """Give the parameters before each update, and what is known after it."""
    for _ in range(count):
        before = stepper.state().arrays
        stepper.advance(stepper.schedule.steps_per_batch)
        yield before, stepper.state().arrays


@pytest.mark.parametrize("part", ["w", "b"])
@pytest.mark.parametrize("optimizer", STEPS)
def test_steps_on_a_quadratic_are_those_of_the_formula(optimizer, part):
    gradients = []
    for before, after in updates(quadratic(optimizer)):
        gradients.append(after[f"grad_{part}", 1])

        expected = -RATE * STEPS[optimizer](gradients, before[part, 1])
        assert after[f"step_{part}", 1] == pytest.approx(expected, rel=1e-12)
        assert after[part, 1] == pytest.approx(before[part, 1] + expected, rel=1e-12)


@pytest.mark.parametrize("optimizer", STEPS)
def test_a_changed_learning_rate_scales_the_next_step_and_forgets_nothing(optimizer):
    stepper, gradients = quadratic(optimizer), []
    for rate in (0.1, 0.02, 0.3, 0.1, 0.05):
        stepper.set_learning_rate(rate)
        ((before, after),) = updates(stepper, 1)
        gradients.append(after["grad_w", 1])

        expected = -rate * STEPS[optimizer](gradients, before["w", 1])
        assert after["step_w", 1] == pytest.approx(expected, rel=1e-12)


def test_every_optimizer_comes_nearer_to_the_minimum(optimizer):
    stepper = quadratic(optimizer)
    losses = [after["loss", 1].mean() for _, after in updates(stepper, 200)]

    assert losses[-1] < losses[0] / 4


def test_adams_first_step_is_the_learning_rate_against_the_gradients_sign():
    for name in ("adam", "adamw"):
        ((before, after),) = updates(quadratic(name), 1)
        shrunk = 0.01 * before["w", 1] if name == "adamw" else 0.0

        assert after["step_w", 1] == pytest.approx(-RATE * (np.sign(after["grad_w", 1]) + shrunk), rel=1e-7)


def test_a_penaltys_slope_agrees_with_a_central_difference(penalty):
    ((before, after),) = updates(quadratic("sgd", penalty, rate=0.25), 1)

    found = after.get(("penalty_w", 1), np.zeros((2, 1)))

    value = PENALTIES[penalty].value or (lambda w, rate: 0.0 * w)
    numeric = central_difference(lambda w: value(w, 0.25).sum(), before["w", 1])
    assert found.ravel() == pytest.approx(numeric, rel=TOLERANCE, abs=TOLERANCE)


@pytest.mark.parametrize("penalty", VALUES)
def test_a_penalty_costs_what_its_formula_says(penalty):
    w = np.array([-1.5, 0.0, 0.25, 3.0])
    value = PENALTIES[penalty].value or (lambda w, rate: 0.0 * w)

    assert value(w, 0.25) == pytest.approx(0.25 * VALUES[penalty](w), rel=1e-15)


def test_a_penalty_joins_in_the_update_and_not_in_the_gradient(penalty):
    ((_, plain),) = updates(quadratic("sgd"), 1)
    ((_, after),) = updates(quadratic("sgd", penalty, rate=0.25), 1)

    for name in ("delta", "grad_w", "grad_b"):
        assert np.array_equal(after[name, 1], plain[name, 1])
    joined = after["grad_w", 1] + after.get(("penalty_w", 1), 0.0)
    assert after["step_w", 1] == pytest.approx(-RATE * joined, rel=1e-12)


def test_a_penalty_leaves_biases_alone(optimizer, penalty):
    ((_, plain),) = updates(quadratic(optimizer), 1)
    ((_, after),) = updates(quadratic(optimizer, penalty, rate=0.25), 1)

    assert np.array_equal(after["step_b", 1], plain["step_b", 1])


def test_a_penalty_at_rate_zero_changes_nothing(optimizer, penalty):
    plain = list(updates(quadratic(optimizer)))
    for (_, after), (_, expected) in zip(updates(quadratic(optimizer, penalty)), plain, strict=True):
        for name in ("w", "b"):
            assert np.array_equal(after[name, 1], expected[name, 1])


def test_l2_alone_shrinks_weights_by_the_same_factor_each_time():
    stepper = stepper_of(
        {
            "data": table([[0.0, 0.0]], [[0.0]]),
            "hidden": [],
            "output_activation": "linear",
            "optimizer": {"kind": "sgd", "learning_rate": RATE},
            "regularization": {"kind": "l2", "rate": 0.5},
            "parameters": [{"w": [[0.7], [-1.3]], "b": [0.0]}],
        }
    )
    for count, (_, after) in enumerate(updates(stepper), start=1):
        assert after["w", 1] == pytest.approx(
            (1 - RATE * 0.5) ** count * np.array([[0.7], [-1.3]]), rel=1e-14
        )


def test_a_table_names_its_records_by_their_names():
    for records in (OPTIMIZERS, PENALTIES):
        assert [record.name for record in records.values()] == list(records)


def test_the_rules_here_are_of_records_that_are_there():
    assert STEPS.keys() <= OPTIMIZERS.keys()
    assert VALUES.keys() <= PENALTIES.keys()
