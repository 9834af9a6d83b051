"""A mini-batch worked as a pupil works it: every number is made of those before it as they are printed."""

from functools import wraps
from typing import Any

import numpy as np

from ..engine import Floats, Spec, layers
from ..engine.activations import Activation
from ..engine.network import Network, network_of
from ..engine.recorded import Function
from ..marking.passes import Made, Start, make
from ..marking.places import Place

DECIMALS = 4

_LEAST_DELTA = 0.005
"""A delta below it leaves hardly a digit on paper."""
_LEAST_SLOPE = 0.02
"""Of a unit that is not saturated."""
_AROUND, _SHARP = 0.1, 0.25
"""How far around z a function is looked at, and what bend is a kink, behind which a rounded z might fall."""


def begun(spec: Spec) -> Start:
    """Give what the mini-batch of an exercise begins with: a table of its rows, and its parameters."""
    x, y = np.array(spec.data.x).T, np.array(spec.data.y).T
    wb = tuple(np.vstack([layer.w, [layer.b]]) for layer in spec.parameters or ())
    return Start(
        network=network_of(spec, len(x), len(y)),
        x=x,
        y=y,
        wb=wb,
        memories=({},) * len(wb),
        rate=tuple(np.zeros_like(each) for each in wb),
        trained=tuple(np.ones_like(each) for each in wb),
        eta=spec.optimizer.learning_rate,
        t=1.0,
    )


def worked(start: Start) -> Made:
    """Give every array, each of those before it as rounded; they may be infinite."""
    made = make(start, _rounding(start.network))
    return {place: np.round(np.asarray(array, float), DECIMALS) + 0.0 for place, array in made.items()}


def is_friendly(network: Network, made: Made) -> bool:
    """Whether it can be worked: no unit dead, saturated or at a kink, and each gets some blame."""
    return all(np.isfinite(array).all() for array in made.values()) and all(
        _is_alive(activation, made, layer) for layer, activation in enumerate(network.activations, 1)
    )


def _is_alive(activation: Activation, made: Made, layer: int) -> bool:
    slope = made.get(Place("slope", layer))
    if slope is not None and np.min(np.abs(slope)) < _LEAST_SLOPE:
        return False
    if np.min(np.abs(made[Place("delta", layer)])) < _LEAST_DELTA:
        return False
    return activation.couples_units or not _near_a_kink(activation, made[Place("z", layer)])


def _near_a_kink(activation: Activation, z: Floats) -> bool:
    """Whether a function bends sharply close by: then its second difference is like its first."""
    at = [np.asarray(activation.function(z + step * _AROUND), float) for step in (-1, 0, 1)]
    bend = np.abs(at[0] - 2 * at[1] + at[2]) / _AROUND
    return bool(np.max(bend) > _SHARP)


def _rounding(network: Network) -> dict[tuple[str, int], Function]:
    """Give the engine's formulas, each with its result rounded as it is printed."""
    loss, reduction = network.loss, network.reduction.function
    found = {("blame", layer): layers.blame for layer in range(network.layers)}
    for layer, activation in enumerate(network.activations, 1):
        by_rule: dict[str, Function | None] = {
            "forward": layers.forward,
            "activation": activation.function,
            "loss": loss.textbook or loss.value,
            "loss slope": loss.slope,
            "output delta": loss.delta,
            "slope": activation.slope,
            "delta": activation.delta or layers.delta,
            "reduction w": reduction,
            "reduction b": reduction,
            "update": layers.update,
        }
        found |= {(rule, layer): formula for rule, formula in by_rule.items() if formula}
    return {at: _rounded(formula) for at, formula in found.items()}


def _rounded(formula: Function) -> Function:
    @wraps(formula)
    def rounded(*arguments: Any, **constants: Any) -> Any:  # noqa: ANN401 - arrays
        return np.round(formula(*arguments, **constants), DECIMALS)

    return rounded
