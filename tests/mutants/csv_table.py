"""Wrong lines in what becomes of a CSV file."""

from tests.mutants.mutant import Mutant

_TABLE = "app/data/csv_table"
_TESTS = ("tests/data/test_csv_table.py", "tests/data/test_csv_brought.py", "tests/data/test_csv_columns.py")
_READING = ("tests/data/test_csv_reading.py",)
CSV_TABLE = (
    Mutant(
        "csv: the scale that is told is that of all rows",
        f"{_TABLE}/description.py",
        "_scale(values[train])",
        "_scale(values)",
        _TESTS,
    ),
    Mutant(
        "csv: inputs of 0 and 1 are scaled like numbers",
        f"{_TABLE}/making.py",
        "standardize=planned.choices.standardize and (len(numbers) == len(names) or numbers or False)",
        "standardize=planned.choices.standardize",
        _TESTS,
    ),
    Mutant(
        "csv: a row without its target stays where others get the mean",
        f"{_TABLE}/deciding.py",
        'if column.role == "target" or (',
        "if (",
        _TESTS,
    ),
    Mutant(
        "csv: a column that is off is in the way",
        f"{_TABLE}/deciding.py",
        'unused if each.role == "off" else each.unusable',
        "each.unusable",
        _TESTS,
    ),
    Mutant(
        "csv: what is missing beyond a thousand texts counts as a word",
        f"{_TABLE}/profile.py",
        "if len(self.texts) >= MOST_TEXTS and not is_missing(text):",
        "if len(self.texts) >= MOST_TEXTS:",
        _TESTS,
    ),
    Mutant(
        "csv: a table is trained only if it is on every column",
        f"{_TABLE}/possible.py",
        "return None if None in refusals else refusals[-1]",
        "return next((each for each in refusals if each), None)",
        ("tests/data/test_csv_possible.py",),
    ),
    Mutant(
        "csv: a column that is left out can be no target",
        f"{_TABLE}/deciding.py",
        'kind = column.kind if chosen != "off" else _found(column.profile)',
        'kind = "empty" if chosen == "off" else column.kind',
        ("tests/data/test_csv_possible.py",),
    ),
    Mutant(
        "csv: a column of decimal commas is split at them",
        f"{_TABLE}/sniffing.py",
        "likely *= 1.0 if len(rows[0]) == columns else _UNLIKE_FIRST",
        "pass",
        _READING,
    ),
    Mutant(
        "csv: a quote that is closed in the middle of another cell is closed",
        f"{_TABLE}/lines.py",
        'if cell["closing"] is None or is_torn:',
        'if cell["closing"] is None:',
        _READING,
    ),
    Mutant(
        "csv: digits in groups of Python's are numbers",
        f"{_TABLE}/profile.py",
        'and "_" not in "".join(cells)',
        "",
        _TESTS,
    ),
)
