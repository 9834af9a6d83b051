"""An evaluator measures rows of its own with a network's present parameters."""

import numpy as np
import pytest

from app.engine.evaluator import Evaluator
from tests.engine.runs import stepper_of, table

ROWS = Evaluator.MOST_ROWS * 2 + 3
RANDOM = np.random.default_rng(6)
X = RANDOM.normal(size=(ROWS, 2))


def stepper(output_activation="linear", outputs=1, loss="squared_error"):
    return stepper_of(
        {
            "data": table(X[:6], np.eye(outputs)[RANDOM.integers(outputs, size=6)]),
            "hidden": [{"units": 3, "activation": "tanh"}],
            "output_activation": output_activation,
            "loss": loss,
            "optimizer": {"kind": "sgd", "learning_rate": 0.1},
        }
    )


def output_of(stepper, x):
    """Give the linear output by the formula."""
    arrays = stepper.state().arrays
    hidden = np.tanh(x @ arrays["w", 1] + arrays["b", 1])
    return hidden @ arrays["w", 2] + arrays["b", 2]


def test_losses_are_each_rows_own_over_any_number_of_rows():
    run, y = stepper(), RANDOM.normal(size=(ROWS, 1))

    losses = Evaluator(run.parameters, X, y).losses()

    assert losses == pytest.approx((output_of(run, X) - y)[:, 0] ** 2 / 2)


def test_the_score_is_the_mean_loss_over_all_rows():
    run, y = stepper(), RANDOM.normal(size=(ROWS, 1))
    evaluator = Evaluator(run.parameters, X, y)

    loss, accuracy = evaluator.score(None)

    assert loss == pytest.approx(evaluator.losses().mean())
    assert accuracy is None


def test_it_follows_the_parameters_and_leaves_the_run_alone():
    run, alone = stepper(), stepper()
    evaluator = Evaluator(run.parameters, X, np.zeros((ROWS, 1)))
    for _ in range(40):
        evaluator.score(None)
        run.advance(1)
    alone.advance(40)

    assert evaluator.activations()[-1][0] == pytest.approx(output_of(run, X)[:, 0])
    state, expected = run.state().arrays, alone.state().arrays
    assert all(np.array_equal(state[key], expected[key]) for key in expected)


def test_activations_are_every_layers_units_by_rows():
    hidden, output = Evaluator(stepper().parameters, X, np.zeros((ROWS, 1))).activations()

    assert (hidden.shape, output.shape) == ((3, ROWS), (1, ROWS))


def test_one_output_is_right_on_the_targets_side_of_the_threshold():
    run = stepper()
    output = output_of(run, X)
    threshold = float(np.median(output)) + 1e-6
    y = np.where(output > threshold, 1e6, -1e6)
    y[:100] *= -1

    assert Evaluator(run.parameters, X, y).score(threshold)[1] == pytest.approx(1 - 100 / ROWS)


def test_several_outputs_are_right_where_the_largest_is_the_targets():
    run = stepper("softmax", outputs=3, loss="categorical_cross_entropy")
    largest = output_of(run, X).argmax(axis=1)
    y = np.eye(3)[np.concatenate([(largest[:100] + 1) % 3, largest[100:]])]

    assert Evaluator(run.parameters, X, y).score(0.5)[1] == pytest.approx(1 - 100 / ROWS)


def test_an_output_right_at_the_threshold_stands_for_yes():
    run = stepper_of(
        {
            "data": table([[1.0], [2.0]], [[0.5], [0.5]]),
            "hidden": [],
            "output_activation": "linear",
            "parameters": [{"w": [[0.0]], "b": [0.5]}],
        }
    )

    def accuracy(y):
        return Evaluator(run.parameters, np.ones((1, 1)), np.array([[y]])).score(0.5)[1]

    assert (accuracy(1.0), accuracy(0.5), accuracy(0.0)) == (1.0, 1.0, 0.0)
