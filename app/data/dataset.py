"""A data set as a network sees it: inputs and targets of both halves, and the names of both ends.

Shapes: ``x`` (rows, inputs), ``y`` (rows, outputs), ``points`` (rows, 2); the test half may have no
rows, and ``points`` has none where the data are not of the plane.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..engine.recorded import Line
from .features import COORDINATES, Floats, over_plane
from .said import Way

Which = NDArray[np.int64]
"""The numbers of some rows."""

Task = Literal["classification", "regression"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything a run takes from its data; the arrays are read-only.

    ``threshold`` lies midway between the two targets of a classification: a single output at or above it
    means the class the output is named after. ``plane`` is the range of both coordinates when the rows are
    points of a plane, or have two inputs, and ``axes`` names them; ``interval`` is the range of an only one;
    ``image`` is the (height, width) when a row is a picture. An input is (column − ``mean``) / ``deviation``,
    which are 0 and 1 where nothing is standardised; so is a target, by ``target_mean`` and
    ``target_deviation``. ``rows_train`` and ``rows_test`` number the rows of each half as the data have them;
    ``way`` is how what they say was made inputs of. ``alike`` names the output activations for which targets
    are these very numbers.
    """

    kind: str
    label: str
    task: Task
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    classes: tuple[str, ...]
    x_train: Floats
    y_train: Floats
    x_test: Floats
    y_test: Floats
    threshold: float
    plane: tuple[float, float] | None
    axes: tuple[str, ...]
    interval: tuple[float, float] | None
    image: tuple[int, int] | None
    mean: Floats
    deviation: Floats
    target_mean: Floats
    target_deviation: Floats
    points_train: Floats
    points_test: Floats
    rows_train: Which
    rows_test: Which
    way: Way | None
    alike: tuple[str, ...]

    @property
    def over_plane(self) -> list[list[Line]]:
        """Each input as a formula of a point's ``x1`` and ``x2``; none where the rows are no points."""
        if not self.plane:
            return []
        return over_plane(COORDINATES if self.axes == self.inputs else self.inputs)
