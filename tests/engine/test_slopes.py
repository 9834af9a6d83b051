"""Every slope in the tables is a central difference of the function beside it."""

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS
from app.engine.binding import bind
from app.engine.losses import LOSSES
from app.engine.operations import run
from tests.engine.differences import (
    STEP,
    TOLERANCE,
    activation_of,
    central_difference,
    loss_of,
    output_of,
    pulled_back,
    slope_of,
    wrong_gradients,
)
from tests.engine.runs import table

# Two units by many rows; no number within ±h of a kink at 0.
AWAY = np.concatenate([-np.geomspace(1e-3, 30, 24), np.geomspace(1e-3, 30, 24)])
Z = np.stack([AWAY, np.random.default_rng(1).permutation(AWAY)])
FAR = np.array([[-1e3, 0.0, 1e3, -40.0, 1e3, 800.0], [1e3, 0.0, -1e3, 40.0, 1e3, -800.0]])


@pytest.fixture(params=ACTIVATIONS.values(), ids=ACTIVATIONS.keys())
def activation(request):
    return request.param


@pytest.fixture(params=LOSSES.values(), ids=LOSSES.keys())
def loss(request):
    return request.param


def test_an_activations_jacobian_agrees_with_a_central_difference(activation):
    for z in Z.T:
        columns = central_difference(lambda z: activation_of(activation, z), z[:, None])[:, :, 0]

        for unit, d_a in enumerate(np.eye(2)):
            found = pulled_back(activation, z[:, None], d_a[:, None])[:, 0]
            assert found == pytest.approx(columns[:, unit], rel=TOLERANCE, abs=TOLERANCE)


def test_an_activation_works_on_each_row_alone(activation):
    alone = [activation_of(activation, z[:, None]) for z in Z.T]

    assert np.concatenate(alone, axis=1) == pytest.approx(activation_of(activation, Z), rel=1e-14)


def test_an_activation_and_its_slope_stay_finite_at_a_thousand(activation):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = activation_of(activation, FAR)
        delta = pulled_back(activation, FAR, np.ones_like(FAR))

    assert np.isfinite(a).all()
    assert np.isfinite(delta).all()


def test_an_activation_is_computed_in_place_of_nothing_else(activation):
    z = Z.copy()

    pulled_back(activation, z, np.ones_like(z))

    assert np.array_equal(z, Z)


@pytest.mark.parametrize(
    ("name", "at_zero", "slope_at_zero"),
    [
        ("linear", 0.0, 1.0),
        ("sigmoid", 0.5, 0.25),
        ("tanh", 0.0, 1.0),
        ("relu", 0.0, 0.0),
        ("leaky_relu", 0.0, 0.01),
        ("elu", 0.0, 1.0),
        ("gelu", 0.0, 0.5),
        ("silu", 0.0, 0.5),
        ("softplus", np.log(2), 0.5),
    ],
)
def test_values_and_slopes_at_zero_are_pytorchs(name, at_zero, slope_at_zero):
    zero = np.zeros((1, 2))
    zero[0, 1] = -0.0

    assert activation_of(ACTIVATIONS[name], zero) == pytest.approx(at_zero)
    assert pulled_back(ACTIVATIONS[name], zero, np.ones((1, 2))).tolist() == [[slope_at_zero] * 2]


def test_softmax_is_a_distribution_over_the_units_and_forgets_a_shift():
    a = activation_of(ACTIVATIONS["softmax"], Z)

    assert a.sum(axis=0) == pytest.approx(1.0, abs=1e-15)
    assert activation_of(ACTIVATIONS["softmax"], Z + 700.0) == pytest.approx(a, abs=1e-12)


def targets_of(loss):
    """Give targets of two outputs, both rows within a distribution where the loss asks for one."""
    first = np.random.default_rng(2).uniform(0.0, 1.0, Z.shape[1])
    return np.stack([first, 1.0 - first])


def test_a_losss_slope_agrees_with_a_central_difference(loss):
    targets = targets_of(loss)
    for z, y in zip(Z.T[:, :, None], targets.T[:, :, None], strict=True):
        if near_a_kink(output_of(loss, z) - y):
            continue

        numeric = central_difference(lambda z, y=y: loss_of(loss, z, y), z)

        found = slope_of(loss, output_of(loss, z), y)
        assert found.ravel() == pytest.approx(numeric.ravel(), rel=TOLERANCE, abs=TOLERANCE)


def near_a_kink(difference):
    return (np.abs(np.abs(difference) - 1.0) < 2 * STEP).any()


def test_a_loss_is_one_number_for_each_row_and_adds_up_its_outputs(loss):
    y = targets_of(loss)
    alone = [loss_of(loss, z[:, None], t[:, None]) for z, t in zip(Z.T, y.T, strict=True)]

    assert np.concatenate(alone) == pytest.approx(loss_of(loss, Z, y), rel=1e-14)


def test_a_loss_and_its_slope_stay_finite_at_a_thousand(loss):
    y = np.zeros_like(FAR)
    y[0] = 1.0

    with np.errstate(over="raise", invalid="raise", divide="raise"):
        values, slopes = loss_of(loss, FAR, y), slope_of(loss, output_of(loss, FAR), y)

    assert np.isfinite(values).all()
    assert np.isfinite(slopes).all()


def test_cross_entropies_grow_with_the_logit_and_not_to_infinity():
    z = np.array([[-1000.0], [1000.0]])
    y = np.array([[1.0], [0.0]])

    for name in ("binary_cross_entropy", "categorical_cross_entropy"):
        assert loss_of(LOSSES[name], z, y).tolist() == [2000.0]


@pytest.mark.parametrize("classes", [2, 3, 10, 64])
def test_equal_scores_have_the_cross_entropy_of_a_guess(classes):
    z = np.full((classes, 1), 5.0)
    y = np.eye(classes)[:, :1]

    value = loss_of(LOSSES["categorical_cross_entropy"], z, y)

    assert value == pytest.approx(np.log(classes), rel=1e-15)


ROWS = {
    "x": [[0.3, -0.8], [-1.2, 0.5], [0.9, 1.1], [-0.4, -1.6]],
    "y": [[0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]],
}


@pytest.mark.parametrize("loss_name", LOSSES)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_gradients_of_a_whole_network_agree_with_central_differences(name, loss_name):
    fields = {
        "data": table(**ROWS),
        "hidden": [{"units": 3, "activation": name}, {"units": 4, "activation": name}],
        "output_activation": LOSSES[loss_name].output_activation or name,
        "loss": loss_name,
        "batch_size": 3,
        "initializer": "playground",  # its biases keep units off their kinks at 0
        "seed": 11,
    }

    assert wrong_gradients(fields) == []
    assert wrong_gradients(fields | {"batch_reduction": "sum"}) == []


def test_a_table_names_its_records_by_their_names():
    for records in (ACTIVATIONS, LOSSES):
        assert [record.name for record in records.values()] == list(records)


def test_each_activation_has_a_slope_or_a_delta_of_its_own(activation):
    assert (activation.slope is None) != (activation.delta is None)


def test_operations_are_bound_once_and_follow_their_buffers(activation):
    z, a = np.zeros((2, 2, 3))
    operations = bind(activation.function, {"z": z}, a)

    for columns in (slice(0, 3), slice(30, 33)):
        z[...] = Z[:, columns]
        run(operations)

        assert a == pytest.approx(activation_of(activation, Z[:, columns]), rel=1e-14)
