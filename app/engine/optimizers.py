"""Optimizers: how a gradient becomes a step. One record each, in one table; conventions are PyTorch's.

Each is a formula, elementwise over all layers' parameters. It may read ``g`` (the mini-batch's gradient
with the penalty's), ``w`` (the parameters), ``eta`` (the learning rate) and ``t`` (the number of the update,
from 1); whatever else it reads is its memory, zeros at first. It gives the step to add to the parameters,
then the new memories in the order in which it reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .recorded import Function, recorded

SCALARS = ("eta", "t")
_GIVEN = ("g", "w", *SCALARS)


@dataclass(frozen=True)
class Optimizer:
    """One optimizer: ``step`` is its formula."""

    name: str
    label: str
    formula: str
    step: Function

    @property
    def memory(self) -> tuple[str, ...]:
        """Name the vectors that it keeps."""
        return tuple(name for name in recorded(self.step).inputs if name not in _GIVEN)

    @property
    def scalars(self) -> tuple[str, ...]:
        """Name the numbers that it takes."""
        return tuple(name for name in SCALARS if name in recorded(self.step).inputs)

    @property
    def constants(self) -> Mapping[str, float]:
        """Give the constants of its formula."""
        return recorded(self.step).constants


def sgd(g, eta):
    """Down the gradient."""
    return -eta * g


def momentum(g, velocity, eta, *, mu=0.9):
    """Down a velocity that the gradient drives and friction slows."""
    velocity = mu * velocity + g
    return -eta * velocity, velocity


def nesterov(g, velocity, eta, *, mu=0.9):
    """Momentum that looks one step ahead."""
    velocity = mu * velocity + g
    return -eta * (g + mu * velocity), velocity


def rmsprop(g, v, eta, *, rho=0.99, epsilon=1e-8):
    """Gradients in units of their own recent size (Tieleman & Hinton 2012)."""
    v = rho * v + (1.0 - rho) * g**2
    return -eta * g / (np.sqrt(v) + epsilon), v


def adagrad(g, v, eta, *, epsilon=1e-10):
    """Gradients in units of all there were (Duchi, Hazan & Singer 2011)."""
    v = v + g**2
    return -eta * g / (np.sqrt(v) + epsilon), v


def adam(g, m, v, eta, t, *, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    """The gradient's moving mean over the root of its square's, both corrected for having begun at 0
    (Kingma & Ba 2015).
    """
    m = beta_1 * m + (1.0 - beta_1) * g
    v = beta_2 * v + (1.0 - beta_2) * g**2
    m_hat = m / (1.0 - beta_1**t)
    v_hat = v / (1.0 - beta_2**t)
    return -eta * m_hat / (np.sqrt(v_hat) + epsilon), m, v


def adamw(g, w, m, v, eta, t, *, beta_1=0.9, beta_2=0.999, epsilon=1e-8, decay=0.01):
    """Adam on top of a shrinking of every parameter (Loshchilov & Hutter 2019)."""
    m = beta_1 * m + (1.0 - beta_1) * g
    v = beta_2 * v + (1.0 - beta_2) * g**2
    m_hat = m / (1.0 - beta_1**t)
    v_hat = v / (1.0 - beta_2**t)
    return -eta * m_hat / (np.sqrt(v_hat) + epsilon) - eta * decay * w, m, v


def nadam(g, m, v, filled, eta, t, *, beta_1=0.9, beta_2=0.999, epsilon=1e-8, psi=0.004):
    """Adam that looks one step ahead, with a momentum that grows (Dozat 2016). ``filled`` is how much of the
    moving mean is no longer the 0 it began with.
    """
    mu = beta_1 * (1.0 - 0.5 * 0.96 ** (psi * t))
    mu_next = beta_1 * (1.0 - 0.5 * 0.96 ** (psi * (t + 1.0)))
    m = beta_1 * m + (1.0 - beta_1) * g
    v = beta_2 * v + (1.0 - beta_2) * g**2
    filled = 1.0 - mu * (1.0 - filled)
    m_hat = mu_next * m / (1.0 - mu_next * (1.0 - filled)) + (1.0 - mu) * g / filled
    v_hat = v / (1.0 - beta_2**t)
    return -eta * m_hat / (np.sqrt(v_hat) + epsilon), m, v, filled


def lion(g, m, eta, *, beta_1=0.9, beta_2=0.99):
    """Steps of one size, to the side where the gradient and its moving mean point (Chen et al. 2023)."""
    direction = np.sign(beta_1 * m + (1.0 - beta_1) * g)
    m = beta_2 * m + (1.0 - beta_2) * g
    return -eta * direction, m


_MEANS = "m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)"
_RECORDS = (
    Optimizer("sgd", "SGD", "w − η·g", sgd),
    Optimizer("momentum", "Momentum", "w − η·v, v ← μv + g", momentum),
    Optimizer("nesterov", "Nesterov", "w − η·(g + μv), v ← μv + g", nesterov),
    Optimizer("rmsprop", "RMSProp", "w − η·g / (√v + ε), v ← ρv + (1 − ρ)g²", rmsprop),
    Optimizer("adagrad", "Adagrad", "w − η·g / (√v + ε), v ← v + g²", adagrad),
    Optimizer("adam", "Adam", f"w − η·m̂ / (√v̂ + ε), {_MEANS}", adam),
    Optimizer("adamw", "AdamW", f"w − η·(κw + m̂ / (√v̂ + ε)), {_MEANS}", adamw),
    Optimizer(
        "nadam",
        "NAdam",
        "w − η·m̂ / (√v̂ + ε), m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², "
        "m̂ = μ′m / (1 − Πμ′) + (1 − μ)g / (1 − Πμ), v̂ = v / (1 − β₂ᵗ), μ = β₁(1 − ½·0.96^(ψt))",
        nadam,
    ),
    Optimizer("lion", "Lion", "w − η·sign(β₁m + (1 − β₁)g), m ← β₂m + (1 − β₂)g", lion),
)
OPTIMIZERS = {record.name: record for record in _RECORDS}
