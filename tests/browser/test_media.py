"""What else the page is shown on: paper, colours that a system forces, a screen of another density."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.catalogue import data_set
from tests.browser.conftest import VIEWPORT
from tests.browser.contexts import BEEN_HERE, PATIENCE_MS
from tests.browser.driving import (
    TWO_FRAMES,
    choose_data,
    expect_drawn,
    expect_styled,
    index_of,
    press_key,
    resize,
    wait_for,
)
from tests.browser.words import say

A4 = {"upright": (711, 1039), "sideways": (1040, 711)}
"""An A4 sheet inside its margins, in CSS pixels."""
BEYOND = """() => [
    ...document.querySelectorAll("#stage .world *, #panel *, #transport .place, #header .header-run"),
  ]
  .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }) && element.textContent)
  .filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (left < -1 || right > innerWidth + 1);
  })
  .map((element) => `${element.className} ${element.textContent}`)"""
BEYOND_PANEL = """() => [...document.querySelectorAll("#panel *")]
  .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => `${element.className} ${element.textContent}`)"""
WHEN_PRINTED = """() => addEventListener("beforeprint", () => queueMicrotask(() => {
  const world = document.querySelector("#stage .world");
  window.printed = {
    width: world.style.width,
    ink: getComputedStyle(document.body).color,
    values: world.querySelectorAll(".neuron.known").length,
  };
}))"""
LIGHT_INK = "rgb(28, 31, 36)"


def stepped(page: Page, steps: int) -> Page:
    for index in range(index_of(page) + 1, steps + 1):
        press_key(page, "ArrowRight")
        expect_drawn(page, index)
    return page


def test_paper_has_network_panel_and_place_dark_on_white_and_nothing_cut(open_page):
    page = open_page(color_scheme="dark")
    for steps in (3, 7, 10):
        stepped(page, steps)
        for sheet in A4:
            print_on(page, sheet)
            assert_whole_on_paper(page, sheet)
            page.emulate_media(media="screen")
            expect(page.locator("html[data-printing]")).not_to_be_attached()


def print_on(page: Page, sheet: str) -> None:
    """Show the page as it is printed."""
    resize(page, *A4[sheet])
    page.emulate_media(media="print")
    expect(page.locator("html[data-printing]")).to_be_attached()


def assert_whole_on_paper(page: Page, sheet: str) -> None:
    for name in ("header .header-run", "stage .world", "panel .panel-title:visible", "transport .place"):
        expect(page.locator(f"#{name}")).to_be_visible()
    for name in ("rail", "chart", "transport .steps"):
        expect(page.locator(f"#{name}")).to_be_hidden()
    assert page.evaluate(BEYOND) == []
    assert page.evaluate("getComputedStyle(document.body).color") == LIGHT_INK
    # What is a background on the screen is printed as well: else tiles were empty squares.
    assert page.locator("#stage .tile").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    stage = page.locator("#stage").bounding_box()
    panel = page.locator("#panel").bounding_box()
    clear = stage["y"] + stage["height"] if sheet == "upright" else stage["x"] + stage["width"]
    assert panel["y" if sheet == "upright" else "x"] >= clear - 1
    assert sheet == "sideways" or panel["x"] == stage["x"]
    assert page.locator(".panel-page:not([hidden])").evaluate("e => e.scrollHeight <= e.clientHeight + 1")


def test_a_large_network_is_drawn_smaller_on_paper(open_page):
    page = open_page()
    choose_data(page, data_set("digits"))

    print_on(page, "upright")

    world = page.locator("#stage .world").bounding_box()
    assert world["width"] <= A4["upright"][0]
    assert world["height"] <= A4["sideways"][1]


def test_printing_paints_for_the_paper_and_then_for_the_screen_again(open_page):
    page = stepped(open_page(color_scheme="dark"), 7)
    width = page.locator("#stage .world").evaluate("e => e.style.width")
    page.evaluate(WHEN_PRINTED)

    assert page.pdf(format="A4").startswith(b"%PDF")

    assert page.evaluate("window.printed") == {"width": "660px", "ink": LIGHT_INK, "values": 9}
    wait_for(page, "(width) => document.querySelector('#stage .world').style.width === width", width)
    expect(page.locator("#stage .neuron.known")).to_have_count(9)


LOOKS = """(element) => {
  const { backgroundColor, outlineStyle, outlineColor, borderLeftColor } = getComputedStyle(element);
  return [backgroundColor, outlineStyle, outlineStyle === "none" ? "" : outlineColor, borderLeftColor].join();
}"""
CHOSEN_AND_OTHER = [
    (".phase-step[data-time='current']", ".phase-step[data-time='ahead']"),
    (".phase-step[data-time='current']", ".phase-step[data-time='done']"),
    (".thumbnail[aria-pressed='true']", ".thumbnail[aria-pressed='false']"),
    (".code-line.current", ".code-line:not(.current)"),
    (".chip[aria-pressed='true']", ".chip[aria-pressed='false']"),
    (".unit[aria-checked='true']", ".unit[aria-checked='false']"),
    (".panel-tabs [aria-selected='true']", ".panel-tabs [aria-selected='false']"),
    (".neuron[aria-pressed='true'] > .tile", ".neuron[aria-pressed='false'] > .tile"),
]
MARKS = [(".point-train", ".output"), (".key-delta", ".stage"), (".key-bias", ".stage")]
"""Marks of a legend, and what they stand on."""
COLOURS = """(mark, under) => [
  getComputedStyle(mark, "::before").backgroundColor,
  getComputedStyle(document.querySelector(under)).backgroundColor,
]"""


def test_forced_colours_leave_what_is_chosen_and_what_is_now_to_be_seen(open_page):
    page = stepped(open_page(forced_colors="active"), 7)
    page.locator("#stage button[data-layer='1']").first.click()
    page.locator("#chart").click(position={"x": 5, "y": 5}, trial=True)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        wait_for(page, "theme => matchMedia(`(prefers-color-scheme: ${theme})`).matches", theme)
        page.evaluate(TWO_FRAMES)
        assert_all_to_be_seen(page)


def assert_all_to_be_seen(page: Page) -> None:
    for chosen, other in CHOSEN_AND_OTHER:
        looks = [page.locator(each).first.evaluate(LOOKS) for each in (chosen, other)]
        assert looks[0] != looks[1], chosen
    ground = page.locator("#chart").evaluate("e => getComputedStyle(e).backgroundColor")
    for mark in (".playhead", ".knob"):
        assert page.locator(mark).evaluate("e => getComputedStyle(e).backgroundColor") != ground, mark
    for mark, under in MARKS:
        colours = page.locator(mark).evaluate(COLOURS, under)
        assert colours[0] != colours[1], mark
        assert not colours[0].endswith(", 0)"), mark
    # The system's own slider: the page's is made of backgrounds, which are taken away.
    assert (
        page.get_by_role("slider", name=say("transport.speed")).evaluate(
            "e => getComputedStyle(e).appearance"
        )
        == "auto"
    )


DENSITY = """(canvas) => canvas.width / parseFloat(canvas.style.width || getComputedStyle(canvas).width)"""


def test_thumbnails_and_strips_are_sharp_after_the_page_was_zoomed(open_page):
    page = open_page()
    choose_data(page, data_set("digits"))
    zoom = page.context.new_cdp_session(page)

    zoom.send(
        "Emulation.setDeviceMetricsOverride",
        {"width": 720, "height": 450, "deviceScaleFactor": 2.5, "mobile": False},
    )

    wait_for(page, "() => document.querySelector('.thumbnail canvas').width >= 100")
    densities = page.locator(".thumbnail canvas").evaluate_all(f"all => all.map({DENSITY})")
    assert min(densities) >= 2.5
    assert page.locator("#stage canvas.cells").first.evaluate(DENSITY) == pytest.approx(2.5, abs=0.05)


SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
  }`);
  document.adoptedStyleSheets.push(sheet);
}"""
"""The spacing of WCAG 1.4.12, which a visitor may set."""
SIZES = {"desktop": (1440, 900), "laptop": (1280, 720), "phone": (390, 844)}


def test_spaced_text_pushes_nothing_of_the_transport_off_the_page(open_page):
    page = stepped(open_page(), 3)
    page.evaluate(SPACED)

    for width, height in SIZES.values():
        resize(page, width, height)
        for step in page.locator(".phase-step").all():
            expect(step).to_be_in_viewport(ratio=1)
        for name in (say("transport.play"), say("transport.forward"), say("until.stopWhen", "")):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("status", name=say("place.title"))).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
        assert page.evaluate("document.scrollingElement.scrollHeight") == height


LARGE_PX = 20
LARGEST_PX = 24
NARROWEST_PX = 320
FONT_PX = "e => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom ?? 1)"


@contextmanager
def text_of(browser, pixels: int):
    """A Chromium whose visitor has set another font size."""
    arguments = [*chromium.arguments(), f"--blink-settings=defaultFontSize={pixels}"]
    running = browser.browser_type.launch(executable_path=chromium.find(), args=arguments)
    yield running
    running.close()


@pytest.fixture(scope="module")
def large_text(browser):
    """A Chromium whose visitor has set a larger font size."""
    with text_of(browser, LARGE_PX) as running:
        yield running


def test_head_and_transport_of_a_phone_have_room_for_letters_half_as_large_again(browser, server_url, room):
    width, height = SIZES["phone"]
    with text_of(browser, LARGEST_PX) as running:
        page = running.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(BEEN_HERE)
        page.goto(f"{server_url}/?room={room}")
        expect_drawn(page, 0)
        for key in ("header.build", "header.maths", "sharing.share"):
            button = page.locator("#header").get_by_role("button", name=say(key), exact=True)
            expect(button).to_be_in_viewport(ratio=1)
            assert button.evaluate("e => e.scrollWidth <= e.clientWidth"), key
        assert page.evaluate("document.scrollingElement.scrollWidth") == width

        resize(page, NARROWEST_PX, height)
        for unit in page.locator(".unit").all():
            assert unit.evaluate("e => e.scrollWidth <= e.clientWidth"), unit.text_content()
        assert page.evaluate("document.scrollingElement.scrollWidth") == NARROWEST_PX
        resize(page, width, height)

        page.get_by_role("button", name=say("header.maths"), exact=True).click()
        page.get_by_role("tab", name=say("panel.results")).click()
        expect(page.locator("#panel .confusion-table")).to_be_attached()
        expect_styled(page)
        assert page.evaluate(BEYOND_PANEL) == []


def test_text_is_as_large_as_the_browser_is_told(large_text, open_page, server_url, room):
    usual_page = stepped(open_page(), 3)
    page = large_text.new_page(viewport=VIEWPORT, reduced_motion="reduce")
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(BEEN_HERE)
    page.goto(f"{server_url}/?room={room}")
    expect_drawn(page, 3)

    for size, (width, height) in SIZES.items():
        resize(usual_page, width, height)
        resize(page, width, height)
        usual = text_sizes(usual_page)
        # A quarter larger, less where neurons that stand closer now have the smaller of their two sizes.
        for name, large in text_sizes(page).items():
            assert large >= usual[name] * 1.09, (size, name)
        play = page.get_by_role("button", name=say("transport.play"), exact=True)
        expect(play).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
        if size != "phone":
            neuron = page.locator("#stage button[data-layer='1']").last
            neuron.click()
            expect(neuron).to_have_attribute("aria-pressed", "true")
            neuron.click()
            expect(neuron).to_have_attribute("aria-pressed", "false")


def text_sizes(page: Page) -> dict[str, float]:
    """Of a word in each region, as it is on the screen."""
    words = [
        ".caption",
        ".neuron-value",
        ".unit",
        ".position",
        ".panel-title",
        ".data-caption",
        ".losses",
    ]
    return {word: page.locator(word).first.evaluate(FONT_PX) for word in words}
