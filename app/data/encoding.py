"""Classes become the numbers a network should put out, as its output activation has them."""

from dataclasses import dataclass

import numpy as np

from ..engine.activations import ACTIVATIONS
from .built_in import Record
from .features import Floats
from .generators import Labels

CROSS_ENTROPIES = ("binary_cross_entropy", "categorical_cross_entropy")
"""The losses that read targets as the shares of classes."""


@dataclass(frozen=True, eq=False)
class Targets:
    """Targets (rows, outputs), a name for each output, and the value midway between two targets."""

    y: Floats
    outputs: tuple[str, ...]
    threshold: float


def encode(record: Record, made: Labels | Floats, output_activation: str) -> Targets:
    """Turn class numbers (rows,) into targets; leave values (rows, outputs) as they are."""
    if made.ndim == 2:
        shares = bool(record.classes) and made.min() >= 0
        return Targets(made.astype(np.float64), record.outputs, 0.5 if shares else 0.0)
    negative = ACTIVATIONS[output_activation].negative_class
    single = len(record.classes) == 2 and not ACTIVATIONS[output_activation].couples_units
    columns = np.array([1]) if single else np.arange(len(record.classes))
    y = np.where(made[:, None] == columns, 1.0, negative)
    return Targets(y, record.outputs if single else record.classes, (1.0 + negative) / 2)


def encoded_alike(record: Record, made: Labels | Floats, output_activation: str) -> tuple[str, ...]:
    """Name the output activations for which the targets are the same numbers, this one among them.

    Values are the same whatever puts them out. Classes are told by 1 and by the activation's own *no*, and
    two of them by one output, but for an activation that shares 1 among its units.
    """
    if made.ndim == 2:
        return tuple(ACTIVATIONS)

    def told(name: str) -> tuple[float, bool]:
        shares = ACTIVATIONS[name].couples_units and len(record.classes) == 2
        return ACTIVATIONS[name].negative_class, shares

    return tuple(name for name in ACTIVATIONS if told(name) == told(output_activation))
