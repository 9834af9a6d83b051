"""What the engine is made of: array operations bound once to buffers, then only called.

An operation is a NumPy function with all its arguments, the last being where the result goes
(``partial(np.tanh, z, a)`` writes tanh z into a). Binding once and calling many times costs a third
of what fresh expressions cost on networks small enough to look at.

Inside the engine arrays stand with units first, ``(units, rows)``: one unit's values lie together,
so that a layer with its constant 1 for the bias is one contiguous block. ``State`` shows them the
usual way round, rows first.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Operation: TypeAlias = Callable[[], object]
Operations: TypeAlias = list[Operation]

QUIET = np.errstate(all="ignore")
"""Numbers that leave the range of doubles are found by looking; the run then says where, and stops."""


def run(operations: Operations) -> None:
    """Call every operation, in order."""
    for operation in operations:
        operation()
