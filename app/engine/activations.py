"""Activation functions: one record each, in one table; each is a formula, and so is its slope.

Shapes: ``z``, ``a``, ``d_a`` and what formulas give are (units, rows). Conventions at kinks are PyTorch's.
"""

from dataclasses import dataclass

import numpy as np

from .recorded import Function
from .special import erfc


@dataclass(frozen=True)
class Activation:
    """One activation function, a = ``function(z)``.

    ``slope`` gives f′(z), of ``z``, ``a`` or both, elementwise. It is None where the units are coupled, so
    that the derivative is a matrix J; then ``delta(a, d_a)`` gives Jᵀ d_a itself. ``negative_class`` is the
    target that stands for *no*, within reach of the function.
    """

    name: str
    label: str
    formula: str
    slope_formula: str
    negative_class: float
    function: Function
    slope: Function | None
    delta: Function | None = None

    @property
    def couples_units(self) -> bool:
        """Whether one unit's value depends on the others'."""
        return self.slope is None


def linear(z):
    """What comes in."""
    return z


def linear_slope():
    """The same everywhere."""
    return 1.0


def sigmoid(z):
    """From 0 to 1. Beyond 709, e to that power is no longer a double."""
    return 1.0 / (1.0 + np.exp(np.minimum(-z, 709.0)))


def sigmoid_slope(a):
    """Steepest, at ¼, where a = ½."""
    return a * (1.0 - a)


def tanh(z):
    """From −1 to 1."""
    return np.tanh(z)


def tanh_slope(a):
    """Steepest, at 1, where a = 0."""
    return 1.0 - a**2


def hard_tanh(z, *, limit=1.0):
    """What comes in, held to −1 … 1."""
    return np.clip(z, -limit, limit)


def hard_tanh_slope(z, *, limit=1.0):
    """1 within the limits, else 0 (on them too)."""
    return np.where(np.absolute(z) < limit, 1.0, 0.0)


def relu(z):
    """What comes in, if it is positive."""
    return np.maximum(z, 0.0)


def relu_slope(z):
    """1 where z > 0, else 0 (at z = 0 too)."""
    return np.where(z > 0.0, 1.0, 0.0)


def leaky_relu(z, *, leak=0.01):
    """What comes in, and a little of it where it is negative."""
    return np.maximum(z, leak * z)


def leaky_relu_slope(z, *, leak=0.01):
    """1 where z > 0, else the leak."""
    return np.maximum(np.sign(z), leak)


def elu(z):
    """What comes in if it is positive, else eᶻ − 1."""
    return np.maximum(z, 0.0) + np.expm1(np.minimum(z, 0.0))


def elu_slope(z):
    """1 where z > 0, else eᶻ."""
    return np.exp(np.minimum(z, 0.0))


def normal_cdf(z):
    """The share of a normal distribution below z, Φ(z)."""
    return 0.5 * erfc(-z / np.sqrt(2.0))


def gelu(z):
    """What comes in, times the share of a normal distribution below it (Hendrycks & Gimpel 2016), exactly."""
    return z * normal_cdf(z)


def gelu_slope(z):
    """Φ(z) + z φ(z), where φ is the density."""
    density = np.exp(-0.5 * z**2) / np.sqrt(2.0 * np.pi)
    return normal_cdf(z) + z * density


def silu(z):
    """What comes in, times its sigmoid."""
    return z * sigmoid(z)


def silu_slope(z, a):
    """σ + a (1 − σ)."""
    s = sigmoid(z)
    return s + a * (1.0 - s)


def softplus(z):
    """ln(e⁰ + eᶻ): a smooth ReLU."""
    return np.logaddexp(0.0, z)


def softplus_slope(z):
    """The sigmoid."""
    return sigmoid(z)


def mish(z):
    """What comes in, times the tanh of its softplus (Misra 2019)."""
    return z * np.tanh(softplus(z))


def mish_slope(z):
    """The product's slope: t, the tanh of the softplus, and z times the slope of t."""
    t = np.tanh(softplus(z))
    return t + z * sigmoid(z) * (1.0 - t**2)


def sine(z):
    """A wave (Sitzmann et al. 2020, with ω₀ = 1)."""
    return np.sin(z)


def sine_slope(z):
    """The wave a quarter turn on."""
    return np.cos(z)


def softmax(z):
    """Shares of 1 over the units; z is shifted by the largest, so that nothing overflows."""
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def softmax_delta(a, d_a):
    """The softmax's Jacobian, transposed, applied to d_a."""
    return a * (d_a - (a * d_a).sum(axis=0))


_RECORDS = (
    Activation("linear", "Linear", "z", "1", -1.0, linear, linear_slope),
    Activation("sigmoid", "Sigmoid", "1 / (1 + e⁻ᶻ)", "a(1 − a)", 0.0, sigmoid, sigmoid_slope),
    Activation("tanh", "tanh", "tanh z", "1 − a²", -1.0, tanh, tanh_slope),
    Activation("relu", "ReLU", "max(0, z)", "1 if z > 0, else 0", 0.0, relu, relu_slope),
    Activation(
        "leaky_relu",
        "Leaky ReLU",
        "max(0.01z, z)",
        "1 if z > 0, else 0.01",
        -1.0,
        leaky_relu,
        leaky_relu_slope,
    ),
    Activation("elu", "ELU", "z if z > 0, else eᶻ − 1", "1 if z > 0, else eᶻ", 0.0, elu, elu_slope),
    Activation("gelu", "GELU", "z · Φ(z)", "Φ(z) + z · φ(z)", 0.0, gelu, gelu_slope),
    Activation("silu", "SiLU", "z · σ(z)", "σ(z) + a(1 − σ(z))", 0.0, silu, silu_slope),
    Activation("softplus", "Softplus", "ln(1 + eᶻ)", "σ(z)", 0.0, softplus, softplus_slope),
    Activation(
        "mish",
        "Mish",
        "z · tanh(ln(1 + eᶻ))",
        "t + z · σ(z) · (1 − t²), t = tanh(ln(1 + eᶻ))",
        0.0,
        mish,
        mish_slope,
    ),
    Activation(
        "hard_tanh",
        "Hard tanh",
        "z, held in −1 … 1",
        "1 if |z| < 1, else 0",
        -1.0,
        hard_tanh,
        hard_tanh_slope,
    ),
    Activation("sine", "Sine", "sin z", "cos z", -1.0, sine, sine_slope),
    Activation("softmax", "Softmax", "eᶻ / Σ eᶻ", "", 0.0, softmax, None, softmax_delta),
)
ACTIVATIONS = {record.name: record for record in _RECORDS}
