"""What a CSV file would become, told before it is used: how it is read, and each column with its values."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ...engine.activations import ACTIVATIONS
from ...engine.refusal import BadInput, Code
from ...engine.spec import MAX_FEATURES, Spec
from ..features import Floats
from ..loading import split
from .cells import named
from .choices import Decimal, Delimiter, Encoding, Missing, TableChoices
from .deciding import Decided, Found, Plan, Role, WhyCell, WhyOff, WhyTarget, flagged_cells, plan
from .making import encoded, suited
from .possible import never, refused, remedies
from .problems import problem
from .reading import Sheet

MOST_COUNTED = 64
"""Values of a category that are counted one by one."""
MOST_FLAGGED = 100
"""Unusable cells that are named."""
MOST_SHOWN = 50
"""Rows of the preview: so many of the first, and so many of those that are flagged."""
BARS = 20
"""Of a histogram."""
_MOST_CELL = 60
"""Characters of a cell that are shown."""


class TableProblem(Struct, frozen=True):
    """What keeps the table from being used, as every refusal is told."""

    code: Code
    field: str
    value: str
    limit: Any
    message: str


class TableColumn(Struct, frozen=True):
    """One column: what it holds, what it is for, and what it becomes."""

    name: str
    number: int
    """From 1."""
    kind: Found
    role: Role
    why: WhyOff | None
    """Why it is off."""
    values: int
    """How many different ones: of very many texts no more than a thousand are told apart."""
    low: float | None
    high: float | None
    """Of the numbers that can be used; null where it is none."""
    mean: float | None
    deviation: float | None
    """Of the training rows: a number becomes (x − mean) / deviation, a constant one x − mean."""
    histogram: Sequence[int]
    """Of numbers: how many from low to high, in bars of the same width."""
    counts: Sequence[tuple[str, int]]
    """Of a category: how many rows have each value, in order."""
    flagged: int
    """Cells that cannot be used."""
    becomes: Sequence[str]
    """The names of its inputs, or of the classes of the target; none when it is off."""
    refused: TableProblem | None
    """What keeps it from being the only target, whatever becomes of unusable cells."""


class TableCell(Struct, frozen=True):
    """A cell that cannot be used."""

    row: int
    column: str
    value: str
    why: WhyCell


class RaggedRow(Struct, frozen=True):
    """A row with another number of cells than there are columns."""

    row: int
    cells: int


class TableRow(Struct, frozen=True):
    """A row of the preview, as it stands in the file."""

    row: int
    cells: Sequence[str]
    kept: bool


class TableNetwork(Struct, frozen=True):
    """The network that a table begins with."""

    units: Sequence[int]
    """Of every layer, the inputs first."""
    activations: Sequence[str]
    """Of every layer but the inputs."""


class TableDescription(Struct, frozen=True):
    """A whole file."""

    name: str
    bytes: int
    encoding: Encoding
    delimiter: Delimiter
    decimal: Decimal
    header: bool
    """Whether the first row has the names of the columns; it is not counted as a row."""
    rows: int
    kept: int
    """Rows that stay."""
    train_rows: int
    test_rows: int
    columns: Sequence[TableColumn]
    inputs: int
    outputs: int
    """Classes, or targets that are numbers."""
    aim: Literal["classes", "numbers"] | None
    """What the target is; null where none is chosen."""
    why: WhyTarget | None
    network: TableNetwork | None
    """Null where no target is chosen."""
    flagged: int
    """Cells of the columns that are wanted, which cannot be used …"""
    cells: Sequence[TableCell]
    """… and the first of them."""
    ragged: Sequence[RaggedRow]
    """The first rows with another number of cells."""
    preview: Sequence[TableRow]
    """The first rows, and the first that are flagged."""
    problem: TableProblem | None
    """What keeps the table from being used as it is chosen to be; that no target is chosen is none."""
    remedies: Sequence[Missing]
    """What may become of unusable cells for the table to be trained, on its targets or else some column."""
    never: TableProblem | None
    """What keeps it from being trained, on its targets or else any column, whatever becomes of them."""


def described(sheet: Sheet, choices: TableChoices) -> TableDescription:
    """Describe a file as it is to be used; raise ``BadInput`` where a choice names what is not there."""
    planned = plan(sheet, choices)
    kept = int(planned.kept.sum())
    train, test = split(kept, choices.train_fraction, Spec().seed)
    cells = flagged_cells(planned, MOST_FLAGGED)
    classes = planned.targets[0].classes if planned.aim == "classes" else []
    refusals = [refused(planned, [number]) for number in range(len(planned.columns))]
    return TableDescription(
        name=sheet.name,
        bytes=sheet.size,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        decimal=sheet.decimal,
        header=sheet.header,
        rows=len(sheet),
        kept=kept,
        train_rows=len(train),
        test_rows=len(test),
        columns=[
            _column(number, planned, np.sort(train), refusal) for number, refusal in enumerate(refusals)
        ],
        inputs=sum(len(each.names) for each in planned.inputs),
        outputs=len(classes) or len(planned.targets),
        aim=planned.aim,
        why=planned.why,
        network=_network(planned),
        flagged=int(planned.flagged.sum()),
        cells=[
            TableCell(row, sheet.columns[column], _shown(sheet.cells(row)[column]), why)
            for row, column, why in cells
        ],
        ragged=[RaggedRow(row, count) for row, count in list(sheet.ragged.items())[:MOST_FLAGGED]],
        preview=_preview(planned),
        problem=_told(problem(planned)),
        remedies=remedies(planned, refusals),
        never=_told(never(planned, refusals)),
    )


def _column(number: int, planned: Plan, train: NDArray[np.int64], refusal: BadInput | None) -> TableColumn:
    """Describe one column; ``train`` are the training rows among those that are kept."""
    column = planned.columns[number]
    numeric = column.kind == "number"
    values = encoded(column, planned)[:, 0] if numeric else np.empty(0)
    low, high, histogram = _spread(values[~np.isnan(values)])
    mean, deviation = _scale(values[train]) if numeric else (None, None)
    return TableColumn(
        name=column.name,
        number=number + 1,
        kind=column.kind,
        role=column.role,
        why=column.why,
        values=column.profile.different,
        low=low,
        high=high,
        mean=mean,
        deviation=deviation,
        histogram=histogram,
        counts=_counts(column) if column.kind == "category" else (),
        flagged=int(column.unusable.sum()),
        becomes=_becomes(column, planned),
        refused=_told(refusal),
    )


def _becomes(column: Decided, planned: Plan) -> Sequence[str]:
    if column.role == "off":
        return ()
    if column.role == "target" and planned.aim == "classes":
        return column.classes[:MOST_COUNTED]
    return column.names[:MAX_FEATURES]


def _network(planned: Plan) -> TableNetwork | None:
    if planned.aim is None:
        return None
    spec = suited(planned)
    inputs = sum(len(each.names) for each in planned.inputs)
    classes = len(planned.targets[0].classes) if planned.aim == "classes" else 0
    single = classes == 2 and not ACTIVATIONS[spec.output_activation].couples_units
    outputs = 1 if single else classes or len(planned.targets)
    return TableNetwork(
        [inputs, *(layer.units for layer in spec.hidden), outputs],
        [*(layer.activation for layer in spec.hidden), spec.output_activation],
    )


def _counts(column: Decided) -> list[tuple[str, int]]:
    names, which = column.values
    counted = np.bincount(which[which >= 0], minlength=len(names)).tolist()
    return list(zip(map(_shown, names), counted, strict=True))[:MOST_COUNTED]


def _spread(values: Floats) -> tuple[float | None, float | None, Sequence[int]]:
    """Give the lowest and highest value, and how many lie in each bar between them."""
    if not len(values):
        return None, None, ()
    counts, _ = np.histogram(values, BARS)
    return float(values.min()), float(values.max()), counts.tolist()


def _scale(values: Floats) -> tuple[float | None, float | None]:
    values = values[~np.isnan(values)]
    return (float(values.mean()), float(values.std()) or 1.0) if len(values) else (None, None)


def _preview(planned: Plan) -> list[TableRow]:
    sheet = planned.sheet
    flagged = (np.flatnonzero(planned.flagged.any(axis=1)) + 1).tolist()
    first = range(1, min(len(sheet), MOST_SHOWN) + 1)
    wrong = sorted({*flagged, *sheet.ragged})[:MOST_SHOWN]
    return [
        TableRow(row, [_shown(cell) for cell in sheet.cells(row)], bool(planned.kept[row - 1]))
        for row in sorted({*first, *wrong})
    ]


def _shown(cell: str) -> str:
    return named(cell, _MOST_CELL)


def _told(problem: BadInput | None) -> TableProblem | None:
    if problem is None:
        return None
    return TableProblem(problem.code, problem.field, problem.value, problem.limit, str(problem))
