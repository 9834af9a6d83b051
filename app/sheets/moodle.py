"""Sheets as Moodle XML: a question with numbers to fill in for each pupil, in one category.

The format is what Moodle reads in ``question/format/xml/format.php``, with embedded answers ("cloze") as in
``question/type/multianswer/questiontype.php``: ``{1:NUMERICAL:=0.1234:0.0002}`` asks for a number and takes
what is as near as the second says. Its decimal point is a point whatever language the site speaks.
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
from .working import DECIMALS, ROUNDING

_CATEGORY = "Backpropagation by hand"
"""Below where it is imported: a context before it, "$course$", may be none that the teacher writes to."""
_BEGIN, _END = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n', "</quiz>\n"


def moodle(exercises: Sequence[Exercise], level: str) -> Iterator[str]:
    """Write a question for each; raise ``BadInput`` where a level leaves nothing to be found."""
    if level == LEVELS[0]:
        raise BadInput("level", level, list(LEVELS[1:]), "unknown_name")
    return _written(exercises, level)


def _written(exercises: Sequence[Exercise], level: str) -> Iterator[str]:
    yield _BEGIN
    category = ElementTree.Element("question", type="category")
    _text(ElementTree.SubElement(category, "category"), _CATEGORY)
    yield _xml(category)
    digits = len(str(exercises[-1].number)) if exercises else 0
    for exercise in exercises:
        yield _xml(_question(exercise, level, digits))
    yield _END


def _question(exercise: Exercise, level: str, digits: int) -> ElementTree.Element:
    """Write one, by a name that a question bank sorts as sheets are counted."""
    question = ElementTree.Element("question", type="cloze")
    _text(ElementTree.SubElement(question, "name"), f"{_CATEGORY}, sheet {exercise.number:0{digits}}")
    text = "".join(_html(exercise, level))
    _text(ElementTree.SubElement(question, "questiontext", format="html"), text)
    _text(ElementTree.SubElement(question, "generalfeedback", format="html"), "")
    ElementTree.SubElement(question, "penalty").text = "0"
    return question


def _text(parent: ElementTree.Element, text: str) -> None:
    ElementTree.SubElement(parent, "text").text = text


def _xml(element: ElementTree.Element) -> str:
    ElementTree.indent(element, level=1)
    return f"  {ElementTree.tostring(element, encoding='unicode')}\n"


def _html(exercise: Exercise, level: str) -> Iterator[str]:
    start = exercise.batch.start
    yield f"<p>{_plain(ROUNDING)} Type − as the hyphen of the keyboard.</p>"
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
