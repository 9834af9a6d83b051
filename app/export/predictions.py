"""Every row with what the network says of it, as CSV.

Inputs and targets are told in their own units. A text that a spreadsheet would take for a formula has an
apostrophe before it.
"""

import csv
import io
from collections.abc import Iterator, Sequence

import numpy as np

from ..data import DATASETS, Which
from ..engine import Floats
from .trained import Trained

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_DIGITS = 12
"""Of inputs and targets: scaling there and back leaves a rest in the last ones."""


def predictions(run: Trained) -> str:
    """Write the table: half, text, inputs, targets, outputs, and of classes the right one and the said."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([_text(name) for name in _header(run)])
    halves = (
        ("train", run.data.rows_train, run.data.x_train, run.data.y_train, run.outputs[0]),
        ("test", run.data.rows_test, run.data.x_test, run.data.y_test, run.outputs[1]),
    )
    for half, numbers, x, y, a in halves:
        for row, text in zip(_rows(run, x, y, a), _said(run, numbers), strict=True):
            writer.writerow([half, *text, *row])
    return file.getvalue()


def _header(run: Trained) -> list[str]:
    data = run.data
    named = [f"target {name}" for name in data.outputs] + [f"output {name}" for name in data.outputs]
    texts = ("text",) if data.way else ()
    return ["half", *texts, *data.inputs, *named, *(("class", "predicted class") if data.classes else ())]


def _said(run: Trained, numbers: Which) -> list[list[str]]:
    """Give what each of some rows says, where data were made of that."""
    said = DATASETS[run.data.kind].said if run.data.way else None
    texts = said.texts() if said else ()
    return [[_text(texts[number])] if texts else [] for number in numbers]


def _rows(run: Trained, x: Floats, y: Floats, a: Floats) -> Iterator[Sequence[str | float]]:
    data = run.data
    inputs = x * data.deviation + data.mean
    targets, outputs = (each * data.target_deviation + data.target_mean for each in (y, a))
    for row in range(len(x)):
        told: list[str | float] = [
            *_rounded(inputs[row]),
            *_rounded(targets[row]),
            *outputs[row].tolist(),
        ]
        if data.classes:
            told += [_text(_class(run, y[row])), _text(_class(run, a[row]))]
        yield told


def _class(run: Trained, values: Floats) -> str:
    """Name the class that outputs stand for, as accuracy is counted."""
    if len(values) == 1:
        return run.data.classes[int(values[0] >= run.data.threshold)]
    return run.data.classes[int(np.argmax(values))]


def _rounded(values: Floats) -> list[float]:
    return [float(f"{value:.{_DIGITS}g}") for value in values.tolist()]


def _text(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
