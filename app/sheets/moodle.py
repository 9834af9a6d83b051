"""Sheets as Moodle XML: a question with numbers to fill in for each pupil, in one category.

The format is https://docs.moodle.org/en/Moodle_XML_format, with embedded answers ("cloze").
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from ..engine import BadInput
from .exercise import Exercise
from .fading import LEVELS
from .formulas import formulas
from .given import given
from .lines import Line, blocks, number
from .working import DECIMALS

_CATEGORY = "$course$/top/Backpropagation by hand"


def moodle(exercises: Sequence[Exercise], level: str) -> bytes:
    """Write a question for each; raise ``BadInput`` where a level leaves nothing to be found."""
    if level == LEVELS[0]:
        raise BadInput("--level", level, list(LEVELS[1:]), "unknown_name")
    quiz = ElementTree.Element("quiz")
    category = ElementTree.SubElement(quiz, "question", type="category")
    _text(ElementTree.SubElement(category, "category"), _CATEGORY)
    for exercise in exercises:
        question = ElementTree.SubElement(quiz, "question", type="cloze")
        _text(ElementTree.SubElement(question, "name"), f"Backpropagation by hand, {exercise.number}")
        _text(
            ElementTree.SubElement(question, "questiontext", format="html"), "".join(_html(exercise, level))
        )
        _text(ElementTree.SubElement(question, "generalfeedback", format="html"), "")
        ElementTree.SubElement(question, "penalty").text = "0"
    ElementTree.indent(quiz)
    return bytes(ElementTree.tostring(quiz, encoding="utf-8", xml_declaration=True))


def _text(parent: ElementTree.Element, text: str) -> None:
    ElementTree.SubElement(parent, "text").text = text


def _html(exercise: Exercise, level: str) -> Iterator[str]:
    start = exercise.batch.start
    yield f"<p>Give {DECIMALS} decimals, and go on with what you wrote.</p>"
    for heading, texts in given(exercise):
        yield f"<p><b>{heading}</b>: {_plain('; '.join(texts))}</p>"
    yield (
        "<ul>"
        + "".join(f"<li>{_plain(line)}</li>" for line in formulas(start.network, start.eta, start.rows))
        + "</ul>"
    )
    for block in blocks(exercise, level):
        yield f"<h5>{block.heading}</h5>"
        for line in block.lines:
            yield f"<p>{_plain(line.name)} = {_answer(line)}</p>"


def _answer(line: Line) -> str:
    reckoned = f"{_plain(line.reckoned)} = " if line.reckoned else ""
    if not line.blank:
        return reckoned + number(line.value)
    return f"{reckoned}{{1:NUMERICAL:={line.value:.{DECIMALS}f}:{line.tolerance:.{DECIMALS}f}}}"


def _plain(text: str) -> str:
    """Escape what HTML and Moodle's own braces would read."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")
