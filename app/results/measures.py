"""How well the rows of one half are learnt: loss, accuracy, R², confusions.

Shapes: ``y`` (rows, outputs) as a data set has it; ``targets`` and ``outputs`` (outputs, rows), ``losses``
(rows,).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..data import Dataset
from ..engine import Evaluator, Floats
from ..engine.parameters import Parameters
from ..engine.workspace import Workspace
from ..protocol.results import HalfResults
from .questions import Question


@dataclass(frozen=True, eq=False)
class Half:
    """What a network makes of the rows of one half."""

    targets: Floats
    outputs: Floats
    losses: Floats
    loss: float
    """Their mean, added up as the evaluations along a run are."""


def evaluators(parameters: Parameters, data: Dataset) -> tuple[Evaluator, Evaluator | None]:
    """Give what sends the training rows through, and the test rows, if there are any."""
    train = Evaluator(parameters, data.x_train, data.y_train)
    return train, Evaluator(parameters, data.x_test, data.y_test) if len(data.x_test) else None


def measure(evaluator: Evaluator, y: Floats, seen: Callable[[Workspace], None] = lambda _: None) -> Half:
    """Send all rows through; ``seen`` is shown the buffers of each few of them."""
    outputs, losses, loss = np.empty((y.shape[1], len(y))), np.empty(len(y)), 0.0
    for rows, space in evaluator.passes():
        outputs[:, rows], losses[rows] = space.layers[-1].a, space.loss
        loss += float(space.loss.sum())
        seen(space)
    return Half(y.T, outputs, losses, loss / len(y))


def told(half: Half, questions: Sequence[Question], *, values: bool, cells: bool = False) -> HalfResults:
    """Say how well a half is learnt.

    ``values`` is whether its targets are values, of which there is R², ``cells`` whether every row's cell of
    the confusion matrix is asked for.
    """
    of_rows = [each.cells(half.targets, half.outputs) for each in questions]
    confusions = [each.confusion(told) for each, told in zip(questions, of_rows, strict=True)]
    rows = half.targets.shape[1]
    return HalfResults(
        rows=rows,
        loss=half.loss,
        accuracy=None if values else float(np.trace(confusions[0])) / rows,
        r2=r_squared(half.targets, half.outputs) if values else [],
        confusions=[each.tolist() for each in confusions],
        cells=[each.tolist() for each in of_rows] if cells else [],
    )


def r_squared(targets: Floats, outputs: Floats) -> list[float | None]:
    """Give the share of each target's variance that its output explains; None where it does not vary."""
    spread = ((targets - targets.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    with np.errstate(all="ignore"):
        left = ((targets - outputs) ** 2).sum(axis=1)
        return [float(1.0 - each / of) if of else None for each, of in zip(left, spread, strict=True)]
