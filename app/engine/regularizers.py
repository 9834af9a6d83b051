"""Penalties on weights, never on biases: one record each, in one table.

A penalty is no part of ``delta`` or of the gradient shown in the backward pass: it joins in the update.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from app.engine.operations import ZERO, Operations
from app.engine.optimizers import Rates, Vectors


@dataclass(frozen=True)
class Regularizer:
    """One penalty.

    ``before(vectors)`` binds ``penalty`` and adds it to ``h``; ``after(vectors, rates)`` may correct the
    step before it is taken. ``memory`` names the vectors it keeps (zeros at first).
    """

    name: str
    label: str
    formula: str
    before: Callable[[Vectors], Operations]
    after: Callable[[Vectors, Rates], Operations]
    memory: tuple[str, ...] = ()


def _nothing(v: Vectors, rates: Rates | None = None) -> Operations:
    return []


def _l2(v: Vectors) -> Operations:
    return [partial(np.multiply, v.p, v.rate, v.penalty), partial(np.add, v.h, v.penalty, v.h)]


def _l1(v: Vectors) -> Operations:
    return [
        partial(np.sign, v.p, v.penalty),
        partial(np.multiply, v.penalty, v.rate, v.penalty),
        partial(np.add, v.h, v.penalty, v.h),
    ]


def _kill_what_crosses_zero(v: Vectors, rates: Rates) -> Operations:
    """Bind TensorFlow Playground's rule: a weight that the penalty carries across zero is 0 for ever.

    Where the step without the penalty's η·λ·sign(w) ends on one side of zero and the whole step on the
    other, the step becomes −w.
    """
    dead = v.memory["dead"]
    alive, new, carried = np.empty_like(v.p), np.empty_like(v.p), np.empty_like(v.p)
    crossing = np.empty(v.p.shape, bool)
    back = np.empty_like(v.p)
    return [
        partial(np.subtract, 1.0, dead, alive),
        partial(np.multiply, v.s, alive, v.s),
        partial(np.add, v.p, v.s, new),
        partial(np.multiply, v.penalty, rates.eta, carried),
        partial(np.add, new, carried, carried),
        partial(np.multiply, new, carried, carried),
        partial(np.less, carried, ZERO, crossing),
        partial(np.negative, v.p, back),
        partial(np.copyto, v.s, back, where=crossing),
        partial(np.copyto, dead, 1.0, where=crossing),
    ]


_RECORDS = (
    Regularizer("none", "None", "0", _nothing, _nothing),
    Regularizer("l1", "L1", "λ Σ |w|", _l1, _kill_what_crosses_zero, ("dead",)),
    Regularizer("l2", "L2", "½λ Σ w²", _l2, _nothing),
)
REGULARIZERS = {record.name: record for record in _RECORDS}
