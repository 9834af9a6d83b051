"""Losses of one sample, summed over the outputs: one record each, in one table.

Shapes: ``z``, ``a``, ``s``, ``y``, ``d`` are (outputs, rows); ``loss`` is (rows,).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from .operations import HALF, ONE, ZERO, Floats, Operations, repeated, summed


@dataclass(frozen=True)
class Loss:
    """One loss ℓ of one sample.

    ``value(z, a, s, y, loss)`` binds ℓ, where ``s`` has what the output's activation left. ``slope(a, y, d)``
    binds d = ∂ℓ/∂a; where the loss is bound to an ``output_activation``, whose slope cancels, d is
    ∂ℓ/∂z = a − y at once.
    """

    name: str
    label: str
    formula: str
    slope_formula: str
    output_activation: str | None
    value: Callable[[Floats, Floats, Floats, Floats, Floats], Operations]
    slope: Callable[[Floats, Floats, Floats], Operations]


def _difference(a: Floats, y: Floats, d: Floats) -> Operations:
    return [partial(np.subtract, a, y, d)]


def _squared_error(z: Floats, a: Floats, s: Floats, y: Floats, loss: Floats) -> Operations:
    rest = np.empty_like(a)
    halves = np.full((1, len(a)), 0.5)
    return [
        partial(np.subtract, a, y, rest),
        partial(np.multiply, rest, rest, rest),
        partial(halves.dot, rest, loss[np.newaxis]),
    ]


def _binary_cross_entropy(z: Floats, a: Floats, s: Floats, y: Floats, loss: Floats) -> Operations:
    """Bind Σ ln(1 + eᶻ) − y z: from the logits, so that no logarithm sees a rounded 0."""
    soft, rest = np.empty_like(a), np.empty_like(a)
    return [
        partial(np.logaddexp, ZERO, z, soft),
        partial(np.multiply, y, z, rest),
        partial(np.subtract, soft, rest, rest),
        *summed(rest, loss[np.newaxis]),
    ]


def _categorical_cross_entropy(z: Floats, a: Floats, s: Floats, y: Floats, loss: Floats) -> Operations:
    """Bind Σ y (ln Σ eᶻ − z) where softmax left z shifted by the largest: the shift cancels."""
    log_sum, rest, shared = np.empty((1, z.shape[1])), np.empty_like(z), np.empty_like(z)
    return [
        partial(np.exp, s, rest),
        *summed(rest, log_sum),
        partial(np.log, log_sum, log_sum),
        *repeated(log_sum, shared),
        partial(np.subtract, shared, s, rest),
        partial(np.multiply, y, rest, rest),
        *summed(rest, loss[np.newaxis]),
    ]


def _huber(z: Floats, a: Floats, s: Floats, y: Floats, loss: Floats) -> Operations:
    """Bind Σ ½r² where |r| ≤ 1, |r| − ½ beyond (Huber 1964, δ = 1): c (|r| − ½c) with c = min(|r|, 1)."""
    rest, near = np.empty_like(a), np.empty_like(a)
    half = np.empty_like(a)
    return [
        partial(np.subtract, a, y, rest),
        partial(np.absolute, rest, rest),
        partial(np.fmin, rest, ONE, near),
        partial(np.multiply, near, HALF, half),
        partial(np.subtract, rest, half, rest),
        partial(np.multiply, near, rest, rest),
        *summed(rest, loss[np.newaxis]),
    ]


def _huber_slope(a: Floats, y: Floats, d: Floats) -> Operations:
    return [
        partial(np.subtract, a, y, d),
        partial(np.fmin, d, ONE, d),
        partial(np.fmax, d, np.array(-1.0), d),
    ]


_RECORDS = (
    Loss("squared_error", "Squared error", "½ Σ (a − y)²", "a − y", None, _squared_error, _difference),
    Loss(
        "binary_cross_entropy",
        "Binary cross-entropy",
        "−Σ (y ln a + (1 − y) ln(1 − a))",
        "(a − y) / (a(1 − a))",
        "sigmoid",
        _binary_cross_entropy,
        _difference,
    ),
    Loss(
        "categorical_cross_entropy",
        "Categorical cross-entropy",
        "−Σ y ln a",
        "−y / a",
        "softmax",
        _categorical_cross_entropy,
        _difference,
    ),
    Loss(
        "huber",
        "Huber",
        "Σ ½r² if |r| ≤ 1, else |r| − ½",
        "a − y, held in −1 … 1",
        None,
        _huber,
        _huber_slope,
    ),
)
LOSSES = {record.name: record for record in _RECORDS}
