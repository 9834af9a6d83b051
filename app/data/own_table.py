"""The numbers a spec carries itself, used in their order and as given; inputs are scaled where it says so."""

import numpy as np
from numpy.typing import ArrayLike

from ..engine.refusal import BadInput, Code, Limit
from ..engine.spec import Spec
from .built_in import Record
from .encoding import CROSS_ENTROPIES
from .features import Floats
from .generators import fixed

KIND = "table"

_ROUNDING = 1e-9
"""How far from 1 the shares of one row may sum."""


def own_table(spec: Spec) -> Record:
    """Describe the table of a spec as the built-in data sets are described."""
    x, y = np.array(spec.data.x, dtype=np.float64), np.array(spec.data.y, dtype=np.float64)
    _check_targets(y, spec.loss)
    inputs, outputs = _numbered("x", x.shape[1]), _numbered("y", y.shape[1])
    classes = _classes(y, outputs, spec.loss)
    return Record(
        kind=KIND,
        label="Own numbers",
        task="classification" if classes else "regression",
        inputs=inputs,
        default_inputs=inputs,
        make=fixed(x, y),
        suggested={},
        outputs=outputs,
        classes=classes,
        train_fraction=1.0,
        source="the specification itself",
        licence="its author's",
        takes=("train_fraction", "x", "y", "standardize"),
        shuffled=False,
        standardised=spec.data.standardize,
    )


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
