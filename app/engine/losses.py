"""Losses of one sample: one record each, in one table; each is a formula, and so is its slope.

Shapes: ``z``, ``a``, ``y`` and slopes are (outputs, rows), losses (rows,); ``outputs`` is their number.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from .recorded import Function

Targets: TypeAlias = Literal["any", "zero_or_one", "one_hot"]


@dataclass(frozen=True)
class Loss:
    """One loss ℓ of one sample: ``value`` of ``z``, ``a``, ``y`` or some of them, and ``outputs``.

    ``slope`` gives ∂ℓ/∂a. Where the loss goes with one ``output_activation``, whose slope cancels against it,
    ``delta`` gives ∂ℓ/∂z at once, and ``slope`` is only shown. ``targets`` says what ``y`` may be.
    """

    name: str
    label: str
    formula: str
    slope_formula: str
    output_activation: str | None
    value: Function
    slope: Function
    delta: Function | None = None
    targets: Targets = "any"
    textbook: Function | None = None
    """ℓ of ``a`` and ``y`` as books have it, where the engine goes another way to it for its digits."""


def squared_error(a, y):
    """Half the squared distance, summed over the outputs."""
    return 0.5 * ((a - y) ** 2).sum(axis=0)


def squared_error_slope(a, y):
    """How far a lies above y."""
    return a - y


def mean_squared_error(a, y, outputs):
    """The squared distance, its mean over the outputs."""
    return ((a - y) ** 2).sum(axis=0) / outputs


def mean_squared_error_slope(a, y, outputs):
    """Twice how far a lies above y, shared among the outputs."""
    return 2.0 / outputs * (a - y)


def binary_cross_entropy(z, y):
    """−y ln a − (1 − y) ln(1 − a) from z, summed over the outputs, so that no logarithm sees a rounded 0."""
    return (np.logaddexp(0.0, z) - y * z).sum(axis=0)


def binary_cross_entropy_textbook(a, y):
    """Minus the logarithm of what the targets were given, summed over the outputs."""
    return -(y * np.log(a) + (1.0 - y) * np.log(1.0 - a)).sum(axis=0)


def binary_cross_entropy_slope(a, y):
    """How far a lies above y, over the sigmoid's slope."""
    return (a - y) / (a * (1.0 - a))


def categorical_cross_entropy(z, y):
    """−Σ y ln a from z: ln a is z less ln Σ eᶻ, and a shift by the largest changes neither."""
    shifted = z - z.max(axis=0)
    log_sum = np.log(np.exp(shifted).sum(axis=0))
    return (y * (log_sum - shifted)).sum(axis=0)


def categorical_cross_entropy_textbook(a, y):
    """Minus the logarithm of the target's share."""
    return -(y * np.log(a)).sum(axis=0)


def categorical_cross_entropy_slope(a, y):
    """Only the target's share counts."""
    return -y / a


def cross_entropy_delta(a, y):
    """∂ℓ/∂z: the activation's slope and the loss's cancel to this."""
    return a - y


def huber(a, y, *, delta=1.0):
    """½r² where |r| ≤ δ, else δ(|r| − ½δ), summed over the outputs (Huber 1964)."""
    r = np.absolute(a - y)
    c = np.minimum(r, delta)
    return (c * (r - 0.5 * c)).sum(axis=0)


def huber_slope(a, y, *, delta=1.0):
    """How far a lies above y, held to −δ … δ."""
    return np.clip(a - y, -delta, delta)


_RECORDS = (
    Loss("squared_error", "Squared error", "½ Σ (a − y)²", "a − y", None, squared_error, squared_error_slope),
    Loss(
        "mean_squared_error",
        "Mean squared error",
        "Σ (a − y)² / outputs",
        "2(a − y) / outputs",
        None,
        mean_squared_error,
        mean_squared_error_slope,
    ),
    Loss(
        "binary_cross_entropy",
        "Binary cross-entropy",
        "−Σ (y ln a + (1 − y) ln(1 − a))",
        "(a − y) / (a(1 − a))",
        "sigmoid",
        binary_cross_entropy,
        binary_cross_entropy_slope,
        cross_entropy_delta,
        "zero_or_one",
        binary_cross_entropy_textbook,
    ),
    Loss(
        "categorical_cross_entropy",
        "Categorical cross-entropy",
        "−Σ y ln a",
        "−y / a",
        "softmax",
        categorical_cross_entropy,
        categorical_cross_entropy_slope,
        cross_entropy_delta,
        "one_hot",
        categorical_cross_entropy_textbook,
    ),
    Loss(
        "huber", "Huber", "Σ ½r² if |r| ≤ 1, else |r| − ½", "a − y, held in −1 … 1", None, huber, huber_slope
    ),
)
LOSSES = {record.name: record for record in _RECORDS}
