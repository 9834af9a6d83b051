"""What rows are asked: which class they are of, or, of several yes-or-no targets, each of them.

Shapes: ``y`` and ``a`` are (outputs, rows); class numbers are (rows,).
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..data import Dataset
from ..engine import Floats

Classes: TypeAlias = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Question:
    """One question, and how outputs answer it: as accuracy has it."""

    name: str
    """The output that answers it alone; empty where all do."""
    classes: tuple[str, ...]
    threshold: float
    output: int | None = None
    """Which output answers it alone; None where all do."""

    def answers(self, values: Floats) -> Classes:
        """Give the class that targets or outputs stand for."""
        asked = values if self.output is None else values[self.output : self.output + 1]
        if len(asked) == 1:
            return np.asarray(asked[0] >= self.threshold, np.intp)
        largest: Classes = asked.argmax(axis=0)
        return largest

    def cells(self, y: Floats, a: Floats) -> Classes:
        """Give each row's cell of the confusion matrix, counted row by row of the matrix."""
        cells: Classes = self.answers(y) * len(self.classes) + self.answers(a)
        return cells

    def confusion(self, cells: Classes) -> NDArray[np.intp]:
        """Count rows, given their cells, by the class they are of, and by the one they are said to be of."""
        count = len(self.classes)
        return np.bincount(cells, minlength=count**2).reshape(count, count)


def questions_of(data: Dataset) -> list[Question]:
    """Give what rows of these data are asked; nothing where targets are values."""
    if data.task == "classification":
        return [Question("", data.classes, data.threshold)]
    no = -1.0 if (data.y_train < 0).any() else 0.0
    if len(data.outputs) == 1 or not np.isin(data.y_train, (no, 1.0)).all():
        return []
    classes = (f"{no:g}", "1")
    return [Question(name, classes, (no + 1.0) / 2, output) for output, name in enumerate(data.outputs)]
