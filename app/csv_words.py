"""What a CSV file would become, in words: a line about the file, one for each column, and what is wrong."""

from collections.abc import Iterator, Sequence

from .data.csv_table import TableDescription
from .data.csv_table.deciding import MOST_CATEGORIES
from .data.csv_table.description import TableCell, TableColumn
from .data.csv_table.reading import column_of

MOST_CELLS_TOLD = 10
MOST_COLUMNS_TOLD = 10
_MOST_VALUES_TOLD = 4
_KILO = 1000

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_DECIMALS = {".": "point", ",": "comma"}
_OFF = {
    "chosen": "off, as you chose",
    "empty": "off: no cell has a value that can be used",
    "text": f"off: free text, more than {MOST_CATEGORIES} different values",
    "constant": "off: always the same",
}
_TARGET = {
    "chosen": "as you chose",
    "text": "its values are text",
    "few_whole_numbers": "it has few different numbers, all whole (--task numbers leaves them numbers)",
    "many_whole_numbers": "its whole numbers are many, or one (--task classes makes each a class)",
    "fractions": "not all its numbers are whole",
    "several": "several targets are numbers",
}
_REMEDIES = {
    "drop": "--missing drop leaves their rows out",
    "mean": "--missing mean takes the column's mean",
}
_CELLS = {"missing": "has no value", "not_a_number": "is no number", "out_of_range": "is out of range"}


def told(description: TableDescription) -> list[str]:
    """Say all there is to say."""
    return [
        _file(description),
        "",
        *_table(
            ["", "column", "values", "range", "becomes"],
            [_row(column, description) for column in description.columns],
        ),
        "",
        f"inputs: {description.inputs}",
        *notes(description),
        *_targets(description),
        *_wrong(description),
        *_refused(description),
    ]


def notes(description: TableDescription) -> Iterator[str]:
    """Say what the target is and why, what is left out and why, and how many rows stay."""
    targets = ", ".join(column.name for column in description.columns if column.role == "target")
    if description.why is not None:
        aim = f"{description.outputs} classes" if description.aim == "classes" else "numbers, standardised"
        yield f"target: {targets}: {aim}; {_TARGET[description.why]}"
    for column in description.columns:
        if column.why is not None and column.why != "chosen":
            yield f"{column_of(column.name)}: {_OFF[column.why]}"
    if description.kept < description.rows:
        yield f"rows: {description.kept} of {description.rows} stay"


def _file(description: TableDescription) -> str:
    first = "names" if description.header else "values"
    columns = _counted(len(description.columns), "column")
    return (
        f"{description.name}: {_counted(description.rows, 'row')}, {columns}, "
        f"{_size(description.bytes)}, {description.encoding}; split by "
        f"{_DELIMITERS[description.delimiter]}, decimal {_DECIMALS[description.decimal]}, first row {first}"
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _size(count: int) -> str:
    return f"{_counted(count, 'byte')}" if count < _KILO else f"{count / _KILO:.3g} kB"


def _row(column: TableColumn, description: TableDescription) -> list[str]:
    return [str(column.number), column.name, _values(column), _range(column), _becomes(column, description)]


def _values(column: TableColumn) -> str:
    told = "none" if column.kind == "empty" else f"{column.values} different"
    return told + (f", {column.flagged} unusable" if column.flagged else "")


def _range(column: TableColumn) -> str:
    if column.low is not None and column.high is not None:
        return f"{column.low:.4g} … {column.high:.4g}"
    names = [name for name, _ in column.counts]
    more = " …" if len(names) > _MOST_VALUES_TOLD else ""
    return ", ".join(names[:_MOST_VALUES_TOLD]) + more


def _becomes(column: TableColumn, description: TableDescription) -> str:
    if column.role == "off":
        return _OFF[column.why or "chosen"]
    if column.role == "target" and description.aim == "classes":
        return f"target: {len(column.becomes)} classes"
    role = "target" if column.role == "target" else "input"
    if column.kind != "number" or column.mean is None or column.deviation is None:
        return f"{len(column.becomes)} inputs of 0 or 1"
    sign = "−" if column.mean >= 0 else "+"
    return f"{role}: (x {sign} {abs(column.mean):.4g}) / {column.deviation:.4g}"


def _wrong(description: TableDescription) -> Iterator[str]:
    for ragged in description.ragged[:MOST_CELLS_TOLD]:
        yield f"row {ragged.row}: {_counted(ragged.cells, 'cell')} instead of {len(description.columns)}"
    if description.flagged:
        yield f"cells that cannot be used: {description.flagged}"
        yield from map(_cell, description.cells[:MOST_CELLS_TOLD])
        if description.flagged > MOST_CELLS_TOLD:
            yield f"  … and {description.flagged - MOST_CELLS_TOLD} more"
        yield from _emptiest(description)


def _emptiest(description: TableDescription) -> Iterator[str]:
    """Name the inputs that have no value in most rows: dropping rows for them leaves few."""
    for column in description.columns:
        if column.role == "input" and column.flagged > description.rows / 2:
            yield f"  {column.flagged} of them in {column_of(column.name)}: --drop would leave it out"


def _targets(description: TableDescription) -> Iterator[str]:
    """Say which columns can be the target, where none is chosen, and why others cannot."""
    if description.aim is not None or description.never:
        return
    can = [column.name for column in description.columns if not column.refused]
    yield f"target: none is chosen; --target takes {_some(can)}"
    refused = [(column.name, column.refused) for column in description.columns if column.refused]
    for name, refusal in refused[:MOST_COLUMNS_TOLD]:
        yield f"  not {name}: {refusal.message}"
    if len(refused) > MOST_COLUMNS_TOLD:
        yield f"  … nor {len(refused) - MOST_COLUMNS_TOLD} more"


def _refused(description: TableDescription) -> Iterator[str]:
    """Say what is refused, and what can be done: all that training would say of it."""
    if description.never:
        yield f"cannot be trained: {description.never.message}"
    elif description.problem:
        yield f"refused as it is: {description.problem.message}"
        yield "  " + ", ".join(_REMEDIES[remedy] for remedy in description.remedies)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_COLUMNS_TOLD} more" if len(names) > MOST_COLUMNS_TOLD else ""
    return ", ".join(names[:MOST_COLUMNS_TOLD]) + more


def _cell(cell: TableCell) -> str:
    value = f"{cell.value} " if cell.value else ""
    return f"  row {cell.row}, {column_of(cell.column)}: {value}{_CELLS[cell.why]}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Set rows in columns, the first of them to the right."""
    cells = [head, *rows]
    widths = [max(len(row[index]) for row in cells) for index in range(len(head))]
    return [
        "  ".join(
            [row[0].rjust(widths[0]), *(cell.ljust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in cells
    ]
