"""Sheets and answers as pages to print: one HTML file each, with all that it needs inside."""

from collections.abc import Sequence
from functools import cache

import segno
from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from ..engine import BadInput
from ..paths import TEMPLATES
from ..playback.viewpoint import spec_as_json
from ..protocol.link import to_hash
from .exercise import Exercise
from .formulas import formulas
from .given import given
from .lines import blocks, number
from .picture import picture
from .working import DECIMALS


def sheets(exercises: Sequence[Exercise], level: str, url: str) -> str:
    """Write everybody's sheets, a page or two each, with a code that leads to the very step on ``url``."""
    return _page("sheets", [_sheet(each, level, url) for each in exercises])


def answers(exercises: Sequence[Exercise], level: str, url: str) -> str:
    """Write the key to everybody's sheets."""
    return _page("answers", [_sheet(each, level, url) for each in exercises])


def step_of(exercise: Exercise, level: str) -> int:
    """Say which propagation a sheet is about: the first with a blank, or else the last."""
    made = blocks(exercise, level)
    return next((block.step for block in made if any(line.blank for line in block.lines)), made[-1].step)


def link(exercise: Exercise, level: str, url: str) -> str:
    """Give the address that shows the propagation a sheet is about."""
    spec = spec_as_json(exercise.spec)
    return url + to_hash(spec, step_of(exercise, level))


def _sheet(exercise: Exercise, level: str, url: str) -> dict[str, object]:
    start = exercise.batch.start
    address = link(exercise, level, url)
    return {
        "number": exercise.number,
        "formulas": formulas(start.network, start.eta, start.rows),
        "given": given(exercise),
        "picture": Markup(picture(exercise)),  # noqa: S704 - made here
        "blocks": blocks(exercise, level),
        "link": address,
        "code": Markup(_code(address)),  # noqa: S704 - made here
    }


def _code(address: str) -> str:
    try:
        return segno.make(address, error="l", micro=False, boost_error=False).svg_inline(border=2, scale=2)
    except segno.DataOverflowError:
        raise BadInput(
            "--url", address, "short enough for a code, with this network's numbers", "invalid"
        ) from None


def _page(name: str, each: list[dict[str, object]]) -> str:
    return _template().render(kind=name, sheets=each, number=number, decimals=DECIMALS)


@cache
def _template() -> Template:
    """Read how both pages look."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    return environment.get_template("sheets.html")
