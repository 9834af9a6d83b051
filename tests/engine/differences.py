"""Slopes by central differences, and single records of the tables run on arrays of one's own."""

from collections.abc import Callable
from typing import Any

import numpy as np

from app.engine.activations import ACTIVATIONS, Activation
from app.engine.binding import bind
from app.engine.losses import Loss
from app.engine.operations import run
from app.engine.parameters import Parameters
from app.engine.stepper import Stepper
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
    return _made(record.function, {"z": z}, z.shape)


def pulled_back(record: Activation, z: np.ndarray, d_a: np.ndarray) -> np.ndarray:
    """Give Jᵀ d_a, as the backward pass does: by the slope, or by the record's own ``delta``."""
    a = activation_of(record, z)
    if record.slope is None:
        return _made(record.delta, {"a": a, "d_a": d_a}, z.shape)
    return d_a * _made(record.slope, {"z": z, "a": a}, z.shape)


def output_of(record: Loss, z: np.ndarray) -> np.ndarray:
    """Give the output of the activation that a loss is bound to; of a free loss, z itself."""
    return activation_of(ACTIVATIONS[record.output_activation or "linear"], z)


def loss_of(record: Loss, z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Give the loss of each row, by the logits."""
    return _made(record.value, _known(z, output_of(record, z), y), z.shape[1])


def slope_of(record: Loss, a: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Give the loss's slope by a, or by z where it is bound to an output activation."""
    return _made(record.delta or record.slope, _known(a, a, y), a.shape)


def _known(z: np.ndarray, a: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    return {"z": z, "a": a, "y": y, "outputs": float(len(y))}


def _made(formula: Callable[..., Any], known: dict[str, Any], shape: int | tuple[int, ...]) -> np.ndarray:
    """Give what a formula makes of known arrays, by its bound operations."""
    found = np.full(shape, np.nan)
    run(bind(formula, known, found))
    return found


def wrong_gradients(fields: dict) -> list[str]:
    """Name each ``grad_w`` and ``grad_b`` that is not the central difference of the mini-batch's loss."""
    stepper = stepper_of(fields)
    start = stepper.core()
    stepper.advance(stepper.schedule.steps_per_batch - stepper.network.layers)
    arrays = stepper.state().arrays
    wrong = []
    for layer in range(1, stepper.network.layers + 1):
        for name in "wb":
            loss = mini_batch_loss(stepper, start, name, layer)
            numeric = central_difference(loss, arrays[name, layer])
            found = arrays[f"grad_{name}", layer].ravel()
            if not np.allclose(found, numeric, rtol=TOLERANCE, atol=TOLERANCE):
                wrong.append(f"grad_{name} of layer {layer}")
    return wrong


def mini_batch_loss(
    stepper: Stepper, start: np.ndarray, name: str, layer: int
) -> Callable[[np.ndarray], np.ndarray]:
    """Give the first mini-batch's loss as a function of one tensor, all others as they are at the start."""

    def loss(values: np.ndarray) -> float:
        stepper.restore(start, 0)
        part(stepper.parameters, name, layer)[...] = values
        stepper.advance(stepper.network.layers + 2)
        losses = stepper.state().arrays["loss", stepper.network.layers]
        return stepper.network.reduction.of(losses)

    return loss


def part(parameters: Parameters, name: str, layer: int) -> np.ndarray:
    """View the weights or the biases of a layer."""
    values = parameters.by_layer(parameters.flat.w, layer)
    return values[:-1] if name == "w" else values[-1]
