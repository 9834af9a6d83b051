"""What PRIVACY.md and SECURITY.md promise is held by tests that are there."""

import re

import pytest

from tests.naming import named, names_in
from tests.serving import ROOT

PAGES = ("PRIVACY.md", "SECURITY.md")
_KEPT = re.compile(r"[\"'`](propscope\.(?!v\d)\w+)")
"""Names in quotes, but for the one of what is spoken on the line."""


def rows(page: str) -> list[str]:
    """The rows of a page's tables, without their heads."""
    lines = (ROOT / page).read_text("utf-8").splitlines()
    return [
        line
        for line, above in zip(lines[1:], lines, strict=False)
        if line.startswith("| ") and above.startswith("|")
    ]


@pytest.mark.parametrize("row", [row for page in PAGES for row in rows(page)], ids=lambda row: row[2:50])
def test_a_row_names_tests_that_are_there(row):
    tests = named(row)

    assert tests, "no test holds it"
    for file, name in tests:
        assert name in names_in(file), f"{file} has no test {name!r}"


def test_every_test_that_a_page_names_is_in_a_row_or_there():
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        assert all(name in names_in(file) for file, name in named(text))
        assert len(rows(page)) > 5


def test_all_that_a_browser_keeps_is_told_by_its_name():
    scripts = (ROOT / "static" / "js").rglob("*.js")
    kept = {name for script in scripts for name in _KEPT.findall(script.read_text("utf-8"))}

    told = [name for row in rows("PRIVACY.md") for name in _KEPT.findall(row)]

    assert sorted(told) == sorted(kept)
