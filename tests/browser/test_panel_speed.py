"""The panel while steps go by faster than can be read: what can be seen at speed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import configure, press, wait_until_past
from tests.browser.panelling import go_to, panel, result
from tests.browser.words import say

SIZES = {"desktop": (1440, 900), "laptop": (1280, 720), "phone": (390, 844), "sideways": (844, 390)}
STEPS_PER_EPOCH = 275
COLOUR_AT = """(canvas, [x1, x2]) => {
  // The plane runs from −6 to 6 over the canvas but for the ticks around it.
  const scale = canvas.width / canvas.getBoundingClientRect().width;
  const size = canvas.width / scale - 42;
  const place = [32 + size * (x1 + 6) / 12, 8 + size * (6 - x2) / 12].map((at) => at * scale);
  return [...canvas.getContext("2d").getImageData(...place.map(Math.round), 1, 1).data].slice(0, 3);
}"""
HUES = """() => ["--plus", "--minus"].map(
  (name) => getComputedStyle(document.documentElement).getPropertyValue(name).match(/\\d+/g).map(Number)
)"""
BEYOND = """panel => Array.from(panel.querySelectorAll("*"))
  .filter((part) => part.checkVisibility() && part.closest("svg") === null)
  .filter((part) => {
    const [own, of] = [part.getBoundingClientRect(), panel.getBoundingClientRect()];
    return own.left < of.left - 1 || own.right > of.right + 1;
  })
  .map((part) => part.outerHTML)"""


def trained_at_speed(page: Page) -> None:
    """Train a network until it is good, and go on at a speed that nobody can read."""
    page.get_by_role("radio", name="epoch", exact=True).click()
    page.get_by_role("slider", name=say("transport.speed")).press("End")
    press(page, say("transport.play"))
    wait_until_past(page, 60 * STEPS_PER_EPOCH)


def nearest(colour: list[int], hues: list[list[int]]) -> int:
    """Which of the hues a colour is a tint of."""
    distances = [sum(abs(part - other) for part, other in zip(colour, hue, strict=True)) for hue in hues]
    return distances.index(min(distances))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_output_map_shows_what_the_network_says_while_it_plays(open_page, theme):
    page = open_page(color_scheme=theme, reduced_motion="reduce")
    trained_at_speed(page)
    picture = panel(page).get_by_role(
        "img", name=re.compile(r"^The output over the input plane .* inside on \d+ %")
    )
    expect(picture).to_be_visible()

    hues = page.evaluate(HUES)
    corners = [picture.evaluate(COLOUR_AT, [x, y]) for x in (-5.8, 5.8) for y in (-5.8, 5.8)]
    middle = [
        picture.evaluate(COLOUR_AT, [x / 10, y / 10]) for x in range(-9, 10, 3) for y in range(-9, 10, 3)
    ]

    assert [nearest(colour, hues) for colour in corners] == [1] * 4, "outside is minus"
    assert sum(nearest(colour, hues) for colour in middle) < len(middle) / 4, "inside is plus"
    before = picture.evaluate("canvas => canvas.toDataURL()")
    page.wait_for_function(
        "([canvas, before]) => canvas.toDataURL() !== before", arg=[picture.element_handle(), before]
    )


@pytest.mark.parametrize("size", SIZES)
def test_what_can_be_seen_at_speed_has_room_in_the_panel(open_page, size):
    width, height = SIZES[size]
    page = open_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.get_by_role("slider", name=say("transport.speed")).press("End")
    press(page, say("transport.play"))
    if width < 1000:
        page.get_by_role("button", name=say("header.maths"), exact=True).click()

    picture = panel(page).get_by_role("img", name=re.compile("^The output over the input plane"))
    scores = panel(page).get_by_role("table")
    expect(scores.get_by_role("row", name=re.compile("^loss"))).to_be_visible()
    wait_until_past(page, 2 * STEPS_PER_EPOCH)

    assert panel(page).evaluate(BEYOND) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == width
    assert picture.bounding_box()["width"] - 42 >= 200
    if size in ("desktop", "laptop", "phone"):
        expect(picture).to_be_in_viewport(ratio=1)
        expect(panel(page).get_by_role("img", name=re.compile("^Losses since epoch"))).to_be_in_viewport(
            ratio=1
        )


def test_the_formulas_come_back_where_they_were_left(open_page):
    page = open_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    go_to(page, "backward 2")
    maths = panel(page).get_by_role("tabpanel", name="Maths")
    maths.evaluate("element => { element.scrollTop = 120; }")
    height = panel(page).bounding_box()["height"]

    page.get_by_role("slider", name=say("transport.speed")).press("End")
    press(page, say("transport.play"))
    expect(panel(page).get_by_role("table")).to_be_visible()
    expect(result(page)).to_be_hidden()
    assert maths.evaluate("element => element.scrollTop") == 0
    assert panel(page).bounding_box()["height"] == height

    press(page, say("transport.pause"))
    expect(result(page)).to_be_visible()
    assert maths.evaluate("element => element.scrollTop") == 120
    expect(panel(page).get_by_role("table")).to_be_hidden()


def test_a_curve_and_the_shares_of_classes_can_be_seen_at_speed_too(open_page):
    page = open_page(reduced_motion="reduce")
    for data, shown in (("sine", "The output as a curve"), ("digits", "Image of sample")):
        configure(page, {"data": {"kind": data}})
        press(page, say("transport.play"))
        page.get_by_role("slider", name=say("transport.speed")).press("End")

        expect(panel(page).get_by_role("img", name=re.compile(f"^{shown}"))).to_be_visible()
        expect(
            panel(page).get_by_role("img", name=re.compile("^The output over the input plane"))
        ).to_be_hidden()
        press(page, say("transport.pause"))
