"""Worked examples from the literature come out to the digits printed there."""

import numpy as np
import pytest

from app.engine.evaluator import Evaluator
from tests.engine.differences import part
from tests.engine.mazur import loss_after, mazur, sequential
from tests.engine.runs import stepper_of, table


def near(values, digits=9):
    """Agree to the digits printed."""
    return pytest.approx(np.array(values), abs=0.51 * 10**-digits, rel=0)


def after_one_mini_batch(stepper):
    """Give every number of the first mini-batch."""
    stepper.advance(stepper.schedule.steps_per_batch)
    return stepper.state().arrays


def loss_of(stepper, x, y):
    """Give the mean loss with the present parameters."""
    return Evaluator(stepper.parameters, np.array(x), np.array(y)).score(None)[0]


def test_mazurs_forward_pass():
    arrays = after_one_mini_batch(mazur())

    assert arrays["z", 1] == near([[0.3775, 0.3925]])
    assert arrays["a", 1] == near([[0.593269992, 0.596884378]])
    assert arrays["z", 2] == near([[1.105905967, 1.224921404]])
    assert arrays["a", 2] == near([[0.75136507, 0.772928465]])
    assert arrays["loss", 2] == near([0.298371109])


def test_mazurs_backward_pass():
    arrays = after_one_mini_batch(mazur())

    assert arrays["delta", 2] == near([[0.138498562, -0.038098237]])
    assert arrays["grad_w", 2] == near([[0.082167041, -0.022602540], [0.082667628, -0.022740242]])
    assert arrays["delta", 1] == near([[0.008771355, 0.009954255]])
    assert arrays["grad_w", 1] == near([[0.000438568, 0.000497713], [0.000877135, 0.000995425]])


def test_mazurs_weights_after_one_update():
    arrays = after_one_mini_batch(mazur())

    assert arrays["w", 1] == near([[0.149780716, 0.249751144], [0.199561432, 0.299502287]])
    assert arrays["w", 2] == near([[0.35891648, 0.51130127], [0.408666186, 0.561370121]])


def test_mazurs_error_after_one_update_is_that_of_the_old_weights():
    stepper = mazur()

    assert loss_after(stepper, 1) == near(0.291027773694, 12)


def test_mazurs_error_after_ten_thousand_updates_is_that_of_the_old_weights():
    stepper = mazur()

    assert loss_after(stepper, 10_000) == near(3.510187783e-05, 14)


def test_mazurs_error_with_weights_updated_too_early_is_another():
    assert sequential(1) == near(0.291027923905, 12)
    assert sequential(10_000) == near(3.508478630e-05, 14)


def han_and_kamber():
    return stepper_of(
        {
            "data": table([[1.0, 0.0, 1.0]], [[1.0]]),
            "hidden": [{"units": 2, "activation": "sigmoid"}],
            "output_activation": "sigmoid",
            "optimizer": {"kind": "sgd", "learning_rate": 0.9},
            "parameters": [
                {"w": [[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], "b": [-0.4, 0.2]},
                {"w": [[-0.3], [-0.2]], "b": [0.1]},
            ],
        }
    )


def test_han_and_kambers_outputs_and_errors():
    arrays = after_one_mini_batch(han_and_kamber())

    assert arrays["a", 1] == near([[0.331812228, 0.524979187]])
    assert arrays["a", 2] == near([[0.473888899]])
    assert -arrays["delta", 2] == near([[0.131169078]])
    assert -arrays["delta", 1] == near([[-0.008724562, -0.006542085]])


def test_han_and_kambers_weights_and_biases_after_one_update():
    arrays = after_one_mini_batch(han_and_kamber())

    assert arrays["w", 2] == near([[-0.260828846], [-0.138025068]])
    assert arrays["b", 2] == near([0.218052170])
    assert arrays["w", 1] == near(
        [[0.192147894, -0.305887877], [0.4, 0.1], [-0.507852106, 0.194112123]],
    )


def test_goodfellows_xor_by_hand_is_exact_and_its_units_at_zero_learn_nothing():
    x, y = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [[0.0], [1.0], [1.0], [0.0]]
    fields = {
        "data": table(x, y),
        "hidden": [{"units": 2, "activation": "relu"}],
        "output_activation": "linear",
        "parameters": [
            {"w": [[1.0, 1.0], [1.0, 1.0]], "b": [0.0, -1.0]},
            {"w": [[1.0], [-2.0]], "b": [0.0]},
        ],
        "shuffle": False,
    }

    arrays = after_one_mini_batch(stepper_of(fields))

    assert arrays["a", 2].ravel().tolist() == [0.0, 1.0, 1.0, 0.0]
    assert arrays["loss", 2].tolist() == [0.0] * 4
    elsewhere = after_one_mini_batch(stepper_of(fields | {"data": table(x, np.array(y) - 1.0)}))
    assert (elsewhere["z", 1] == 0.0).sum() == 3
    assert elsewhere["delta", 1].tolist() == [[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, -2.0]]


@pytest.mark.parametrize(
    ("loss", "rate", "start", "first", "printed", "digits"),
    [
        # By arithmetic of forty digits; single precision, whose 0.093955627 is also met, ends at the sixth.
        ("squared_error", 0.15, (0.6, 0.9), 0.82, 0.0939556949, 10),
        ("squared_error", 0.15, (2.0, 2.0), 0.98, 0.202848, 6),
        ("binary_cross_entropy", 0.005, (0.6, 0.9), 0.82, 0.417679, 6),
        ("binary_cross_entropy", 0.005, (2.0, 2.0), 0.98, 0.779587, 6),
    ],
)
def test_nielsens_neuron_learns_slowly_where_it_is_saturated(loss, rate, start, first, printed, digits):
    stepper = stepper_of(
        {
            "data": table([[1.0]], [[0.0]]),
            "hidden": [],
            "output_activation": "sigmoid",
            "loss": loss,
            "optimizer": {"kind": "sgd", "learning_rate": rate},
            "parameters": [{"w": [[start[0]]], "b": [start[1]]}],
        }
    )

    stepper.advance(2)
    assert stepper.state().arrays["a", 1] == near([[first]], 2)

    stepper.advance(300 * stepper.schedule.steps_per_batch)
    assert stepper.state().arrays["a", 1] == near([[printed]], digits)


def test_cs231ns_sigmoid_circuit():
    """The circuit's output is differentiated itself: a loss whose slope is 1 stands after it."""
    stepper = stepper_of(
        {
            "data": table([[-1.0, -2.0]], [[-5.0]]),
            "hidden": [],
            "output_activation": "sigmoid",
            "loss": "huber",
            "parameters": [{"w": [[2.0], [-3.0]], "b": [-3.0]}],
        }
    )

    arrays = after_one_mini_batch(stepper)

    assert arrays["a", 1] == near([[0.7310585786]], 10)
    assert arrays["grad_w", 1] == near([[-0.1966119332], [-0.3932238665]], 10)
    assert arrays["grad_b", 1] == near([0.1966119332], 10)


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_a_network_without_an_opinion_starts_at_the_logarithm_of_its_classes(classes):
    stepper = stepper_of(
        {
            "data": table([[0.5, -0.5], [1.0, 2.0]], np.eye(classes)[:2]),
            "output_activation": "softmax",
            "loss": "categorical_cross_entropy",
            "initializer": "zeros",
        }
    )

    losses = after_one_mini_batch(stepper)["loss", stepper.network.layers]

    assert losses == pytest.approx([np.log(classes)] * 2, rel=1e-15)


def test_two_integers_by_hand():
    x, y = [[2.0]], [[9.0]]
    stepper = stepper_of(
        {
            "data": table(x, y),
            "hidden": [],
            "output_activation": "linear",
            # The example's loss is (a − t)², twice the engine's: so its rate of 0.05 is 0.1 here.
            "optimizer": {"kind": "sgd", "learning_rate": 0.1},
            "parameters": [{"w": [[3.0]], "b": [1.0]}],
        }
    )

    arrays = after_one_mini_batch(stepper)

    assert arrays["a", 1].tolist() == [[7.0]]
    assert 2 * arrays["loss", 1] == pytest.approx([4.0])
    assert part(stepper.parameters, "w", 1) == pytest.approx(np.array([[3.4]]))
    assert 2 * loss_of(stepper, x, y) == pytest.approx(1.0)


def test_batch_gradient_descent_of_cs229_adds_the_rows_up():
    """θ := θ + α Σ (y − hθ(x)) x: with θ = 0, x = 1, 2 and y = 2, 5 the sums are 12 and, of the bias, 7."""
    x, y = [[1.0], [2.0]], [[2.0], [5.0]]
    stepper = stepper_of(
        {
            "data": table(x, y),
            "hidden": [],
            "output_activation": "linear",
            "optimizer": {"kind": "sgd", "learning_rate": 0.1},
            "parameters": [{"w": [[0.0]], "b": [0.0]}],
            "batch_reduction": "sum",
        }
    )

    arrays = after_one_mini_batch(stepper)

    assert (arrays["grad_w", 1].item(), arrays["grad_b", 1].item()) == (-12.0, -7.0)
    assert part(stepper.parameters, "w", 1) == pytest.approx(np.array([[1.2]]))
    assert part(stepper.parameters, "b", 1) == pytest.approx(np.array([0.7]))
