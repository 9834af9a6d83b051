"""Penalties on weights, never on biases: one record each, in one table.

A penalty is no part of ``delta`` or of the gradient shown in the backward pass: it joins in the update. Its
formulas are elementwise over all layers' parameters ``w``; ``rate`` is λ on weights and 0 on biases.
"""

from dataclasses import dataclass

import numpy as np

from .operations import QUIET, Floats
from .recorded import Function, recorded


@dataclass(frozen=True)
class Penalty:
    """One penalty: ``value(w, rate)`` is what a weight costs, ``gradient(w, rate)`` its slope by the weight.

    ``correction`` may change the step before it is taken: of ``w``, ``step``, ``g`` (the gradient with the
    penalty's), ``penalty`` (the penalty's own) and memories, zeros at first, it gives step and memories.
    """

    name: str
    label: str
    formula: str
    value: Function | None = None
    gradient: Function | None = None
    correction: Function | None = None

    @QUIET
    def cost(self, w: Floats, rate: Floats | float) -> float:
        """Give what all these weights cost together, on top of each mini-batch's loss."""
        return 0.0 if self.value is None else float(np.sum(self.value(w, rate)))

    @property
    def memory(self) -> tuple[str, ...]:
        """Name the vectors that it keeps."""
        if self.correction is None:
            return ()
        given = ("w", "step", "g", "penalty")
        return tuple(name for name in recorded(self.correction).inputs if name not in given)


def l1(w, rate):
    """As much for every weight, towards 0 (at 0 none)."""
    return rate * np.sign(w)


def l1_value(w, rate):
    """λ times the weight's size."""
    return rate * np.absolute(w)


def stop_at_zero(w, step, g, penalty, dead):
    """TensorFlow Playground's rule: a weight that the penalty carries across zero is 0 for ever.

    The penalty's share of a step is its share of the gradient ``g``, from none to all of it. Where the whole
    step leads beyond zero and the rest of it would not, the step becomes −w. With SGD this is the rule to the
    letter; the other optimizers scale the gradient, and the penalty within it alike.
    """
    step = (1.0 - dead) * step
    size = np.absolute(g)
    share = np.clip(np.sign(g) * penalty, 0.0, size)
    # |g| · (w + step · (1 − share / |g|)) has the sign that matters, and divides by nothing.
    without = size * w + step * (size - share)
    carried = (w + step) * without < 0.0
    return np.where(carried, -w, step), np.where(carried, 1.0, dead)


def l2(w, rate):
    """In proportion to the weight."""
    return rate * w


def l2_value(w, rate):
    """½λ times the weight's square."""
    return 0.5 * rate * w**2


_RECORDS = (
    Penalty("none", "None", "0"),
    Penalty("l1", "L1", "λ Σ |w|", l1_value, l1, stop_at_zero),
    Penalty("l2", "L2", "½λ Σ w²", l2_value, l2),
)
PENALTIES = {record.name: record for record in _RECORDS}
