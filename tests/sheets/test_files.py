"""Sheets on paper and in Moodle: everybody's numbers, blanks where they belong, a code to the very step."""

import re
from base64 import urlsafe_b64decode
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from app.engine import BadInput, read_spec
from app.headless import trace
from app.sheets import answers, exercises, moodle, sheets
from app.sheets.lines import blocks, number
from tests.sheets.test_exercise import CLASSES, SIGMOID

URL = "https://learn.example.org/"


class Page(HTMLParser):
    """What a page has: its elements' classes, and its links."""

    def __init__(self, text):
        super().__init__()
        self.classes, self.links, self.loads = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.classes += (found.get("class") or "").split()
        if tag == "a":
            self.links.append(found["href"])
        self.loads += [value for name, value in attributes if name in ("src", "srcset") or tag == "link"]


@pytest.fixture(scope="module")
def three():
    return list(exercises(SIGMOID, 3))


def test_a_sheet_has_a_blank_for_each_number_to_be_found_and_needs_no_other_file(three):
    page = Page(sheets(three, "backward", URL))

    blanks = sum(line.blank for each in three for block in blocks(each, "backward") for line in block.lines)
    assert page.classes.count("sheet") == 3
    assert page.classes.count("blank") == blanks > 3 * 15
    assert page.loads == []


def test_the_code_leads_to_the_first_propagation_with_a_blank(three):
    links = Page(sheets(three, "backward", URL)).links

    for exercise, link in zip(three, links, strict=True):
        spec, step = re.fullmatch(rf"{URL}#spec=([\w-]+)&step=(\d+)", link).groups()
        read = read_spec(urlsafe_b64decode(spec + "=" * (-len(spec) % 4)))
        assert read == exercise.spec
        *_, last = trace(read, int(step))
        assert (last.phase, last.layer) == ("backward", 2)


def test_the_answers_tell_every_number_and_how_far_off_one_may_be(three):
    text = answers(three, "backward", URL)

    for exercise in three:
        for block in blocks(exercise, "backward"):
            for line in block.lines:
                assert f'{number(line.value)} <span class="off">± {number(line.tolerance)}</span>' in text
    assert Page(text).classes.count("blank") == 0


def test_a_question_in_moodle_asks_for_every_blank_with_its_tolerance(three):
    quiz = ElementTree.fromstring(moodle(three, "delta"))

    kinds = [question.get("type") for question in quiz]
    assert kinds == ["category", "cloze", "cloze", "cloze"]
    names = [question.findtext("name/text") for question in quiz[1:]]
    assert len(set(names)) == 3
    for exercise, question in zip(three, quiz[1:], strict=True):
        text = question.findtext("questiontext/text")
        asked = re.findall(r"\{1:NUMERICAL:=(-?\d+\.\d{4}):(\d\.\d{4})\}", text)
        wanted = [line for block in blocks(exercise, "delta") for line in block.lines if line.blank]
        assert [(float(value), float(off)) for value, off in asked] == [
            (pytest.approx(line.value), pytest.approx(line.tolerance)) for line in wanted
        ]
        assert text.count("{") == len(asked)


def test_a_worked_example_asks_nothing_of_moodle(three):
    with pytest.raises(BadInput, match="--level: should be one of delta"):
        moodle(three, "worked")


def test_names_of_columns_cannot_write_markup():
    (exercise,) = exercises(CLASSES, 1)

    assert "<script" not in sheets([exercise], "backward", 'https://x.example/"><script>')
