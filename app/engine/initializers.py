"""Starting weights and biases: one record each, in one table.

Shapes: weights are (units_in, units_out), biases (units_out,). Only the generator given is drawn from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from .operations import Floats

Draw = Callable[[np.random.Generator, int, int], Floats]

PLAYGROUND_BIAS = 0.1
_SPREAD = 0.5


@dataclass(frozen=True)
class Initializer:
    """One way to start: ``draw(generator, units_in, units_out)`` gives weights; every bias is ``bias``."""

    name: str
    label: str
    formula: str
    draw: Draw
    bias: float = 0.0


def _zeros(generator: np.random.Generator, units_in: int, units_out: int) -> Floats:
    return np.zeros((units_in, units_out))


def _uniform(limit: Callable[[int, int], float]) -> Draw:
    def draw(generator: np.random.Generator, units_in: int, units_out: int) -> Floats:
        half = limit(units_in, units_out)
        return generator.uniform(-half, half, (units_in, units_out))

    return draw


def _normal(deviation: Callable[[int, int], float]) -> Draw:
    def draw(generator: np.random.Generator, units_in: int, units_out: int) -> Floats:
        return generator.normal(0.0, deviation(units_in, units_out), (units_in, units_out))

    return draw


_RECORDS = (
    Initializer("zeros", "Zeros", "0", _zeros),
    Initializer("uniform", "Uniform", "U(−½, ½)", _uniform(lambda n, m: _SPREAD)),
    Initializer("normal", "Normal", "N(0, ½²)", _normal(lambda n, m: _SPREAD)),
    # Glorot & Bengio 2010
    Initializer(
        "glorot_uniform", "Glorot uniform", "U(±√(6 / (in + out)))", _uniform(lambda n, m: sqrt(6 / (n + m)))
    ),
    Initializer(
        "glorot_normal", "Glorot normal", "N(0, 2 / (in + out))", _normal(lambda n, m: sqrt(2 / (n + m)))
    ),
    # He et al. 2015
    Initializer("he_uniform", "He uniform", "U(±√(6 / in))", _uniform(lambda n, m: sqrt(6 / n))),
    Initializer("he_normal", "He normal", "N(0, 2 / in)", _normal(lambda n, m: sqrt(2 / n))),
    Initializer(
        "playground",
        "Playground",
        "U(−½, ½), biases 0.1",
        _uniform(lambda n, m: _SPREAD),
        bias=PLAYGROUND_BIAS,
    ),
)
INITIALIZERS = {record.name: record for record in _RECORDS}
