"""Wrong lines in what becomes of a CSV file."""

from tests.mutants.mutant import Mutant

_TABLE, _TESTS = "app/data/csv_table", ("tests/data/test_csv_table.py",)
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
        "csv: a column of decimal commas is split at them",
        f"{_TABLE}/sniffing.py",
        "likely *= 1.0 if len(rows[0]) == columns else _UNLIKE_FIRST",
        "pass",
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
