"""Sheets on paper and in Moodle: everybody's numbers, blanks where they belong, a code to the very step."""

import re
from base64 import urlsafe_b64decode
from html.parser import HTMLParser

import numpy as np
import pytest

from app.engine import Spec, read_spec
from app.engine.spec import DataSpec, HiddenSpec
from app.headless import trace
from app.marking.places import Place
from app.sheets import exercises, files
from app.sheets.given import given
from app.sheets.lines import blocks, number
from tests.sheets.test_exercise import CLASSES, SIGMOID

URL = "https://learn.example.org/"
LEAST_MODULE_MM = 0.33
"""Of a square of a code; below it cheap cameras see none."""
LARGEST = Spec(
    data=DataSpec(kind="iris"),
    hidden=(HiddenSpec(4, "softplus"),) * 2,
    output_activation="softmax",
    loss="categorical_cross_entropy",
)


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


def written(made, level="backward", url=URL, name="sheets.html"):
    return "".join(files(made, level, url)[name])


@pytest.fixture(scope="module")
def three():
    return list(exercises(SIGMOID, 3))


def test_a_sheet_has_a_blank_for_each_number_to_be_found_and_needs_no_other_file(three):
    page = Page(written(three))

    blanks = sum(line.blank for each in three for block in blocks(each, "backward") for line in block.lines)
    assert page.classes.count("sheet") == 3
    assert page.classes.count("blank") == blanks > 3 * 15
    assert page.loads == []


def test_the_code_leads_to_the_first_propagation_with_a_blank(three):
    links = Page(written(three)).links

    for exercise, link in zip(three, links, strict=True):
        spec, step = re.fullmatch(rf"{URL}#spec=([\w-]+)&step=(\d+)", link).groups()
        read = read_spec(urlsafe_b64decode(spec + "=" * (-len(spec) % 4)))
        assert read == exercise.spec
        *_, last = trace(read, int(step))
        assert (last.phase, last.layer) == ("backward", 2)


def test_of_several_rows_each_is_given_on_its_own():
    (exercise,) = exercises(SIGMOID, 1, rows=2)
    (x11, x12), (x21, x22) = np.vectorize(number)(exercise.printed[Place("a", 0)])

    told = dict(given(exercise))

    rows = [f"row 1: x₁ = {x11}, x₂ = {x12}", f"row 2: x₁ = {x21}, x₂ = {x22}"]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in told["Inputs"]] == rows
    assert all(text in written([exercise]) for text in told["Inputs"])


@pytest.mark.parametrize(("spec", "rows"), [(SIGMOID, 1), (LARGEST, 4)])
def test_a_code_is_whole_and_its_squares_are_large_enough_for_a_telephone(spec, rows):
    (exercise,) = exercises(spec, 1, rows=rows)
    page = written([exercise], "everything", url="https://learn.example.org/nets/")
    style = re.search(r"\.check svg \{[^}]*width: (\d+)mm; height: (\d+)mm", page)

    ((attributes, modules),) = re.findall(r'<svg (viewBox="0 0 (\d+) \2" class="segno")>', page)

    assert "width" not in attributes
    assert style[1] == style[2]
    assert float(style[1]) / int(modules) > LEAST_MODULE_MM


def test_the_answers_tell_every_number_and_how_far_off_one_may_be(three):
    text = written(three, name="answers.html")

    for exercise in three:
        for block in blocks(exercise, "backward"):
            for line in block.lines:
                assert f'{number(line.value)} <span class="off">± {number(line.tolerance)}</span>' in text
    assert Page(text).classes.count("blank") == 0


def test_an_address_cannot_write_markup():
    (exercise,) = exercises(CLASSES, 1)

    assert "<script" not in written([exercise], url='https://x.example/"><script>')
