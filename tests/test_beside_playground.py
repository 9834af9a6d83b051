"""The table beside TensorFlow Playground's features is whole: each row has ours, and a test that is there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.naming import named, names_in
from tests.serving import ROOT

PAGE = ROOT / "docs" / "beside-tensorflow-playground.md"
SECTIONS = (
    "Controls",
    "Inputs",
    "Data sets",
    "Network and training",
    "What is drawn",
    "Pointing and clicking",
    "Addresses, hiding, embedding",
    "What its users ask for",
)


@dataclass(frozen=True)
class Row:
    """One feature of theirs."""

    section: str
    theirs: str
    ours: str
    where: str
    tests: tuple[tuple[str, str], ...]


def rows_of(page: str) -> Iterator[Row]:
    """Read the rows of every table, under the headings they stand under."""
    section = ""
    for line in page.splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        if not line.startswith("| "):
            continue
        theirs, ours, where, shown_by = (cell.strip() for cell in line.strip("|").split(" | "))
        if theirs != "theirs":
            yield Row(section, theirs, ours, where, named(shown_by))


ROWS = list(rows_of(PAGE.read_text("utf-8")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.theirs)
def test_a_row_says_what_is_ours_where_it_is_and_which_tests_show_it(row):
    assert row.ours
    assert row.where
    assert row.tests, "no test shows it"
    for file, name in row.tests:
        assert name in names_in(file), f"{file} has no test {name!r}"


def test_no_section_is_missing_and_no_feature_is_told_twice():
    assert tuple(dict.fromkeys(row.section for row in ROWS)) == SECTIONS
    features = [(row.section, row.theirs) for row in ROWS]
    assert len(set(features)) == len(features)


def test_a_row_without_a_test_or_with_one_that_is_not_there_is_found():
    told = "## Controls\n| theirs | ours | where | shown by |\n|---|---|---|---|\n"
    (row,) = rows_of(f"{told}| Step | a step | → | `tests/test_beside_playground.py::test_of_nothing` |\n")
    (bare,) = rows_of(f"{told}| Step | a step | → | soon |\n")

    assert row.tests == (("tests/test_beside_playground.py", "test_of_nothing"),)
    assert row.tests[0][1] not in names_in(row.tests[0][0])
    assert bare.tests == ()
    assert names_in("tests/none.py") == set()
