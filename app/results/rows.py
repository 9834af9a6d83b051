"""The rows of a half: those of a cell of its confusion matrix, or all, the worst first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..data import Dataset
from ..engine import Floats
from ..protocol.results import ResultRow
from .measures import Half
from .questions import Classes, Question

MOST_ROWS = 48
"""Told at a time."""
_REST, _DIGITS = 1e-12, 12
"""Scaling there and back leaves so much of a column's own size, and after so many digits."""


@dataclass(frozen=True)
class Asked:
    """Which rows of a half: all, or those of a class, or said to be of one, or said wrongly."""

    question: int = 0
    target: int | None = None
    said: int | None = None
    wrong: bool = False
    after: int = 0
    """Leave out so many of them."""


def found_in(
    half: Half, x: Floats, data: Dataset, questions: Sequence[Question], asked: Asked
) -> tuple[int, list[ResultRow]]:
    """Count them, and give the first of them; ``x`` (rows, inputs) is the half's."""
    question = questions[asked.question] if asked.question < len(questions) else None
    answers = (question.answers(half.targets), question.answers(half.outputs)) if question else None
    found = _found(half.losses, answers, asked)
    shown = found[asked.after : asked.after + MOST_ROWS].tolist()
    return len(found), [_told(half, x, data, answers, row) for row in shown]


def _found(losses: Floats, answers: tuple[Classes, Classes] | None, asked: Asked) -> Classes:
    """Give the numbers of all that are asked for, the largest loss first."""
    wanted = np.ones(len(losses), dtype=bool)
    if answers:
        targets, said = answers
        wanted &= asked.target is None or targets == asked.target
        wanted &= asked.said is None or said == asked.said
        wanted &= not asked.wrong or targets != said
    rows = np.flatnonzero(wanted)
    return rows[np.argsort(-losses[rows], kind="stable")]


def _told(
    half: Half, x: Floats, data: Dataset, answers: tuple[Classes, Classes] | None, row: int
) -> ResultRow:
    return ResultRow(
        row=row,
        inputs=_as_held(x[row], data.mean, data.deviation),
        targets=_as_held(half.targets[:, row], data.target_mean, data.target_deviation),
        outputs=(half.outputs[:, row] * data.target_deviation + data.target_mean).tolist(),
        target=int(answers[0][row]) if answers else None,
        said=int(answers[1][row]) if answers else None,
        loss=float(half.losses[row]),
    )


def _as_held(values: Floats, mean: Floats, deviation: Floats) -> list[float]:
    """Give values as the data hold them, without the rest that scaling leaves."""
    held = values * deviation + mean
    held[np.absolute(held) < _REST * (np.absolute(mean) + deviation)] = 0.0
    return [float(f"{value:.{_DIGITS}g}") for value in held.tolist()]
