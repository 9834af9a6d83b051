"""The link of a class as a code to be scanned, on a screen and in a terminal."""

import re
from xml.etree import ElementTree

import segno

from app.web.room_codes import drawn, in_terminal

LINK = "http://192.0.2.15:8765/?room=K7QX"
ROW = re.compile(r"\x1b\[38;5;231;48;5;16m([█▀▄ ]+)\x1b\[0m")
HALVES = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}
"""Whether the upper and the lower module of a sign are dark."""


def modules(link: str) -> list[list[int]]:
    code = segno.make(link, error="m", micro=False)
    return [[int(module) for module in row] for row in code.matrix_iter(border=4)]


def test_a_drawing_is_dark_on_light_with_room_around_it_and_takes_the_size_it_is_given():
    svg = ElementTree.fromstring(drawn(LINK))

    size = len(modules(LINK))
    assert svg.get("viewBox") == f"0 0 {size} {size}"
    assert svg.get("width") is None
    light, dark = svg
    assert (light.get("fill"), dark.get("stroke")) == ("#fff", "#000")


def test_the_code_of_a_class_can_be_read_from_the_back_row():
    assert 33 <= len(modules(LINK)) <= 37


def test_in_a_terminal_it_is_the_same_code_whatever_colours_that_has():
    rows = [ROW.fullmatch(line)[1] for line in in_terminal(LINK).splitlines()]

    read = [[HALVES[sign][half] for sign in row] for row in rows for half in (0, 1)]
    assert read[: len(modules(LINK))] == modules(LINK)
