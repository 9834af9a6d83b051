"""A small picture of what a network makes of its inputs: over a plane, along a line, or class by class."""

from base64 import b64encode

import numpy as np
from numpy.typing import NDArray

from ..data import Dataset
from ..data.places import along_at, over_plane_at
from ..engine import Evaluator, Floats
from ..engine.parameters import Parameters
from ..protocol.epochs import CURVE_POINTS, MAP_SIDE, MOST_DRAWN_UNITS, EpochPicture, PictureKind
from .pieces import Pieces

_LEVELS = 255


class Picturing:
    """Draws a network's parameters as they are, again and again."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self.kind = kind_of(data)
        self._of: tuple[Parameters, Evaluator] | None = None

    def drawing(self, parameters: Parameters) -> Pieces[EpochPicture | None]:
        """Draw them; None where the data have no picture, or the network's outputs are not finite."""
        if self.kind is None:
            return None
        parts = []
        for _, space in self._evaluator(parameters).passes():
            parts.append(space.layers[-1].a.copy())
            yield
        outputs = np.concatenate(parts, axis=1)
        if self.kind == "confusion":
            counts = _confusion(outputs, self._data)
            return _written("confusion", len(counts), counts)
        return _written(self.kind, len(outputs), outputs) if np.isfinite(outputs).all() else None

    def _evaluator(self, parameters: Parameters) -> Evaluator:
        """Give what asks them, made anew where an edit has made the parameters others."""
        if self._of is None or self._of[0] is not parameters:
            self._of = (parameters, Evaluator(parameters, *self._asked()))
        return self._of[1]

    def _asked(self) -> tuple[Floats, Floats]:
        data = self._data
        if self.kind == "confusion":
            return data.x_train, data.y_train
        x = over_plane_at(data, MAP_SIDE) if self.kind == "map" else along_at(data, CURVE_POINTS)
        return x, np.zeros((len(x), data.y_train.shape[1]))


def kind_of(data: Dataset) -> PictureKind | None:
    """Tell which picture data have, if any."""
    few = len(data.outputs) <= MOST_DRAWN_UNITS
    if data.plane and few:
        return "map"
    if data.interval and few:
        return "curve"
    return "confusion" if data.task == "classification" else None


def _confusion(outputs: Floats, data: Dataset) -> Floats:
    """Count which classes (rows) are taken for which (columns), as shares of the rows of each."""
    true, said = (_classes(values, data.threshold) for values in (data.y_train.T, outputs))
    classes = max(2, len(outputs))
    counts = np.zeros((classes, classes))
    np.add.at(counts, (true, said), 1.0)
    shares: Floats = counts / np.maximum(1.0, counts.sum(axis=1, keepdims=True))
    return shares


def _classes(values: Floats, threshold: float) -> NDArray[np.int64]:
    classes: NDArray[np.int64] = values.argmax(axis=0)
    return classes if len(values) > 1 else (values[0] >= threshold).astype(np.int64)


def _written(kind: PictureKind, units: int, values: Floats) -> EpochPicture:
    low, high = (0.0, 1.0) if kind == "confusion" else (float(values.min()), float(values.max()))
    levels = np.rint((values - low) * (_LEVELS / ((high - low) or 1.0))).astype(np.uint8)
    return EpochPicture(kind, units, low, high, b64encode(levels.tobytes()).decode())
