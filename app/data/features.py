"""The inputs a point of the plane can be turned into: TensorFlow Playground's seven, and typed formulas."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..engine.recorded import Function, Line, recorded
from .expressions import evaluated, parsed

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
    return np.stack([_input(points, name) for name in names], axis=1)


def over_plane(names: Sequence[str]) -> list[list[Line]]:
    """Write each named input down as a formula of ``x1`` and ``x2``."""
    return [_lines(name) for name in names]


def _input(points: Floats, name: str) -> Floats:
    if name in FEATURES:
        made: Floats = FEATURES[name](*points.T)
        return made
    return evaluated(parsed(name, COORDINATES).tree, dict(zip(COORDINATES, points.T, strict=True)))


def _lines(name: str) -> list[Line]:
    if name in FEATURES:
        return recorded(FEATURES[name]).lines("input")
    return [["input", parsed(name, COORDINATES).tree]]
