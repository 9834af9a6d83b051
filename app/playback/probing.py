"""What a run's present network makes of a sample of the visitor's own."""

import numpy as np

from ..data import Dataset, fed, held, nearest
from ..engine import BadInput, Floats
from ..protocol import Neighbour, Passed, Probe, Probed
from .viewpoint import Viewpoint


def probed(view: Viewpoint, asked: Probe, index: int) -> Probed:
    """Answer with every layer's numbers; raise ``BadInput`` where the sample is no row, or too large."""
    x = fed(view.data, asked.values)
    passes = view.forward(x)
    if not all(np.isfinite(part).all() for passed in passes for part in passed):
        raise BadInput("values", list(asked.values), None, "not_finite")
    layers = [Passed(z.tolist(), a.tolist()) for z, a in passes]
    return Probed(asked.id, index, x.tolist(), layers, _neighbours(view.data, x, asked.neighbours))


def _neighbours(data: Dataset, x: Floats, most: int) -> list[Neighbour]:
    if most == 0:
        return []
    return [
        Neighbour(row, distance, held(data, data.x_train[row]).tolist(), data.y_train[row].tolist())
        for row, distance in nearest(data, x, most)
    ]
