"""The inputs a point of the plane can be turned into: TensorFlow Playground's seven features."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..engine.recorded import Function, Line, recorded

Floats = NDArray[np.float64]

COORDINATES = ("x1", "x2")

FEATURES: Mapping[str, Function] = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1 * x1,
    "x2^2": lambda x1, x2: x2 * x2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin x1": lambda x1, x2: np.sin(x1),
    "sin x2": lambda x1, x2: np.sin(x2),
}
"""Formulas of both coordinates, so that the page can feed the network any point."""


def plane_inputs(points: Floats, names: Sequence[str]) -> Floats:
    """Turn points (n, 2) of the plane into the named inputs (n, len(names))."""
    return np.stack([FEATURES[name](*points.T) for name in names], axis=1)


def over_plane(names: Sequence[str]) -> list[list[Line]]:
    """Write each named input down as a formula of ``x1`` and ``x2``."""
    return [recorded(FEATURES[name]).lines("input") for name in names]
