"""The numbers a spec carries itself, used in their order and as given; inputs are scaled where it says so."""

from collections.abc import Generator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from ..engine.refusal import BadInput, Code, Limit
from ..engine.spec import Spec
from .built_in import Record
from .dataset import Task
from .encoding import CROSS_ENTROPIES
from .features import COORDINATES, FEATURES, Floats
from .generators import Labels, Made, fixed

KIND = "table"

_ROWS_AT_ONCE = 256
_ROUNDING = 1e-9
"""How far from 1 the shares of one row may sum."""


def outlined(spec: Spec) -> Record:
    """Describe the table of a spec as far as its size tells: no row of it is read."""
    assert spec.data.x, "a table"
    assert spec.data.y, "a table"
    data = spec.data
    columns = len(spec.data.x[0])
    plane = data.domain if columns == len(COORDINATES) else None
    inputs = tuple(FEATURES) if plane else data.x_names or _numbered("x", columns)
    outputs = data.y_names or _numbered("y", len(spec.data.y[0]))
    return Record(
        kind=KIND,
        label=data.label or "Own numbers",
        task="classification" if data.classes else "regression",
        inputs=inputs,
        default_inputs=COORDINATES if plane else inputs,
        make=_unread,
        suggested={},
        outputs=data.classes[1:] if data.classes else outputs,
        classes=data.classes or (),
        train_fraction=1.0,
        source="the specification itself",
        licence="its author's",
        takes=(
            "train_fraction",
            "x",
            "y",
            "standardize",
            "standardize_y",
            "label",
            "x_names",
            "y_names",
            "classes",
            "domain",
        ),
        shuffled=False,
        standardised=data.standardize,
        plane=plane,
        interval=data.domain if columns == 1 else None,
    )


def reading(spec: Spec) -> Generator[None, None, Record]:
    """Describe the table of a spec as the built-in data sets are described; rests after every few rows."""
    outline = outlined(spec)
    x, y = (yield from _numbers(spec.data.x)), (yield from _numbers(spec.data.y))
    if spec.data.classes:
        yield
        return replace(outline, make=fixed(x, _class_numbers(y, spec.data.classes)))
    _check_targets(y, spec.loss)
    yield
    # Values drawn on a plane or a line stay values where they happen to be 0 and 1.
    drawn = spec.data.domain and spec.loss not in CROSS_ENTROPIES
    classes = () if drawn else _classes(y, outline.outputs, spec.loss)
    yield
    task: Task = "classification" if classes else "regression"
    return replace(outline, task=task, classes=classes, make=fixed(x, y))


def _unread(*_: object) -> Made:
    raise AssertionError("an outline has no rows")


def _numbers(rows: Sequence[Sequence[float]] | None) -> Generator[None, None, Floats]:
    assert rows, "a table"
    numbers = np.empty((len(rows), len(rows[0])))
    for at in range(0, len(rows), _ROWS_AT_ONCE):
        numbers[at : at + _ROWS_AT_ONCE] = rows[at : at + _ROWS_AT_ONCE]
        yield
    return numbers


def _class_numbers(y: Floats, classes: tuple[str, ...]) -> Labels:
    """Take the one column (rows, 1) for classes, numbered from 0."""
    last = len(classes) - 1
    outside = np.any((y < 0) | (y > last), axis=1)
    _refuse(y, outside, {"low": 0, "high": last, "when": None}, "out_of_range")
    _refuse(y, np.any(y != np.rint(y), axis=1), ["integer"], "wrong_type")
    return y[:, 0].astype(np.int64)


def _check_targets(y: Floats, loss: str) -> None:
    """Refuse targets that a cross-entropy cannot read as shares."""
    if loss not in CROSS_ENTROPIES:
        return
    when = {"loss": loss}
    outside = np.any((y < 0) | (y > 1), axis=1)
    _refuse(y, outside, {"low": 0, "high": 1, "when": when}, "out_of_range")
    if loss == "categorical_cross_entropy":
        _refuse(y, abs(y.sum(axis=1) - 1.0) > _ROUNDING, {"sum": 1, "when": when}, "wrong_sum")


def _refuse(y: Floats, wrong: ArrayLike, limit: Limit, code: Code) -> None:
    """Name the first row that is wrong."""
    if np.any(wrong):
        row = int(np.argmax(wrong))
        raise BadInput(f"data.y.{row}", y[row].tolist(), limit, code)


def _classes(y: Floats, outputs: tuple[str, ...], loss: str) -> tuple[str, ...]:
    """Name the classes, none when the targets are values.

    Several outputs whose rows do not pick one each are values: no row has *the* class then, unless they are
    its shares. One output that always has the same target tells no classes apart, unless its loss says so.
    """
    negative = -1.0 if (y < 0).any() else 0.0
    marked = np.isin(y, (negative, 1.0)).all()
    if len(outputs) == 1:
        told_apart = marked and len(np.unique(y)) > 1
        return (f"{negative:g}", "1") if told_apart or loss in CROSS_ENTROPIES else ()
    picked = marked and ((y == 1).sum(axis=1) == 1).all()
    return outputs if picked or loss == "categorical_cross_entropy" else ()


def _numbered(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(1, count + 1))
