"""Slopes by central differences, and single records of the tables run on arrays of one's own."""

from collections.abc import Callable

import numpy as np

from app.engine.activations import ACTIVATIONS, Activation
from app.engine.losses import Loss
from app.engine.network import Parameters
from app.engine.operations import run
from tests.engine.runs import stepper_of

STEP = 1e-5
TOLERANCE = 1e-6


def central_difference(function: Callable[[np.ndarray], np.ndarray], at: np.ndarray) -> np.ndarray:
    """Give ∂function/∂at, one row for each number of ``at``, by steps of ±h."""
    slopes = []
    for index in np.ndindex(at.shape):
        up, down = at.copy(), at.copy()
        up[index] += STEP
        down[index] -= STEP
        slopes.append((np.asarray(function(up)) - np.asarray(function(down))) / (2 * STEP))
    return np.array(slopes)


def activation_of(record: Activation, z: np.ndarray) -> np.ndarray:
    """Give a = f(z)."""
    return _forward(record, z)[0]


def pulled_back(record: Activation, z: np.ndarray, d_a: np.ndarray) -> np.ndarray:
    """Give Jᵀ d_a, as the backward pass does: by the slope, or by the record's own ``backward``."""
    a, slope = _forward(record, z)
    if record.slope is None:
        found = np.full_like(z, np.nan)
        run(record.backward(a, d_a, found))
        return found
    run(record.slope(z, a, slope))
    return d_a * slope


def _forward(record: Activation, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give a, and what the function left for its slope."""
    a, left = np.full_like(z, np.nan), np.full_like(z, np.nan)
    run(record.forward(z, a, left))
    return a, left


def output_of(record: Loss, z: np.ndarray) -> np.ndarray:
    """Give the output of the activation that a loss is bound to; of a free loss, z itself."""
    return activation_of(_output_activation(record), z)


def loss_of(record: Loss, z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Give the loss of each row, by the logits."""
    a, left = _forward(_output_activation(record), z)
    found = np.full(z.shape[1], np.nan)
    run(record.value(z, a, left, y, found))
    return found


def _output_activation(record: Loss) -> Activation:
    return ACTIVATIONS[record.output_activation or "linear"]


def slope_of(record: Loss, a: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Give the loss's slope by a, or by z where it is bound to an output activation."""
    found = np.full_like(a, np.nan)
    run(record.slope(a, y, found))
    return found


def wrong_gradients(fields: dict) -> list[str]:
    """Name each ``grad_w`` and ``grad_b`` that is not the central difference of the mean loss."""
    stepper = stepper_of(fields)
    stepper.advance(stepper.schedule.steps_per_batch - stepper.network.layers)
    arrays = stepper.state().arrays
    wrong = []
    for layer in range(1, stepper.network.layers + 1):
        for name in "wb":
            numeric = central_difference(mean_loss(fields, name, layer), arrays[name, layer])
            found = arrays[f"grad_{name}", layer].ravel()
            if not np.allclose(found, numeric, rtol=TOLERANCE, atol=TOLERANCE):
                wrong.append(f"grad_{name} of layer {layer}")
    return wrong


def mean_loss(fields: dict, name: str, layer: int) -> Callable[[np.ndarray], np.ndarray]:
    """Give the first mini-batch's mean loss as a function of one tensor."""
    stepper = stepper_of(fields)
    start = stepper.core()

    def loss(values: np.ndarray) -> np.ndarray:
        stepper.restore(start, 0)
        part(stepper.parameters, name, layer)[...] = values
        stepper.advance(stepper.network.layers + 2)
        return stepper.state().arrays["loss", stepper.network.layers].mean()

    return loss


def part(parameters: Parameters, name: str, layer: int) -> np.ndarray:
    """View the weights or the biases of a layer."""
    values = parameters.by_layer(parameters.flat.p, layer)
    return values[:-1] if name == "w" else values[-1]
