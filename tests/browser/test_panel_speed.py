"""The panel while steps go by faster than can be read: what can be seen at speed."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import (
    configure,
    expect_index,
    go_as_fast_as_it_goes,
    press,
    press_key,
    resize,
    wait_until_past,
)
from tests.browser.panelling import go_to, panel, result
from tests.browser.words import say

SIZES = ((1440, 900), (1280, 720), (844, 390), (390, 844))
STEPS_PER_EPOCH = 275
GOOD = {"optimizer": {"kind": "adam", "learning_rate": 0.03}}
"""Has learned the circle after a few epochs."""
GOOD_EPOCHS = 8
COLOUR_AT = """(canvas, points) => {
  // The plane runs from −6 to 6 over the canvas but for the ticks around it.
  const scale = canvas.width / canvas.getBoundingClientRect().width;
  const size = canvas.width / scale - 42;
  const pen = canvas.getContext("2d");
  return points.map(([x1, x2]) => {
    const place = [32 + size * (x1 + 6) / 12, 8 + size * (6 - x2) / 12].map((at) => at * scale);
    return [...pen.getImageData(...place.map(Math.round), 1, 1).data].slice(0, 3);
  });
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
STAND_ALIKE = """() => {
  const [panel, stage, position] = ["#panel", "#stage", ".position"].map(
    (place) => document.querySelector(place).dataset.index
  );
  return panel && panel === stage && panel === position;
}"""


def picture(page: Page, kind: str = "plane") -> Locator:
    """The picture of the output, over a plane or as a curve ("graph")."""
    begins = say(f"panel.{kind}", 0, 0, "", False).split(" from ")[0]
    return panel(page).get_by_role("img", name=re.compile(f"^{begins}"))


def play_too_fast_to_read(page: Page) -> None:
    """Play a little faster than can be read, which leaves the machine its time."""
    page.get_by_role("slider", name=say("transport.speed")).fill(TOO_FAST)
    press(page, say("transport.play"))
    expect(panel(page).get_by_text(say("panel.tooFastRule"))).to_be_visible()


TOO_FAST = "11"
"""The notch of ten steps a second: more than eight cannot be read."""


def nearest(colour: list[int], hues: list[list[int]]) -> int:
    """Which of the hues a colour is a tint of."""
    distances = [sum(abs(part - other) for part, other in zip(colour, hue, strict=True)) for hue in hues]
    return distances.index(min(distances))


def test_the_output_map_shows_what_the_network_says_while_it_plays(open_page):
    page = open_page(reduced_motion="reduce")
    configure(page, GOOD)
    for epoch in range(1, GOOD_EPOCHS + 1):
        press_key(page, "PageDown")
        expect_index(page, epoch * STEPS_PER_EPOCH)
    page.get_by_role("radio", name=say("transport.units.mini-batch"), exact=True).click()
    play_too_fast_to_read(page)
    expect(picture(page)).to_have_accessible_name(re.compile(r" inside on \d+ %"))

    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        expect(page.locator("html")).to_have_css("color-scheme", theme)
        hues = page.evaluate(HUES)
        corners = [[x, y] for x in (-5.8, 5.8) for y in (-5.8, 5.8)]
        middle = [[x / 10, y / 10] for x in range(-9, 10, 3) for y in range(-9, 10, 3)]
        of_corners, of_middle = (
            [nearest(colour, hues) for colour in picture(page).evaluate(COLOUR_AT, points)]
            for points in (corners, middle)
        )
        assert of_corners == [1] * 4, f"outside is minus, {theme}"
        assert sum(of_middle) < len(middle) / 4, f"inside is plus, {theme}"

    before = picture(page).evaluate("canvas => canvas.toDataURL()")
    page.wait_for_function(
        "([canvas, before]) => canvas.toDataURL() !== before", arg=[picture(page).element_handle(), before]
    )


def test_what_can_be_seen_at_speed_has_room_in_the_panel(open_page):
    page = open_page(reduced_motion="reduce")
    for epoch in (1, 2, 3):
        press_key(page, "PageDown")
        expect_index(page, epoch * STEPS_PER_EPOCH)
    play_too_fast_to_read(page)
    losses = panel(page).get_by_role(
        "img", name=re.compile("^" + say("panel.recent", 0, 0, 0, "").split(" epoch")[0])
    )

    for width, height in SIZES:
        resize(page, width, height)
        if not panel(page).is_visible():
            page.get_by_role("button", name=say("header.maths"), exact=True).click()
        row = panel(page).get_by_role("table").get_by_role("row", name=re.compile(f"^{say('panel.loss')}"))
        expect(row).to_be_visible()

        assert panel(page).evaluate(BEYOND) == [], width
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
        assert picture(page).bounding_box()["width"] - 42 >= 200, width
        if height > 390:
            expect(picture(page)).to_be_in_viewport(ratio=1)
            expect(losses).to_be_in_viewport(ratio=1)


def test_no_step_is_explained_at_speed_and_the_formulas_come_back_where_they_were_left(open_page):
    page = open_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    go_to(page, "backward 2")
    maths = panel(page).get_by_role("tabpanel", name=say("panel.maths"))
    maths.evaluate("element => { element.scrollTop = 120; }")
    height = panel(page).bounding_box()["height"]

    play_too_fast_to_read(page)
    expect(panel(page).get_by_role("table")).to_be_visible()
    expect(result(page)).to_be_hidden()
    expect(panel(page)).to_have_attribute("data-index", "")
    assert maths.evaluate("element => element.scrollTop") == 0
    assert panel(page).bounding_box()["height"] == height

    press(page, say("transport.pause"))
    expect(result(page)).to_be_visible()
    assert maths.evaluate("element => element.scrollTop") == 120
    expect(panel(page).get_by_role("table")).to_be_hidden()
    page.wait_for_function(STAND_ALIKE)


def test_a_curve_and_the_shares_of_classes_can_be_seen_as_fast_as_it_goes_too(open_page):
    page = open_page(reduced_motion="reduce")
    go_as_fast_as_it_goes(page)
    image = panel(page).get_by_role("img", name=say("panel.imageOf", 1).removesuffix("1"))
    for kind, shown in (("sine", picture(page, "graph")), ("digits", image)):
        configure(page, {"data": {"kind": kind}})
        press(page, say("transport.play"))

        expect(panel(page).get_by_text(say("panel.tooFastRule"))).to_be_visible()
        expect(shown).to_be_visible()
        expect(picture(page)).to_be_hidden()
        wait_until_past(page, 11)
        press(page, say("transport.pause"))
