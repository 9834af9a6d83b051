"""Learning-rate schedules: which learning rate an update has. One record each, in one table.

Each is a formula of ``eta_0`` (the learning rate that is set) and ``epochs``, how many were trained since the
schedule came in, before this mini-batch: 2.5 in the middle of the third. It gives ``eta``, the learning rate
of this mini-batch's update. Constants that are lengths are in epochs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .recorded import Function, recorded


@dataclass(frozen=True)
class RateSchedule:
    """One schedule: ``rate`` is its formula."""

    name: str
    label: str
    formula: str
    rate: Function

    @property
    def constants(self) -> Mapping[str, float]:
        """Give the constants of its formula."""
        return recorded(self.rate).constants

    @property
    def varies(self) -> bool:
        """Whether the rate depends on how long was trained."""
        return "epochs" in recorded(self.rate).inputs

    def at(self, eta_0: float, epochs: float, constants: Mapping[str, float]) -> float:
        """Give the learning rate after so many epochs."""
        return float(self.rate(eta_0, epochs, **constants)) if self.varies else eta_0


def constant(eta_0):
    """The same all along."""
    return eta_0


def step_decay(eta_0, epochs, *, gamma=0.5, every=10.0):
    """Times γ after every so many epochs."""
    return eta_0 * gamma ** np.floor(epochs / every)


def exponential(eta_0, epochs, *, gamma=0.95):
    """Times γ with every epoch, a little at every update."""
    return eta_0 * gamma**epochs


def inverse_time(eta_0, epochs, *, slowing=0.1):
    """Over a time that goes on evenly (Robbins & Monro 1951)."""
    return eta_0 / (1.0 + slowing * epochs)


def cosine(eta_0, epochs, *, span=50.0):
    """Half a wave from η₀ down to 0, where it stays (Loshchilov & Hutter 2017)."""
    return eta_0 * 0.5 * (1.0 + np.cos(np.pi * np.minimum(epochs / span, 1.0)))


def cosine_restarts(eta_0, epochs, *, span=10.0):
    """Half a wave from η₀ down to 0, then again from η₀ (Loshchilov & Hutter 2017)."""
    return eta_0 * 0.5 * (1.0 + np.cos(np.pi * (epochs / span - np.floor(epochs / span))))


def warm_up(eta_0, epochs, *, first=0.1, rise=5.0):
    """Evenly up from a share of η₀ to all of it, where it stays."""
    return eta_0 * (first + (1.0 - first) * np.minimum(epochs / rise, 1.0))


def warm_up_cosine(eta_0, epochs, *, first=0.1, rise=5.0, span=50.0):
    """Evenly up to η₀, then half a wave down to 0."""
    down = 0.5 * (1.0 + np.cos(np.pi * np.minimum((epochs - rise) / span, 1.0)))
    return eta_0 * np.where(epochs < rise, first + (1.0 - first) * epochs / rise, down)


_RECORDS = (
    RateSchedule("constant", "Constant", "η₀", constant),
    RateSchedule("step", "Step decay", "η₀ · γ^⌊τ/s⌋", step_decay),
    RateSchedule("exponential", "Exponential", "η₀ · γ^τ", exponential),
    RateSchedule("inverse_time", "1/t", "η₀ / (1 + kτ)", inverse_time),
    RateSchedule("cosine", "Cosine", "½η₀ (1 + cos(π τ/T)), then 0", cosine),
    RateSchedule(
        "cosine_restarts", "Cosine, restarted", "½η₀ (1 + cos(π τ/T)), every T epochs", cosine_restarts
    ),
    RateSchedule("warm_up", "Warm-up", "η₀ (f + (1 − f) τ/r), then η₀", warm_up),
    RateSchedule(
        "warm_up_cosine", "Warm-up, cosine", "up to η₀ in r epochs, then ½η₀ (1 + cos)", warm_up_cosine
    ),
)
SCHEDULES = {record.name: record for record in _RECORDS}
