"""A sample that is in no data set: what a network is fed of it, and which training rows are most like it.

Its ``values`` are in the data's own units: pixels, centimetres, a point of the plane.
"""

from collections.abc import Sequence

import numpy as np

from ..engine.refusal import BadInput
from .dataset import Dataset
from .features import Floats, plane_inputs


def fed(data: Dataset, values: Sequence[float]) -> Floats:
    """Give a sample's inputs (inputs,); raise ``BadInput`` where it has another length than a row."""
    names = data.axes if _are_points(data) else data.inputs
    if len(values) != len(names):
        raise BadInput("values", len(values), {"length": len(names), "as": "a row"}, "wrong_length")
    row = np.array([values], dtype=np.float64)
    features = plane_inputs(row, data.inputs) if _are_points(data) else row
    inputs: Floats = ((features - data.mean) / data.deviation)[0]
    return inputs


def held(data: Dataset, x: Floats) -> Floats:
    """Give what the data hold of inputs (…, inputs): the way back from ``fed``, but for points of a plane."""
    return x * data.deviation + data.mean


def nearest(data: Dataset, x: Floats, most: int) -> list[tuple[int, float]]:
    """Find the training rows least far from inputs ``x`` (inputs,): each by its number, and how far it is.

    It is as far as the square root of the squared differences of all inputs: of an image in its pixels' own
    units, so that each counts alike, else as the network is fed them.
    """
    differences = data.x_train - x
    if data.image:
        differences *= data.deviation
    squares = np.einsum("ij,ij->i", differences, differences)
    rows = np.argsort(squares, kind="stable")[:most].tolist()
    return [(row, float(np.sqrt(squares[row]))) for row in rows]


def _are_points(data: Dataset) -> bool:
    """Whether a row is a point of the plane, of which the inputs are formulas."""
    return bool(data.plane) and data.axes != data.inputs
