"""A record of each kind that no part of the program knows: ``python -m tests.novel`` records runs with them.

Each is added as README says, to its table, and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from app.engine.activations import ACTIVATIONS, Activation
from app.engine.initializers import INITIALIZERS, Initializer
from app.engine.losses import LOSSES, Loss
from app.engine.optimizers import OPTIMIZERS, Optimizer
from app.engine.penalties import PENALTIES, Penalty
from tests import recording


def softsign(z, *, width=0.8):
    """From −1 to 1, in no hurry."""
    return z / (width + np.absolute(z))


def softsign_slope(z, *, width=0.8):
    """Steepest at 0."""
    return width / (width + np.absolute(z)) ** 2


def log_cosh(a, y):
    """About ½r² for a small distance r, about |r| for a large one."""
    r = a - y
    return (np.logaddexp(r, -r) - np.log(2.0)).sum(axis=0)


def log_cosh_slope(a, y):
    """The distance, held between −1 and 1 by a tanh."""
    return np.tanh(a - y)


def fading(g, slow, largest, eta, t, *, keep=0.8, epsilon=1e-6):
    """A mean gradient over the largest there was, with a rate that fades from update to update."""
    slow = keep * slow + (1.0 - keep) * g
    largest = np.maximum(largest, np.absolute(g))
    faded = eta / np.sqrt(t)
    return -faded * slow / (largest + epsilon), slow, largest


def cauchy(w, rate):
    """Hardly more for a large weight than for one of middling size."""
    return rate * 2.0 * w / (1.0 + w**2)


def cauchy_value(w, rate):
    """λ times the logarithm of 1 + w²."""
    return rate * np.log(1.0 + w**2)


def _alternating(random: np.random.Generator, units_in: int, units: int):
    sign = np.where(np.arange(units_in * units) % 2, 1.0, -1.0).reshape(units_in, units)
    return sign * random.uniform(0.2, 0.6, (units_in, units))


ADDED: tuple[tuple[dict[str, Any], Any], ...] = (
    (ACTIVATIONS, Activation("softsign", "Softsign", "z / (w + |z|)", "", -1.0, softsign, softsign_slope)),
    (LOSSES, Loss("log_cosh", "Log-cosh", "Σ ln cosh(a − y)", "", None, log_cosh, log_cosh_slope)),
    (OPTIMIZERS, Optimizer("fading", "Fading", "", fading)),
    (PENALTIES, Penalty("cauchy", "Cauchy", "λ Σ ln(1 + w²)", cauchy_value, cauchy)),
    (INITIALIZERS, Initializer("alternating", "Alternating", "±U(0.2, 0.6)", _alternating)),
)


@contextmanager
def added() -> Iterator[None]:
    """Have the records in their tables for a while."""
    for table, record in ADDED:
        table[record.name] = record
    try:
        yield
    finally:
        for table, record in ADDED:
            del table[record.name]


if __name__ == "__main__":
    with added():
        recording.main()
