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
ROUNDING = (
    f"Round each number to {DECIMALS} decimals, a 5 behind them away from 0 (0.28485 becomes 0.2849), "
    "and go on with what you wrote."
)

_LEAST_DELTA = 0.005
"""A delta below it leaves hardly a digit on paper."""
_LEAST_SLOPE = 0.02
"""Of a unit that is not saturated."""
_HAIR = 1e-7
"""Of the last digit: more than binary arithmetic is off, less than numbers on paper can be."""
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
    return {place: round_as_people_do(np.asarray(array, float)) for place, array in made.items()}


def round_as_people_do(values: Floats) -> Floats:
    """Round to ``DECIMALS``, a 5 behind them away from 0, and have no −0.

    A product such as 0.5 · 0.0303 ends in that 5, which is a hair less or more in binary.
    """
    scale = 10.0**DECIMALS
    return np.asarray(np.copysign(np.floor(np.abs(values) * scale + 0.5 + _HAIR) / scale, values) + 0.0)


def unfriendly(network: Network, made: Made) -> str:
    """Say why it is not to be worked: a unit dead, saturated, at a kink or hardly blamed; "" where it is."""
    if not all(np.isfinite(array).all() for array in made.values()):
        return "numbers left the range of doubles"
    each = (_lifeless(activation, made, layer) for layer, activation in enumerate(network.activations, 1))
    return next(filter(None, each), "")


def _lifeless(activation: Activation, made: Made, layer: int) -> str:
    slope = made.get(Place("slope", layer))
    # Of several rows one may leave a ReLU at 0: so it is with ReLUs.
    if slope is not None and np.min(_largest(slope)) < _LEAST_SLOPE:
        return f"a unit of layer {layer} was dead or saturated (slope below {_LEAST_SLOPE:g})"
    if np.min(_largest(made[Place("delta", layer)])) < _LEAST_DELTA:
        return f"a delta of layer {layer} was below {_LEAST_DELTA:g}"
    if not activation.couples_units and _near_a_kink(activation, made[Place("z", layer)]):
        return f"a z of layer {layer} was within {_AROUND:g} of a kink"
    return ""


def _largest(by_rows: Floats) -> Floats:
    """Give how large each unit's number is in the row that has its largest."""
    return np.asarray(np.max(np.abs(by_rows), axis=0))


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
        return round_as_people_do(formula(*arguments, **constants))

    return rounded
