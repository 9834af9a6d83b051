"""Penalties on weights, never on biases: one record each, in one table.

A penalty is no part of ``delta`` or of the gradient shown in the backward pass: it joins in the update.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from .operations import ZERO, Operations
from .optimizers import Vectors


@dataclass(frozen=True)
class Penalty:
    """One penalty.

    ``before(vectors)`` binds ``penalty`` and adds it to ``h``; ``after(vectors)`` may correct the
    step before it is taken. ``memory`` names the vectors it keeps (zeros at first).
    """

    name: str
    label: str
    formula: str
    before: Callable[[Vectors], Operations]
    after: Callable[[Vectors], Operations]
    memory: tuple[str, ...] = ()


def _nothing(v: Vectors) -> Operations:
    return []


def _l2(v: Vectors) -> Operations:
    return [partial(np.multiply, v.p, v.penalty_rate, v.penalty), partial(np.add, v.h, v.penalty, v.h)]


def _l1(v: Vectors) -> Operations:
    return [
        partial(np.sign, v.p, v.penalty),
        partial(np.multiply, v.penalty, v.penalty_rate, v.penalty),
        partial(np.add, v.h, v.penalty, v.h),
    ]


def _kill_what_crosses_zero(v: Vectors) -> Operations:
    """Bind TensorFlow Playground's rule: a weight that the penalty carries across zero is 0 for ever.

    The penalty's share of a step is its share of the gradient ``h``, from none to all of it. Where the whole
    step leads beyond zero and the rest of it would not, the step becomes −w. With SGD this is the rule to the
    letter; the other optimizers scale the gradient, and the penalty within it alike.
    """
    dead = v.memory["dead"]
    alive, new, size, rest, back = (np.empty_like(v.p) for _ in range(5))
    crossing = np.empty(v.p.shape, bool)
    return [
        partial(np.subtract, 1.0, dead, alive),
        partial(np.multiply, v.s, alive, v.s),
        partial(np.add, v.p, v.s, new),
        # rest = |h| · (p + s · (1 − share)), which has the sign that matters and divides by nothing.
        partial(np.absolute, v.h, size),
        partial(np.sign, v.h, rest),
        partial(np.multiply, v.penalty, rest, rest),
        partial(np.maximum, rest, ZERO, out=rest),
        partial(np.minimum, rest, size, out=rest),
        partial(np.subtract, size, rest, rest),
        partial(np.multiply, v.s, rest, rest),
        partial(np.multiply, v.p, size, size),
        partial(np.add, size, rest, rest),
        partial(np.multiply, new, rest, rest),
        partial(np.less, rest, ZERO, crossing),
        partial(np.negative, v.p, back),
        partial(np.copyto, v.s, back, where=crossing),
        partial(np.copyto, dead, 1.0, where=crossing),
    ]


_RECORDS = (
    Penalty("none", "None", "0", _nothing, _nothing),
    Penalty("l1", "L1", "λ Σ |w|", _l1, _kill_what_crosses_zero, ("dead",)),
    Penalty("l2", "L2", "½λ Σ w²", _l2, _nothing),
)
PENALTIES = {record.name: record for record in _RECORDS}
