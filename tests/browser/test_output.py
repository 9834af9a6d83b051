"""The output's picture, beside the network: what a neuron says over the plane, live, with the data on it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import (
    choose_data,
    configure,
    expect_index,
    expect_styled,
    press_key,
    resize,
    wait_for,
)
from tests.browser.panelling import go_to, neuron, numbers, panel, play_too_fast_to_read
from tests.browser.words import say

STEPS_PER_EPOCH = 275
PLANE = say("output.plane", say("output.picture"), 0, 0, "", False).split(" from ")[0]
CURVE = say("output.graph", 0, 0, "", False).split(" from ")[0]
"""How the names of the two pictures begin."""
EDGES_INK = """canvas => {
    const { width, height } = canvas;
    const pen = canvas.getContext("2d");
    return [[0, 0, 1, height], [width - 1, 0, 1, height], [0, height - 1, width, 1], [0, 0, width, 1]]
        .map((edge) => pen.getImageData(...edge).data.some((part) => part > 0));
}"""
DRAWN = "canvas => canvas.toDataURL()"
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


def output(page: Page) -> Locator:
    return page.get_by_role("region", name=say("page.output"))


def picture(page: Page, name: str = "") -> Locator:
    return output(page).get_by_role("img", name=name)


def choose_theme(page: Page, theme: str) -> None:
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    expect(page.locator("html")).to_have_css("color-scheme", theme)


def nearest(colour: list[int], hues: list[list[int]]) -> int:
    """Which of the hues a colour is a tint of."""
    distances = [sum(abs(part - other) for part, other in zip(colour, hue, strict=True)) for hue in hues]
    return distances.index(min(distances))


AROUND = 42
"""Pixels for the ticks beside the plane."""
IN_SIGHT = (((844, 390), 190), ((1440, 900), 240), ((1280, 720), 200))
"""Windows, and how wide the plane is there at least."""


WATCH_SHIFTS = """() => {
  window.shifts = [];
  window.paintings = 0;
  const named = ({ node }) => node?.className || node?.nodeName;
  new PerformanceObserver((list) => window.shifts.push(
    ...list.getEntries().map(({ value, sources }) => [value, sources.map(named)]),
  )).observe({ type: "layout-shift" });
  new MutationObserver(() => window.paintings++)
    .observe(document.querySelector("#output"), { attributeFilter: ["data-index"] });
}"""
STILL = 0.001
"""Of the window, times how far it moved: a longer number is less, a region a pixel higher is more."""


def test_the_output_is_in_sight_and_stays_as_large_while_it_plays(page):
    for (width, height), least in IN_SIGHT:
        resize(page, width, height)
        expect(picture(page)).to_be_in_viewport(ratio=1)
        assert picture(page).bounding_box()["width"] - AROUND >= least, width
    before = picture(page).bounding_box()

    play_too_fast_to_read(page)
    expect(page.locator("#panel .confusion-table")).to_be_visible()
    expect_styled(page)
    wait_for(page, "() => Number(document.querySelector('#output').dataset.index) > 20")
    page.evaluate(WATCH_SHIFTS)
    wait_for(page, "() => window.paintings > 20")

    assert picture(page).bounding_box() == before
    assert page.evaluate("window.shifts.reduce((sum, [value]) => sum + value, 0)") < STILL, page.evaluate(
        "window.shifts"
    )
    assert page.evaluate("document.scrollingElement.scrollWidth") == width


UNDER = """output => {
  const over = output.getBoundingClientRect();
  const covered = ({ left, right, top, bottom }) =>
    right > over.left && left < over.right && bottom > over.top && top < over.bottom;
  return Array.from(document.querySelectorAll("#stage :is(.neuron, .outcome, .outcome *, .caption)"))
    .filter((element) => element.clientWidth && covered(element.getBoundingClientRect()))
    .map((element) => element.className);
}"""
"""What of the network the output lies on."""


@pytest.mark.parametrize("size", [(390, 844), (750, 342), (640, 384)])
def test_on_a_phone_the_output_is_a_tap_away_and_the_network_stays(page, size):
    resize(page, *size)
    expect(picture(page)).to_be_in_viewport(ratio=1)
    assert picture(page).bounding_box()["width"] < 100
    assert output(page).evaluate(UNDER) == [], "target and loss are in sight, too"

    output(page).get_by_role("button", name=say("output.open")).click()
    wait_for(page, "() => document.querySelector('.plane-map').width > 140")
    expect(picture(page)).to_be_in_viewport(ratio=0.9)
    assert page.locator("#stage .stage-viewport").bounding_box()["height"] >= 145
    output(page).get_by_role("button", name=say("output.close")).click()

    expect(output(page).get_by_role("button", name=say("output.open"))).to_be_focused()


def test_in_a_lower_window_it_lies_on_nothing_either_and_can_be_closed(page):
    for size in ((390, 664), (1100, 740)):
        resize(page, *size)
        assert output(page).evaluate(UNDER) == [], size

        output(page).get_by_role("button", name=say("output.open")).click()
        output(page).get_by_role("button", name=say("output.close")).click()
        expect(output(page).get_by_role("button", name=say("output.open"))).to_be_visible()


def test_the_neuron_pointed_at_is_shown_else_the_selected_one_else_the_output(page):
    title = output(page).get_by_role("heading")
    neuron = say("stage.neuron", say("stage.hidden", 1), 2)
    expect(title).to_have_text(say("output.title"))
    of_output = picture(page).evaluate(DRAWN)

    neurons = page.locator("#stage button.neuron")
    neurons.nth(3).click()
    page.mouse.move(0, 0)
    expect(title).to_have_text(neuron)
    expect(picture(page)).to_have_accessible_name(re.compile(f"^{neuron} over the input plane"))
    of_selected = picture(page).evaluate(DRAWN)
    neurons.nth(0).hover()
    expect(title).to_have_text(say("stage.named", say("stage.input"), "x₁"))
    of_pointed = picture(page).evaluate(DRAWN)
    page.mouse.move(0, 0)
    expect(title).to_have_text(neuron)
    page.keyboard.press("Escape")

    expect(title).to_have_text(say("output.title"))
    assert len({of_output, of_selected, of_pointed}) == 3


def test_it_may_be_shown_in_two_colours_and_without_the_test_points(page):
    shaded = picture(page).evaluate(DRAWN)

    output(page).get_by_role("checkbox", name=say("output.discretize")).check()
    (corner,) = picture(page).evaluate(COLOUR_AT, [[-5.8, -5.8]])
    hues = page.evaluate(HUES)
    shares = [abs(part - full) for part, full in zip(corner, hues[nearest(corner, hues)], strict=True)]
    in_two = picture(page).evaluate(DRAWN)
    output(page).get_by_role("checkbox", name=say("output.showTests")).uncheck()

    assert max(shares) < 60, "as full as a shade gets"
    assert len({shaded, in_two, picture(page).evaluate(DRAWN)}) == 3
    expect(picture(page)).to_have_accessible_name(re.compile("the points are the training data$"))


def test_the_output_map_shows_what_the_network_says_while_it_plays(open_page):
    page = open_page()
    configure(page, GOOD)
    for epoch in range(1, GOOD_EPOCHS + 1):
        press_key(page, "PageDown")
        expect_index(page, epoch * STEPS_PER_EPOCH)
    page.get_by_role("radio", name=say("transport.units.mini-batch"), exact=True).click()
    play_too_fast_to_read(page)
    expect(picture(page, PLANE)).to_have_accessible_name(re.compile(r" inside on \d+ %"))

    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        expect(page.locator("html")).to_have_css("color-scheme", theme)
        hues = page.evaluate(HUES)
        corners = [[x, y] for x in (-5.8, 5.8) for y in (-5.8, 5.8)]
        middle = [[x / 10, y / 10] for x in range(-9, 10, 3) for y in range(-9, 10, 3)]
        of_corners, of_middle = (
            [nearest(colour, hues) for colour in picture(page, PLANE).evaluate(COLOUR_AT, points)]
            for points in (corners, middle)
        )
        assert of_corners == [1] * 4, f"outside is minus, {theme}"
        assert sum(of_middle) < len(middle) / 4, f"inside is plus, {theme}"

    before = picture(page, PLANE).evaluate("canvas => canvas.toDataURL()")
    wait_for(
        page,
        "([canvas, before]) => canvas.toDataURL() !== before",
        [picture(page, PLANE).element_handle(), before],
    )


def test_a_click_on_a_point_of_the_mini_batch_chooses_that_sample(page):
    panel(page).get_by_role("tab", name=say("panel.data")).click()
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
    expect_index(page, 3, "#output")
    before = curve.evaluate(DRAWN)
    press_key(page, "PageDown")
    expect(output(page)).not_to_have_attribute("data-index", "3")
    after = curve.evaluate(DRAWN)
    assert after != before, "the curve follows the training"

    choose_theme(page, "dark")

    assert curve.evaluate(DRAWN) != after, "and the theme"


JOINED = """([tile, path]) => {
  const { right, top } = document.querySelector(tile).getBoundingClientRect();
  const [x, y] = document.querySelector(path).getAttribute("d").match(/-?[\\d.]+/g).map(Number);
  return Math.hypot(x - right, y - top) < 1;
}"""


def test_the_picture_is_joined_to_its_neuron_and_can_be_enlarged(open_page):
    page = open_page()
    joined = ['#stage .neuron[data-layer="3"][data-unit="0"] .tile', ".lens path"]
    wait_for(page, JOINED, joined)
    resize(page, 1280, 720)
    wait_for(page, JOINED, joined)
    neuron(page, 1, 0).hover()
    expect(page.locator(".lens")).to_be_hidden()

    enlarge = page.get_by_role("button", name=say("output.enlarge"))
    width = page.locator("#output canvas").first.bounding_box()["width"]
    enlarge.click()
    large = page.get_by_role("dialog", name=say("output.picture"))
    picture = large.get_by_role("img")
    expect(picture).to_be_in_viewport(ratio=1)
    assert picture.bounding_box()["width"] > 2 * width
    index = page.locator("#output").get_attribute("data-index")
    expect(large.locator(".output")).to_have_attribute("data-index", index)
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(enlarge).to_be_focused()
