"""What the page bounds before it asks, it bounds where the protocol does."""

import re
from pathlib import Path

import pytest

from app.engine.spec import MAX_LAYERS, MAX_UNITS
from app.protocol import branches, classroom, commands, forks, polls

VIEWS = Path(__file__).parents[2] / "static/js/views"
CLASSROOM = VIEWS / "classroom"

BOUNDS = {
    ("poll-lead-offered.js", "FEWEST_OPTIONS"): polls.FEWEST_OPTIONS,
    ("poll-lead-offered.js", "MOST_OPTIONS"): polls.MOST_OPTIONS,
    ("poll-lead-ask.js", "MOST_QUESTION"): polls.MOST_QUESTION,
    ("poll-lead-ask.js", "MOST_OPTION"): polls.MOST_OPTION,
    ("point-pointer.js", "MOST_WORDS"): classroom.MOST_WORDS,
    ("lead-pacing.js", "MOST_INDEX"): commands.MOST_INDEX,
    ("challenge.js", "MOST_NEURONS"): MAX_LAYERS * MAX_UNITS,
    ("forks.js", "MOST_CHOSEN"): forks.MOST_COMPARED,
}


@pytest.mark.parametrize(("file", "name"), BOUNDS)
def test_a_bound_of_the_page_is_the_protocols(file: str, name: str):
    written = re.findall(rf"const {name} = ([\w.]+);", (CLASSROOM / file).read_text("utf-8"))

    assert [float(number) for number in written] == [BOUNDS[file, name]]


def test_the_name_of_a_branch_is_as_long_as_the_protocol_takes_it():
    written = re.findall(r"const MOST_NAME = (\d+);", (VIEWS / "branches/tree.js").read_text("utf-8"))

    assert [int(number) for number in written] == [branches.MOST_NAME]


def test_there_is_a_letter_for_each_answer():
    (letters,) = re.findall(r'const LETTERS = "(\w+)";', (CLASSROOM / "poll-told.js").read_text("utf-8"))

    assert len(letters) == polls.MOST_OPTIONS
