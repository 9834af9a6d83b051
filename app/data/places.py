"""Places at which a network is asked what it says: over the plane of its two inputs, along its only one."""

import numpy as np

from .dataset import Dataset
from .features import Floats, plane_inputs


def over_plane_at(data: Dataset, side: int) -> Floats:
    """Give the inputs (side², inputs) at the middles of a plane's cells, row by row from the lowest x2."""
    assert data.plane, "asked of points of a plane alone"
    low, high = data.plane
    middles = low + (high - low) / side * (np.arange(side) + 0.5)
    points = np.stack([np.tile(middles, side), np.repeat(middles, side)], axis=1)
    return points if data.axes == data.inputs else plane_inputs(points, data.inputs)


def along_at(data: Dataset, count: int) -> Floats:
    """Give so many inputs (count, 1) from one end of the only input's range to the other."""
    assert data.interval, "asked of an only input alone"
    return np.linspace(*data.interval, count)[:, None]
