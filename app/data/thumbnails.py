"""A small picture of each data set, for the form: few numbers, the same every time."""

from typing import Any

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence

from .built_in import DATASETS, Record
from .features import Floats
from .generators import Labels

Rows = list[list[float]]

_POINTS = 120
_SEED = 7

_COLUMNS = {"wine": ("flavanoids", "proline"), "iris": ("petal length (cm)", "petal width (cm)")}
"""The two columns that tell the classes of a table apart; else it is the first two."""


def thumbnail(kind: str) -> dict[str, Any]:
    """Draw a data set with what it needs: ``image`` rows from 0 to 1, ``parts`` of sentences that tell its
    classes, one each, or ``points`` [x, y, value].

    x and y go from −1 to 1, y upwards. ``value`` is from −1 to 1, or, with ``classes``, a class number.
    """
    record = DATASETS[kind]
    made, answers = record.make(_POINTS, 0.0, Generator(PCG64(SeedSequence(_SEED))))
    if record.image:
        return {"image": _picture(record, made, answers)}
    if record.said:
        return {"parts": _telling(record, made, answers)}
    if record.plane:
        return {"points": _rounded(_to_range(made, *record.plane), _signed(answers))}
    if record.task == "regression":
        return {
            "points": _rounded(
                _to_range(np.hstack([made, answers]), float(made.min()), float(made.max())), answers
            )
        }
    return {"points": _table_points(record, made, answers), "classes": len(record.classes)}


def _picture(record: Record, made: Floats, answers: Labels | Floats) -> Rows:
    assert record.image is not None, f"{record.kind} has no pictures"
    first = int(np.argmax(answers == record.classes.index(record.pictured)))
    rows: Rows = (made[first] / made[first].max()).round(2).reshape(record.image).tolist()
    return rows


def _telling(record: Record, made: Floats, answers: Labels | Floats) -> list[str]:
    """Name for each class the part that it has most more often than any other class."""
    often = np.array([made[answers == number].mean(axis=0) for number in range(len(record.classes))])
    elsewhere = np.array([np.delete(often, number, axis=0).max(axis=0) for number in range(len(often))])
    return [record.inputs[place] for place in (often - elsewhere).argmax(axis=1)]


def _table_points(record: Record, made: Floats, answers: Labels | Floats) -> Rows:
    """Show about as many rows as the others show points, evenly from the whole table."""
    columns = [record.inputs.index(name) for name in _COLUMNS.get(record.kind, record.inputs[:2])]
    shown = made[:, columns]
    spread = _to_range(shown, shown.min(axis=0), shown.max(axis=0))
    some = np.linspace(0, len(made) - 1, _POINTS).astype(np.int64)
    return _rounded(spread[some], answers[some])


def _signed(answers: Labels | Floats) -> Floats:
    """Show a class number as −1 or 1, and a value as itself, no further out than that."""
    return np.asarray(np.clip(answers, -1.0, 1.0) if answers.ndim == 2 else answers * 2.0 - 1.0)


def _to_range(values: Floats, low: Floats | float, high: Floats | float) -> Floats:
    return np.asarray((values - low) / (high - low) * 2.0 - 1.0)


def _rounded(points: Floats, values: Labels | Floats) -> Rows:
    rows: Rows = np.column_stack([points, values]).round(2).tolist()
    return rows
