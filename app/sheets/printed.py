"""Sheets and answers as pages to print: one HTML file each, with all that it needs inside."""

from collections.abc import Iterator, Sequence
from functools import cache

import segno
from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from ..engine import BadInput
from ..paths import TEMPLATES
from .exercise import Exercise
from .formulas import formulas
from .given import given
from .lines import blocks, number
from .link import link
from .picture import picture
from .working import ROUNDING

_MASK = 3
"""Of base64 one pattern is read as well as another, and to weigh all eight takes four times as long."""
_QUIET_MODULES = 4
"""Of white around a code, without which many a telephone does not find it."""


def sheets(exercises: Sequence[Exercise], level: str, url: str) -> Iterator[str]:
    """Write everybody's sheets, a page or two each, with a code that leads to the very step on ``url``."""
    return _page(
        "sheets", ({**_told(each, level, url), **_for_pupils(each, level, url)} for each in exercises)
    )


def answers(exercises: Sequence[Exercise], level: str, url: str) -> Iterator[str]:
    """Write the key to everybody's sheets."""
    return _page("answers", (_told(each, level, url) for each in exercises))


def _told(exercise: Exercise, level: str, url: str) -> dict[str, object]:
    return {
        "number": exercise.number,
        "blocks": blocks(exercise, level),
        "link": link(exercise, level, url),
    }


def _for_pupils(exercise: Exercise, level: str, url: str) -> dict[str, object]:
    start = exercise.batch.start
    return {
        "formulas": formulas(start.network, start.eta, start.rows),
        "given": given(exercise),
        "picture": Markup(picture(exercise)),  # noqa: S704 - made here
        "code": Markup(_code(link(exercise, level, url), url)),  # noqa: S704 - made here
    }


def _code(address: str, url: str) -> str:
    try:
        code = segno.make(address, error="l", micro=False, mask=_MASK)
        # Without a size of its own, so that the page's does not cut it.
        return code.svg_inline(border=_QUIET_MODULES, omitsize=True)
    except segno.DataOverflowError:
        raise BadInput(
            "url", url, "short enough for a code, with this network's numbers", "invalid"
        ) from None


def _page(name: str, each: Iterator[dict[str, object]]) -> Iterator[str]:
    """Write sheet by sheet, so that a whole class's never are in memory at once."""
    return _template().generate(kind=name, sheets=each, number=number, rounding=ROUNDING)


@cache
def _template() -> Template:
    """Read how both pages look."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    return environment.get_template("sheets.html")
