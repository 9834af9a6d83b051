"""What the engine is made of: array operations bound once to buffers, then only called.

An operation is a NumPy function with all its arguments, the last being where the result goes
(``partial(np.tanh, z, a)`` writes tanh z into a). Binding once and calling many times costs a third
of what fresh expressions cost on networks small enough to look at. There a call costs as much as its
arithmetic, so the cheapest one is bound: sums and repetitions over rows or units are products with ones,
and ``fmax`` and ``fmin`` stand for ``maximum`` and ``minimum``, which take no result by position. (They drop
a NaN, but what they read here is itself looked at.)

Inside the engine arrays stand with units first, ``(units, rows)``: one unit's values lie together,
so that a layer with its constant 1 for the bias is one contiguous block. ``State`` shows them the
usual way round, rows first.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Operation: TypeAlias = Callable[[], object]
Operations: TypeAlias = list[Operation]

QUIET = np.errstate(all="ignore")
"""Numbers that leave the range of doubles are found by looking; the run then says where, and stops."""

ZERO = np.array(0.0)
HALF = np.array(0.5)
ONE = np.array(1.0)


def repeated(row: Floats, out: Floats) -> Operations:
    """Bind ``row`` (1, rows) repeated for every unit of ``out`` (units, rows)."""
    return [partial(np.ones((len(out), 1)).dot, row, out)]


def summed(terms: Floats, out: Floats) -> Operations:
    """Bind the sum of ``terms`` (units, rows) over the units; ``out`` is (1, rows), or has it repeated."""
    return [partial(np.ones((len(out), len(terms))).dot, terms, out)]


def run(operations: Operations) -> None:
    """Call every operation, in order."""
    for operation in operations:
        operation()
