"""Optimizers: how a gradient becomes a step. One record each, in one table; conventions are PyTorch's.

Everything here is elementwise over flat vectors of all layers' parameters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from .operations import Floats, Operations

MOMENTUM = 0.9
RMSPROP_DECAY = 0.99
BETA_1, BETA_2 = 0.9, 0.999
EPSILON = 1e-8
ADAGRAD_EPSILON = 1e-10
WEIGHT_DECAY = 0.01


class Scalars:
    """The scalars of a step, as zero-dimensional arrays that bound operations read.

    ``set(learning_rate, t)`` fits them to the t-th update (counted from 1): ``minus_eta`` = −η,
    ``minus_eta_1`` = −η / (1 − β₁ᵗ), ``root_2`` = √(1 − β₂ᵗ), ``minus_shrink`` = −η × weight decay.
    """

    def __init__(self) -> None:
        self.minus_eta = np.array(0.0)
        self.minus_eta_1 = np.array(0.0)
        self.root_2 = np.array(1.0)
        self.minus_shrink = np.array(0.0)

    def set(self, learning_rate: float, t: int) -> None:
        """Fit the scalars to the t-th update."""
        self.minus_eta[()] = -learning_rate
        self.minus_eta_1[()] = -learning_rate / (1 - BETA_1**t)
        self.root_2[()] = (1 - BETA_2**t) ** 0.5
        self.minus_shrink[()] = -learning_rate * WEIGHT_DECAY


@dataclass(frozen=True)
class Vectors:
    """Flat vectors of equal length, with a number for each parameter.

    ``p`` parameters, ``g`` gradient summed over the rows, ``h`` its mean with the penalty, ``s`` step
    (new − old), ``penalty`` the penalty's own gradient, ``penalty_rate`` its λ on weights and 0 on biases,
    ``memory`` what the optimizer and the penalty remember, by name.
    """

    p: Floats
    g: Floats
    h: Floats
    s: Floats
    penalty: Floats
    penalty_rate: Floats
    memory: Mapping[str, Floats]


@dataclass(frozen=True)
class Optimizer:
    """One optimizer: ``bind(vectors, scalars)`` binds the step ``s`` made from the gradient ``h``.

    ``memory`` names the vectors it keeps (zeros at first); ``counts`` says whether it needs the number of
    the update; ``constants`` are those of its formula.
    """

    name: str
    label: str
    formula: str
    bind: Callable[[Vectors, Scalars], Operations]
    memory: tuple[str, ...] = ()
    counts: bool = False
    constants: Mapping[str, float] = field(default_factory=dict)


def _sgd(v: Vectors, scalars: Scalars) -> Operations:
    return [partial(np.multiply, v.h, scalars.minus_eta, v.s)]


def _momentum(v: Vectors, scalars: Scalars) -> Operations:
    velocity = v.memory["velocity"]
    return [
        partial(np.multiply, velocity, np.array(MOMENTUM), velocity),
        partial(np.add, velocity, v.h, velocity),
        partial(np.multiply, velocity, scalars.minus_eta, v.s),
    ]


def _nesterov(v: Vectors, scalars: Scalars) -> Operations:
    velocity = v.memory["velocity"]
    return [
        partial(np.multiply, velocity, np.array(MOMENTUM), velocity),
        partial(np.add, velocity, v.h, velocity),
        partial(np.multiply, velocity, np.array(MOMENTUM), v.s),
        partial(np.add, v.h, v.s, v.s),
        partial(np.multiply, v.s, scalars.minus_eta, v.s),
    ]


def _moving_average(memory: Floats, value: Floats, decay: float, rest: Floats) -> Operations:
    """Bind memory = decay · memory + (1 − decay) · value; ``rest`` may be ``value``."""
    return [
        partial(np.multiply, memory, np.array(decay), memory),
        partial(np.multiply, value, np.array(1 - decay), rest),
        partial(np.add, memory, rest, memory),
    ]


def _over_root(v: Vectors, numerator: Floats, square: Floats, epsilon: float, scalars: Scalars) -> Operations:
    """Bind s = −η · numerator / (√square + ε)."""
    return [
        partial(np.sqrt, square, v.s),
        partial(np.add, v.s, np.array(epsilon), v.s),
        partial(np.divide, numerator, v.s, v.s),
        partial(np.multiply, v.s, scalars.minus_eta, v.s),
    ]


def _rmsprop(v: Vectors, scalars: Scalars) -> Operations:
    square = v.memory["v"]
    return [
        partial(np.multiply, v.h, v.h, v.s),
        *_moving_average(square, v.s, RMSPROP_DECAY, v.s),
        *_over_root(v, v.h, square, EPSILON, scalars),
    ]


def _adagrad(v: Vectors, scalars: Scalars) -> Operations:
    square = v.memory["v"]
    return [
        partial(np.multiply, v.h, v.h, v.s),
        partial(np.add, square, v.s, square),
        *_over_root(v, v.h, square, ADAGRAD_EPSILON, scalars),
    ]


def _adam(v: Vectors, scalars: Scalars) -> Operations:
    mean, square = v.memory["m"], v.memory["v"]
    return [
        *_moving_average(mean, v.h, BETA_1, v.s),
        partial(np.multiply, v.h, v.h, v.s),
        *_moving_average(square, v.s, BETA_2, v.s),
        partial(np.sqrt, square, v.s),
        partial(np.divide, v.s, scalars.root_2, v.s),
        partial(np.add, v.s, np.array(EPSILON), v.s),
        partial(np.divide, mean, v.s, v.s),
        partial(np.multiply, v.s, scalars.minus_eta_1, v.s),
    ]


def _adamw(v: Vectors, scalars: Scalars) -> Operations:
    """Bind Adam's step on top of a shrinking of every parameter (Loshchilov & Hutter 2019)."""
    shrink = np.empty_like(v.p)
    return [
        partial(np.multiply, v.p, scalars.minus_shrink, shrink),
        *_adam(v, scalars),
        partial(np.add, v.s, shrink, v.s),
    ]


_MEANS = "m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)"
_ADAM = {"β₁": BETA_1, "β₂": BETA_2, "ε": EPSILON}
_RECORDS = (
    Optimizer("sgd", "SGD", "w − η·g", _sgd),
    Optimizer(
        "momentum", "Momentum", "w − η·v, v ← μv + g", _momentum, ("velocity",), constants={"μ": MOMENTUM}
    ),
    Optimizer(
        "nesterov",
        "Nesterov",
        "w − η·(g + μv), v ← μv + g",
        _nesterov,
        ("velocity",),
        constants={"μ": MOMENTUM},
    ),
    # Tieleman & Hinton 2012
    Optimizer(
        "rmsprop",
        "RMSProp",
        "w − η·g / (√v + ε), v ← ρv + (1 − ρ)g²",
        _rmsprop,
        ("v",),
        constants={"ρ": RMSPROP_DECAY, "ε": EPSILON},
    ),
    # Duchi, Hazan & Singer 2011
    Optimizer(
        "adagrad",
        "Adagrad",
        "w − η·g / (√v + ε), v ← v + g²",
        _adagrad,
        ("v",),
        constants={"ε": ADAGRAD_EPSILON},
    ),
    # Kingma & Ba 2015
    Optimizer(
        "adam",
        "Adam",
        f"w − η·m̂ / (√v̂ + ε), {_MEANS}",
        _adam,
        ("m", "v"),
        counts=True,
        constants=_ADAM,
    ),
    Optimizer(
        "adamw",
        "AdamW",
        f"w − η·(κw + m̂ / (√v̂ + ε)), {_MEANS}",
        _adamw,
        ("m", "v"),
        counts=True,
        constants={**_ADAM, "κ": WEIGHT_DECAY},
    ),
)
OPTIMIZERS = {record.name: record for record in _RECORDS}
