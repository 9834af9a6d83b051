"""A typed formula worked out for many places at once."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ...engine.recorded import Expression

Floats = NDArray[np.float64]


def evaluated(tree: Expression, places: Mapping[str, Floats]) -> Floats:
    """Give the value at each place (places,), not finite where it has none; a comparison gives 1 or 0."""
    shape = next(iter(places.values())).shape
    with np.errstate(all="ignore"):
        value = np.asarray(_value(tree, places), dtype=np.float64)
    return np.ascontiguousarray(np.broadcast_to(value, shape))


def _value(tree: Expression, places: Mapping[str, Floats]) -> Floats | float:
    if isinstance(tree, str):
        return places[tree]
    if not isinstance(tree, list):
        return np.float64(tree)
    operation, *operands = tree
    function: np.ufunc = getattr(np, operation)
    value: Floats = function(*(_value(operand, places) for operand in operands))
    return value
