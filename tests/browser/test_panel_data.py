"""The panel's data tab: the sample that is fed in, among the others, as it looks."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import choose_data, expect_index, press_key
from tests.browser.panelling import go_to, numbers, panel
from tests.browser.words import say

PLANE, CURVE = (say(f"panel.{kind}", 0, 0, "", False).split(" from ")[0] for kind in ("plane", "graph"))
"""How the names of the two pictures begin."""
EDGES_INK = """canvas => {
    const { width, height } = canvas;
    const pen = canvas.getContext("2d");
    return [[0, 0, 1, height], [width - 1, 0, 1, height], [0, height - 1, width, 1], [0, 0, width, 1]]
        .map((edge) => pen.getImageData(...edge).data.some((part) => part > 0));
}"""
DRAWN = "canvas => canvas.toDataURL()"
CORNER = "canvas => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data].slice(0, 3).map(String)"


@pytest.fixture
def page(open_page) -> Page:
    """The page before its first step, its data tab open, without motion."""
    page = open_page(reduced_motion="reduce")
    expect_index(page, 0)
    panel(page).get_by_role("tab", name=say("panel.data")).click()
    return page


def picture(page: Page, name: str) -> Locator:
    return panel(page).get_by_role("img", name=name)


def choose_theme(page: Page, theme: str) -> None:
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    expect(page.locator("html")).to_have_css("color-scheme", theme)


def test_a_click_on_a_point_of_the_mini_batch_chooses_that_sample(page):
    go_to(page, "forward 3")
    sample = panel(page).get_by_role("status", name=say("panel.sample"))
    features = panel(page).locator(".panel-section", has_text=say("panel.features", False))
    for name, places in (("next", (2, 3)), ("previous", (2, 1))):
        for place in places:
            panel(page).get_by_role("button", name=say(f"panel.{name}Sample")).click()
            expect(sample).to_have_text(say("panel.sampleOf", place, 10))
        if name == "next":
            x1, x2 = numbers(features)

    # The plane runs from −6 to 6 over the canvas but for the ticks around it.
    scale = (picture(page, PLANE).bounding_box()["width"] - 42) / 12
    picture(page, PLANE).click(position={"x": 32 + (x1 + 6) * scale, "y": 8 + (6 - x2) * scale})

    expect(sample).to_have_text(say("panel.sampleOf", 3, 10))


def test_digits_show_the_picture_as_ink_on_the_page_in_every_theme_and_a_share_for_each_class(page):
    choose_data(page, data_set("digits"))
    go_to(page, "forward 3")

    shares = panel(page).locator(".panel-section", has_text=say("panel.outputs", True, False)).locator(".row")
    expect(shares).to_have_count(10)
    image = picture(page, say("panel.imageOf", 1))
    for theme in ("light", "dark"):
        choose_theme(page, theme)

        corner = image.evaluate(CORNER)

        surface = panel(page).evaluate("element => getComputedStyle(element).backgroundColor")
        assert corner == re.findall(r"\d+", surface), f"no ink in a corner, {theme}"


def test_no_number_at_the_picture_is_cut_and_it_is_drawn_anew_in_another_theme(page):
    for kind, plane in (
        ("circle", "−6.00 to 6.00"),
        ("and", "−0.500 to 1.50"),
        ("xor4", "−0.500 to 1.50"),
    ):
        choose_data(page, data_set(kind))
        shown = picture(page, f"{PLANE} from {plane}")
        expect(shown).to_be_visible()
        assert shown.evaluate(EDGES_INK) == [False] * 4, kind

    before = shown.evaluate(DRAWN)
    choose_theme(page, "dark")
    assert shown.evaluate(DRAWN) != before


def test_a_single_input_shows_the_output_as_a_curve_over_it(page):
    choose_data(page, data_set("sine"))
    go_to(page, "forward 2")

    curve = picture(page, CURVE)
    expect(curve).to_be_visible()
    expect(picture(page, PLANE)).to_be_hidden()
    before = curve.evaluate(DRAWN)
    press_key(page, "PageDown")
    expect(page.locator("#panel")).not_to_have_attribute("data-index", "3")
    after = curve.evaluate(DRAWN)
    assert after != before, "the curve follows the training"

    choose_theme(page, "dark")

    assert curve.evaluate(DRAWN) != after, "and the theme"
