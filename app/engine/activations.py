"""Activation functions: one record each, in one table.

Shapes: ``z``, ``a`` and ``slope`` are (units, rows). Conventions at kinks are PyTorch's.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from .operations import HALF, ONE, ZERO, Floats, Operations, repeated, summed

LEAK = np.array(0.01)
_LARGEST_EXPONENT = np.array(709.0)  # exp() of more than this is not a double


@dataclass(frozen=True)
class Activation:
    """One activation function.

    ``forward(z, a, s)`` binds a = f(z), and may leave in ``s`` what a loss can use again. ``slope(z, a, s)``
    binds s = f′(z), elementwise; it is None where the derivative is a matrix, and then
    ``backward(a, d_a, delta)`` binds delta = Jᵀ d_a itself.
    ``negative_class`` is the target that stands for *no*, within reach of the function.
    """

    name: str
    label: str
    formula: str
    slope_formula: str
    negative_class: float
    forward: Callable[[Floats, Floats, Floats], Operations]
    slope: Callable[[Floats, Floats, Floats], Operations] | None
    backward: Callable[[Floats, Floats, Floats], Operations] | None = None


def _linear(z: Floats, a: Floats, s: Floats) -> Operations:
    return [partial(np.positive, z, a)]


def _linear_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    s[...] = ONE
    return []


def _sigmoid(z: Floats, a: Floats, s: Floats) -> Operations:
    """Bind 1 / (1 + e⁻ᶻ), the exponent kept where e⁻ᶻ is a double."""
    return [
        partial(np.negative, z, a),
        partial(np.fmin, a, _LARGEST_EXPONENT, a),
        partial(np.exp, a, a),
        partial(np.add, a, ONE, a),
        partial(np.reciprocal, a, a),
    ]


def _sigmoid_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    return [partial(np.subtract, ONE, a, s), partial(np.multiply, a, s, s)]


def _tanh(z: Floats, a: Floats, s: Floats) -> Operations:
    return [partial(np.tanh, z, a)]


def _tanh_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    return [partial(np.square, a, s), partial(np.subtract, ONE, s, s)]


def _relu(z: Floats, a: Floats, s: Floats) -> Operations:
    return [partial(np.fmax, z, np.zeros_like(z), a)]


def _relu_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    """Bind 1 where a > 0, else 0 (at z = 0 too): a cut at 1 and rounded up."""
    return [partial(np.fmin, a, np.ones_like(a), s), partial(np.ceil, s, s)]


def _leaky_relu(z: Floats, a: Floats, s: Floats) -> Operations:
    return [partial(np.multiply, z, LEAK, a), partial(np.fmax, z, a, a)]


def _leaky_relu_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    """Bind 1 where z > 0, else 0.01: a has the sign of z."""
    return [partial(np.sign, a, s), partial(np.fmax, s, LEAK, s)]


def _elu(z: Floats, a: Floats, s: Floats) -> Operations:
    """Bind max(z, 0) + (e^min(z, 0) − 1)."""
    return [
        partial(np.fmin, z, ZERO, s),
        partial(np.expm1, s, s),
        partial(np.fmax, z, ZERO, a),
        partial(np.add, a, s, a),
    ]


def _elu_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    return [partial(np.fmin, z, ZERO, s), partial(np.exp, s, s)]


def _normal_cdf(z: Floats, out: Floats) -> None:
    """Φ(z) = ½ erfc(−z/√2). NumPy has no erf; the standard library's is exact, one number at a time."""
    scaled = (z * -math.sqrt(0.5)).ravel()
    out[...] = np.fromiter(map(math.erfc, scaled), float, scaled.size).reshape(z.shape)
    np.multiply(out, HALF, out)


def _gelu(z: Floats, a: Floats, s: Floats) -> Operations:
    """Bind z Φ(z), the exact form (Hendrycks & Gimpel 2016)."""
    return [partial(_normal_cdf, z, a), partial(np.multiply, z, a, a)]


def _gelu_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    """Bind Φ(z) + z φ(z)."""
    density = np.empty_like(z)
    return [
        partial(np.multiply, z, z, density),
        partial(np.multiply, density, np.array(-0.5), density),
        partial(np.exp, density, density),
        partial(np.multiply, density, np.array(1 / math.sqrt(2 * math.pi)), density),
        partial(np.multiply, density, z, density),
        partial(_normal_cdf, z, s),
        partial(np.add, s, density, s),
    ]


def _silu(z: Floats, a: Floats, s: Floats) -> Operations:
    return [*_sigmoid(z, a, s), partial(np.multiply, z, a, a)]


def _silu_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    """Bind σ + a (1 − σ)."""
    rest = np.empty_like(z)
    return [
        *_sigmoid(z, s, rest),
        partial(np.subtract, ONE, s, rest),
        partial(np.multiply, a, rest, rest),
        partial(np.add, s, rest, s),
    ]


def _softplus(z: Floats, a: Floats, s: Floats) -> Operations:
    return [partial(np.logaddexp, ZERO, z, a)]


def _softplus_slope(z: Floats, a: Floats, s: Floats) -> Operations:
    return _sigmoid(z, s, s)


def _softmax(z: Floats, a: Floats, s: Floats) -> Operations:
    """Bind eᶻ / Σ eᶻ over the units, leaving z shifted by the largest, so that nothing overflows."""
    largest, shared = np.empty((1, z.shape[1])), np.empty_like(z)
    return [
        partial(np.maximum.reduce, z, 0, None, largest, True),
        *repeated(largest, shared),
        partial(np.subtract, z, shared, s),
        partial(np.exp, s, a),
        *summed(a, shared),
        partial(np.divide, a, shared, a),
    ]


def _softmax_backward(a: Floats, d_a: Floats, delta: Floats) -> Operations:
    """Bind a (d_a − Σ a d_a): the softmax's Jacobian applied to d_a."""
    rest, shared = np.empty_like(a), np.empty_like(a)
    return [
        partial(np.multiply, a, d_a, rest),
        *summed(rest, shared),
        partial(np.subtract, d_a, shared, rest),
        partial(np.multiply, a, rest, delta),
    ]


_RECORDS = (
    Activation("linear", "Linear", "z", "1", -1.0, _linear, _linear_slope),
    Activation("sigmoid", "Sigmoid", "1 / (1 + e⁻ᶻ)", "a(1 − a)", 0.0, _sigmoid, _sigmoid_slope),
    Activation("tanh", "tanh", "tanh z", "1 − a²", -1.0, _tanh, _tanh_slope),
    Activation("relu", "ReLU", "max(0, z)", "1 if z > 0, else 0", 0.0, _relu, _relu_slope),
    Activation(
        "leaky_relu",
        "Leaky ReLU",
        "max(0.01z, z)",
        "1 if z > 0, else 0.01",
        -1.0,
        _leaky_relu,
        _leaky_relu_slope,
    ),
    Activation("elu", "ELU", "z if z > 0, else eᶻ − 1", "1 if z > 0, else eᶻ", 0.0, _elu, _elu_slope),
    Activation("gelu", "GELU", "z · Φ(z)", "Φ(z) + z · φ(z)", 0.0, _gelu, _gelu_slope),
    Activation("silu", "SiLU", "z · σ(z)", "σ(z) + a(1 − σ(z))", 0.0, _silu, _silu_slope),
    Activation("softplus", "Softplus", "ln(1 + eᶻ)", "σ(z)", 0.0, _softplus, _softplus_slope),
    Activation("softmax", "Softmax", "eᶻ / Σ eᶻ", "", 0.0, _softmax, None, _softmax_backward),
)
ACTIVATIONS = {record.name: record for record in _RECORDS}
