r"""Moodle XML read as Moodle's importer reads it, so that what it would misread or refuse is found here.

The rules are those of https://github.com/moodle/moodle: ``question/format/xml/format.php``
(``import_category``, ``import_multianswer``), ``question/format.php`` (``create_category_path``), in
``question/type/multianswer/questiontype.php`` the grammar of embedded answers and their validation, and in
``question/type/numerical`` how what is typed is read (``apply_units``) and marked
(``get_tolerance_interval``).

Embedded answers are ``{mark:TYPE:alternatives}``; alternatives stand between ``~``, each is ``=`` (right),
``%50%`` or nothing (wrong), then the answer, then perhaps ``#feedback``. An answer ends before the first
``~ # }`` that has no backslash before it. A numerical one is ``number`` or ``number:tolerance`` and nothing
else, with a hyphen as its sign.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

_TYPES = (
    "NUMERICAL|NM|MULTICHOICE(?:_[VHS]|_[VH]S)?|MC(?:[VHS]|[VH]S)?|SHORTANSWER(?:_C)?|SAC?|MWC?|"
    "MULTIRESPONSE(?:_H|_S|_HS)?|MR(?:H|S|HS)?"
)
_ALTERNATIVE = r"(?:=|%-?\d+(?:[.,]\d*)?%)?.+?(?<!\\)(?=[~#}]|$)(?:#.*?(?<!\\)(?=[~}]|$))?"
_EMBEDDED = re.compile(
    rf"\{{(?P<mark>\d*):(?P<type>{_TYPES}):(?P<all>{_ALTERNATIVE}(?:~{_ALTERNATIVE})*)\}}", re.DOTALL
)
_PARTS = re.compile(
    r"(?P<share>=|%(?P<percent>-?\d+(?:[.,]\d*)?)%)?(?P<answer>.+?)(?<!\\)(?=[~#}]|$)(?:#.*?(?<!\\)(?=[~}]|$))?",
    re.DOTALL,
)
_NUMBER = r"-?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][-+]?\d+)?"
_NUMERICAL = re.compile(rf"({_NUMBER})(?::({_NUMBER}))?")
_PLACE = re.compile(r"\{#\d+\}")
_PRECISION = 1e-14


@dataclass(frozen=True)
class Number:
    """A place for a number in a question."""

    mark: float
    answer: float
    tolerance: float

    def takes(self, typed: str) -> bool:
        """Whether what a pupil types is right."""
        value = as_number(typed)
        off = self.tolerance + _PRECISION * max(1.0, abs(self.answer))
        return value is not None and self.answer - off <= value <= self.answer + off


@dataclass(frozen=True)
class Question:
    """A question with embedded answers, as it is kept: ``text`` has ``{#1}`` where the first is asked for."""

    name: str
    text: str
    penalty: float
    numbers: tuple[Number, ...]


def as_number(typed: str) -> float | None:
    """Read a number as a site in English does: commas are left out beside a point, else one is a point."""
    text = typed.replace(" ", "")
    text = text.replace(",", "") if "." in text or text.count(",") > 1 else text.replace(",", ".")
    found = re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", text)
    return float(text) if found else None


def read(xml: str) -> tuple[list[str], list[Question]]:
    """Read the path of the category, below where it is imported, and its questions."""
    first, *others = ElementTree.fromstring(xml).findall("question")
    assert first.get("type") == "category"
    assert all(each.get("type") in ("cloze", "multianswer") for each in others)
    path = (first.findtext("category/text") or "").strip()
    assert "$" not in path, "a context in front is one that the teacher may not write to"
    return path.split("/"), [_question(each) for each in others]


def _question(element: ElementTree.Element) -> Question:
    assert element.find("questiontext").get("format") == "html"
    text, numbers = _extracted((element.findtext("questiontext/text") or "").strip())
    assert numbers, "a question without embedded answers is refused"
    penalty = float(element.findtext("penalty"))
    return Question(element.findtext("name/text").strip(), text, penalty, tuple(numbers))


def _extracted(text: str) -> tuple[str, list[Number]]:
    """Take each embedded answer out; what is left must not be taken for a place of one."""
    assert not _PLACE.search(text)
    numbers = []
    while found := _EMBEDDED.search(text):
        assert found["type"] in ("NUMERICAL", "NM")
        numbers.append(_number(found))
        text = text.replace(found[0], f"{{#{len(numbers)}}}", 1)
    return text, numbers


def _number(found: re.Match[str]) -> Number:
    (alternative,) = alternatives(found["all"])
    share, answer = alternative
    assert share == 1.0, "one alternative has to be worth all of the mark"
    value = _NUMERICAL.fullmatch(answer)
    assert value, f"{answer} is taken for a text"
    answer, tolerance = as_number(value[1]), as_number(value[2] or "0")
    assert answer is not None
    assert tolerance is not None
    return Number(float(found["mark"] or 1), answer, tolerance)


def alternatives(text: str) -> list[tuple[float, str]]:
    """Read alternatives: what share of the mark each is worth, and its answer."""
    found = []
    while text:
        parts = _PARTS.match(text)
        assert parts, text
        percent = float((parts["percent"] or "0").replace(",", ".")) / 100
        found.append((1.0 if parts["share"] == "=" else percent, parts["answer"].replace("\\}", "}")))
        text = text[parts.end() :].removeprefix("~")
    return found
