"""Questions for Moodle, read as its importer reads them: what they ask for, and what they take."""

from xml.etree import ElementTree

import pytest

from app.engine import BadInput
from app.sheets import LEVELS, exercises, files
from app.sheets.lines import blocks
from tests.sheets.as_moodle_reads import alternatives, as_number, read
from tests.sheets.test_exercise import CLASSES, SIGMOID

URL = "https://learn.example.org/"


def questions(made, level):
    return read("".join(files(made, level, URL)["moodle.xml"]))


def typed(value, digits=4):
    return f"{value:.{digits}f}"


@pytest.mark.parametrize("level", LEVELS[1:])
@pytest.mark.parametrize(("spec", "rows"), [(SIGMOID, 1), (CLASSES, 2)])
def test_every_blank_is_asked_for_and_takes_what_is_within_its_tolerance(spec, rows, level):
    made = list(exercises(spec, 3, rows=rows))

    path, asked = questions(made, level)

    assert path == ["Backpropagation by hand"]
    assert len({question.name for question in asked}) == 3
    for exercise, question in zip(made, asked, strict=True):
        blanks = [line for block in blocks(exercise, level) for line in block.lines if line.blank]
        assert len(question.numbers) == len(blanks)
        for number, line in zip(question.numbers, blanks, strict=True):
            assert number.mark == 1
            assert all(number.takes(typed(line.value + off)) for off in (0, line.tolerance, -line.tolerance))
            assert not number.takes(typed(line.value + line.tolerance + 0.0001))
            assert number.takes(typed(line.value).replace(".", ","))


def test_what_is_not_asked_for_is_text_that_any_browser_reads():
    made = list(exercises(CLASSES, 1))

    _, (question,) = questions(made, "delta")

    page = ElementTree.fromstring(f"<div>{question.text}</div>")
    text = "".join(page.itertext())
    assert text.count("{") == text.count("{#") == len(question.numbers)
    assert question.penalty == 0
    assert "x₁\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}" in text
    assert "f(z) = max(0, z)" in text


def test_questions_are_sorted_by_name_as_sheets_are_counted():
    _, asked = questions(list(exercises(SIGMOID, 11)), "delta")

    names = [question.name for question in asked]
    assert names == sorted(names)
    assert names[0].endswith("sheet 01")


def test_a_worked_example_asks_nothing():
    made = list(exercises(SIGMOID, 1))

    assert "moodle.xml" not in files(made, "worked", URL)


def test_a_level_that_there_is_not_is_refused():
    with pytest.raises(BadInput, match="level: should be one of worked"):
        files([], "nothing", URL)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("=0.5:0.1", [(1.0, "0.5:0.1")]),
        ("=a\\}b", [(1.0, "a}b")]),
        ("%50%a#near~=b~c", [(0.5, "a"), (1.0, "b"), (0.0, "c")]),
        ("=a#no\\}t~b", [(1.0, "a"), (0.0, "b")]),
    ],
)
def test_the_reader_takes_alternatives_apart_as_moodle_does(text, wanted):
    assert alternatives(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("0,5", 0.5), ("1,000.5", 1000.5), (".5", 0.5), ("−0.5", None), ("1e-3", 0.001)]
)
def test_the_reader_takes_numbers_as_moodle_does(text, wanted):
    assert as_number(text) == wanted


@pytest.mark.parametrize(
    "answer", ["{1:NUMERICAL:=−0.5:0.1}", "{1:NUMERICAL:0.5:0.1}", "{1:NUMERICAL:=0.5 V:0.1}", "{#1}", ""]
)
def test_the_reader_finds_what_moodle_would_refuse_or_take_for_another(answer):
    xml = (
        '<quiz><question type="category"><category><text>a</text></category></question>'
        '<question type="cloze"><name><text>n</text></name>'
        f'<questiontext format="html"><text>{answer}</text></questiontext>'
        "<penalty>0</penalty></question></quiz>"
    )

    with pytest.raises(AssertionError):
        read(xml)
