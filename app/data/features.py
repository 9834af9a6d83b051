"""The inputs a point of the plane can be turned into: TensorFlow Playground's seven features."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEATURES: dict[str, Callable[[Floats], Floats]] = {
    "x1": lambda x: x[0],
    "x2": lambda x: x[1],
    "x1^2": lambda x: x[0] * x[0],
    "x2^2": lambda x: x[1] * x[1],
    "x1*x2": lambda x: x[0] * x[1],
    "sin x1": lambda x: np.sin(x[0]),
    "sin x2": lambda x: np.sin(x[1]),
}


def plane_inputs(points: Floats, names: Sequence[str]) -> Floats:
    """Turn points (n, 2) of the plane into the named inputs (n, len(names))."""
    return np.stack([FEATURES[name](points.T) for name in names], axis=1)
