"""The page at every size and in both themes: nothing overlaps, nothing is clipped, all is in reach."""

import base64
import json
import re
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import choose_data, configure, expect_drawn, resize, wait_for
from tests.browser.words import say

DESKTOP = {"width": 1440, "height": 900}
LAPTOP = {"width": 1280, "height": 720}
TABLET = {"width": 820, "height": 1000}
PHONE = {"width": 390, "height": 844}
SIZES = {"desktop": DESKTOP, "laptop": LAPTOP, "tablet": TABLET, "phone": PHONE}
OPEN_REGIONS = {
    "desktop": ["header", "rail", "stage", "panel", "transport", "chart"],
    "laptop": ["header", "rail", "stage", "panel", "transport", "chart"],
    "tablet": ["header", "stage", "transport", "chart"],
    "phone": ["header", "stage", "transport", "chart"],
}
HAIR = 1.0
"""Boxes may meet on a fraction of a pixel."""

CLIPPED = """(root) => [...root.querySelectorAll("button, label, h1, h2, summary, .small-print, .rail-size")]
  .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
  .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
  .map((element) => `${element.textContent || element.ariaLabel} in ${element.clientWidth} px`)
"""
CUT_MENUS = """() => {
  const context = document.createElement("canvas").getContext("2d");
  const menus = [...document.querySelectorAll("#rail select:not(.field-usual)")];
  return menus.filter((menu) => menu.checkVisibility()).flatMap((select) => {
    const style = getComputedStyle(select);
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    context.font = style.font;
    const text = select.selectedOptions[0]?.textContent ?? "";
    return context.measureText(text).width > room + 1 ? [`${text} in ${room} px`] : [];
  });
}"""
OFF_STAGE = """(stage) => {
  const { left, right } = stage.getBoundingClientRect();
  const words = stage.querySelectorAll(".neuron-name, .delta, .neuron-value, .outcome, .phase-head");
  return [...words].filter((element) => {
    const box = element.getBoundingClientRect();
    const cut = element.scrollWidth > element.clientWidth + 1;
    return element.textContent && (box.left < left || box.right > right || cut);
  }).map((element) => element.textContent);
}"""

THEMES = ("light", "dark")
in_both_languages = pytest.mark.parametrize("language", ["en", "pseudo"])
"""English, and longer words from right to left."""


def begun(open_page, language: str = "en", **options) -> Page:
    """The page in a language, its form built."""
    page = open_page(f"?lang={language}", **options)
    expect(page.locator("#field-seed")).to_be_attached()
    return page


EIGHT_BY_EIGHT = "#spec=" + base64.urlsafe_b64encode(
    json.dumps({"data": {"kind": "circle"}, "hidden": [{"units": 8, "activation": "tanh"}] * 8}).encode()
).decode().rstrip("=")


def standing(lasting_page, language: str, network: str = "circle") -> Page:
    """The page in a language, large and light, before the first step of a network."""
    link = EIGHT_BY_EIGHT if network == "8 layers of 8" else ""
    page = lasting_page(f"?lang={language}{link}")
    page.emulate_media(color_scheme="light")
    resize(page, **DESKTOP)
    expect(page.locator("#field-seed")).to_be_attached()
    if not link:
        choose_data(page, data_set(network))
    page.keyboard.press("Home")
    expect_drawn(page, 0)
    return page


def button(page: Page, language: str, key: str) -> Locator:
    return page.get_by_role("button", name=say(key, language=language), exact=True)


def place(page: Page, language: str) -> Locator:
    return page.get_by_role("status", name=say("place.title", language=language), exact=True)


TRANSPORT = ("transport.play", "transport.back", "transport.forward")


def opened(open_page, size: str, theme: str = "light", language: str = "en", **options) -> Page:
    page = begun(open_page, language, viewport=SIZES[size], color_scheme=theme, **options)
    expect(place(page, language)).to_be_visible()
    return page


@in_both_languages
def test_the_page_itself_never_scrolls(lasting_page, language):
    page = standing(lasting_page, language)

    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        for size in SIZES.values():
            resize(page, **size)
            assert_nothing_beyond(page, **size)


LOW_WINDOWS = [(1280, 560), (1024, 600), (844, 390)]


@in_both_languages
def test_a_low_window_does_not_scroll_either(lasting_page, language):
    page = standing(lasting_page, language)

    for width, height in LOW_WINDOWS:
        resize(page, width, height)
        assert_nothing_beyond(page, width, height)
        expect(button(page, language, "transport.play")).to_be_in_viewport(ratio=1)
        assert page.locator("#stage").bounding_box()["height"] >= 0.3 * height


def assert_nothing_beyond(page: Page, width: int, height: int) -> None:
    """The page is as large as its window, and no more."""
    wait_for(page, "() => document.querySelector('#stage [data-unit]')")
    root = page.evaluate(
        "() => { const e = document.scrollingElement; return [e.scrollWidth, e.scrollHeight] }"
    )

    assert root[0] <= width, (width, height)
    assert root[1] <= height, (width, height)


DRAWERS = [("header.build", "rail"), ("header.maths", "panel")]
SMALL_WINDOWS = {
    "phone": (390, 844),
    "small phone": (320, 480),
    "sideways": (844, 390),
    "smaller, sideways": (750, 342),
    "1280 x 768 at 200 %": (640, 384),
    "1280 x 1024 at 400 %": (320, 256),
    "1280 x 768 at 400 %": (320, 192),
}
LEAST_STAGE = 150
OUT_OF_REACH = """async () => {
  const inReach = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return element.contains(hit) && width > 0 && height > 0;
  };
  const missed = [];
  const wanted = new Set(document.querySelectorAll("#stage :is(button[data-unit], canvas.cells)"));
  for (const element of wanted) {
    element.scrollIntoView({ block: "center", inline: "center" });
    await new Promise(requestAnimationFrame);
    if (!inReach(element)) missed.push(element.ariaLabel ?? element.textContent);
    for (const other of wanted) if (inReach(other)) wanted.delete(other);
  }
  return missed;
}"""
"""What is in reach without scrolling on, need not be scrolled to itself."""


@in_both_languages
@pytest.mark.parametrize("dataset", ["circle", "wine", "digits"])
def test_the_whole_network_is_in_reach_of_a_small_window(lasting_page, dataset, language):
    page = standing(lasting_page, language, dataset)

    for name, (width, height) in SMALL_WINDOWS.items():
        resize(page, width, height)
        assert page.locator("#stage").bounding_box()["height"] >= LEAST_STAGE, name
        assert page.evaluate(OUT_OF_REACH) == [], name
        assert page.evaluate("document.scrollingElement.scrollWidth") == width, name


def step_forward(page: Page, language: str) -> None:
    """Press the button where a pointer comes to it, for no time at all: held it repeats."""
    forward = button(page, language, "transport.forward")
    forward.click(trial=True)
    forward.dispatch_event("click")


@in_both_languages
def test_one_can_step_play_and_choose_in_a_small_window(open_page, language):
    page = begun(open_page, language)
    inside, epoch, propagation = (
        partial(say, key, language=language)
        for key in ("place.inside", "transport.units.epoch", "transport.units.propagation")
    )
    speed = page.get_by_role("slider", name=say("transport.speed", language=language))

    for step, (width, height) in enumerate(SMALL_WINDOWS.values(), start=1):
        resize(page, width, height)
        page.get_by_role("radio", name=propagation()).click()
        page.evaluate("scrollTo(0, 0)")
        for key in TRANSPORT:
            expect(button(page, language, key)).to_be_in_viewport(ratio=1)

        step_forward(page, language)
        expect_drawn(page, step)
        page.get_by_role("radio", name=epoch()).click()
        expect(page.get_by_role("radio", name=epoch())).to_have_attribute("aria-checked", "true")
        speed.scroll_into_view_if_needed()
        expect(speed).to_be_in_viewport(ratio=1)
        expect(place(page, language)).to_contain_text(inside(1, 25, step, 11))
        place(page, language).scroll_into_view_if_needed()
        expect(place(page, language)).to_be_in_viewport(ratio=1)


@in_both_languages
@pytest.mark.parametrize(("opener", "region"), DRAWERS)
def test_a_drawer_of_a_small_window_lies_inside_it(lasting_page, language, opener, region):
    page = standing(lasting_page, language)
    close = page.get_by_role(
        "button", name=say("header.close", say(opener, language=language), language=language)
    )

    for step, (width, height) in enumerate([(320, 256), (750, 342)], start=1):
        resize(page, width, height)
        button(page, language, opener).click()

        expect(page.locator(f"#{region}")).to_be_in_viewport(ratio=1)
        expect(close).to_be_in_viewport(ratio=1)
        step_forward(page, language)
        expect_drawn(page, step)
        close.click()
        expect(close).to_be_hidden()


@in_both_languages
def test_regions_lie_side_by_side_inside_the_window(lasting_page, language):
    page = standing(lasting_page, language)

    for size, window in SIZES.items():
        resize(page, **window)
        boxes = {name: page.locator(f"#{name}").bounding_box() for name in OPEN_REGIONS[size]}
        for name, box in boxes.items():
            assert box["width"] > 0, (size, name)
            assert box["height"] > 0, (size, name)
            assert box["x"] >= -HAIR, (size, name)
            assert box["x"] + box["width"] <= window["width"] + HAIR, (size, name)
            assert box["y"] + box["height"] <= window["height"] + HAIR, (size, name)
        overlapping = [pair for pair in combinations(boxes, 2) if overlap(boxes[pair[0]], boxes[pair[1]])]
        assert overlapping == [], size


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        min(one[at] + one[size], other[at] + other[size]) - max(one[at], other[at]) > HAIR
        for at, size in (("x", "width"), ("y", "height"))
    )


@in_both_languages
def test_the_transport_is_always_in_sight(lasting_page, language):
    page = standing(lasting_page, language)

    for size in SIZES.values():
        resize(page, **size)
        for key in TRANSPORT:
            expect(button(page, language, key)).to_be_in_viewport(ratio=1)
        expect(place(page, language)).to_be_in_viewport(ratio=1)


@in_both_languages
def test_no_word_on_a_button_or_label_is_clipped(open_page, language):
    page = opened(open_page, "desktop", language=language)
    page.locator(".rail-more > summary").click()

    for size, window in SIZES.items():
        resize(page, **window)
        if size == "tablet":  # and on the phone after it: a drawer that is open stays open
            button(page, language, "header.build").click()
            expect(page.locator("#rail")).to_be_in_viewport()
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            assert page.locator("body").evaluate(CLIPPED) == [], (size, theme)
            assert page.evaluate(CUT_MENUS) == [], (size, theme)


def test_the_longest_names_fit_the_rail(open_page):
    page = opened(open_page, "laptop")

    choose_data(page, data_set("digits"))
    page.locator(".rail-more > summary").click()

    assert page.evaluate(CUT_MENUS) == []
    assert page.locator("#rail").evaluate(CLIPPED) == []


@in_both_languages
@pytest.mark.parametrize("dataset", ["circle", "spiral", "iris"])
def test_what_stands_beside_the_network_is_whole(lasting_page, dataset, language):
    page = standing(lasting_page, language, dataset)
    page.locator(".phases").get_by_role("button").last.click()
    expect(page.locator("#stage")).to_have_attribute("data-phase", "update")

    for size in ("desktop", "laptop", "phone"):
        resize(page, **SIZES[size])
        assert page.locator("#stage").evaluate(OFF_STAGE) == [], size


COVERED = """(stage) => {
  const words = ".neuron-value, .neuron-delta, .mark, .phase-chip, .magnified, .outcome, .caption";
  const shown = [...stage.querySelectorAll(words)]
    .filter((element) => element.textContent && element.checkVisibility({ checkVisibilityCSS: true }))
    .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }));
  const covers = ({ box: one }, { box: other }) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 4 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
  return shown.flatMap((one, index) =>
    shown.slice(index + 1).filter((other) => covers(one, other)).map(({ text }) => `${one.text} / ${text}`));
}"""
TOUCHING_CAPTIONS = """(stage) => {
  const boxes = [...stage.querySelectorAll(".caption")].map((caption) => caption.getBoundingClientRect());
  return boxes.slice(1).filter(({ left }, index) => left <= boxes[index].right).length;
}"""
CUT_HEAD = """(stage) => {
  const { left, right } = stage.getBoundingClientRect();
  const head = stage.querySelector(".phase-head").getBoundingClientRect();
  return head.left < left || head.right > right;
}"""
CUT_NAMES = """(stage) => [...stage.querySelectorAll(".neuron-name, .outcome-name")]
  .filter((name) => name.scrollWidth > name.clientWidth + 1).map((name) => name.textContent)"""
SIDEWAYS = {"width": 844, "height": 390}
CROWDED = ["circle", "spiral", "iris", "wine", "penguins", "digits", "8 layers of 8"]


@in_both_languages
@pytest.mark.parametrize("network", CROWDED)
def test_numbers_lie_over_no_others_and_words_are_whole(lasting_page, network, language):
    page = standing(lasting_page, language, network)
    stage = page.locator("#stage")
    page.locator(".phase-step").last.click()
    expect(page.locator("#stage[data-phase='update']")).to_be_visible()

    for size in (DESKTOP, LAPTOP, PHONE, SIDEWAYS):
        resize(page, **size)
        assert stage.evaluate(COVERED) == [], size
        assert stage.evaluate(TOUCHING_CAPTIONS) == 0, size
        assert stage.evaluate(CUT_HEAD) is False, size
        assert stage.evaluate(CUT_NAMES) == [], size


def test_wines_have_all_their_numbers_on_a_laptop(lasting_page):
    page = standing(lasting_page, "en", "wine")
    resize(page, **LAPTOP)
    page.locator(".phases").get_by_role("button").last.click()
    expect(page.locator("#stage[data-phase='update']")).to_be_visible()

    values = page.locator("#stage .neuron-value").all()
    assert len(values) == 13 + 8 + 3
    assert all(value.is_visible() for value in values)
    assert all(delta.is_visible() for delta in page.locator("#stage [data-layer='2'] .neuron-delta").all())


@pytest.mark.parametrize(("opener", "region"), DRAWERS)
def test_a_drawer_opens_and_closes_by_keyboard_and_gives_the_focus_back(open_page, opener, region):
    page = opened(open_page, "phone")
    opening = button(page, "en", opener)
    drawer = page.locator(f"#{region}")
    expect(drawer).to_be_hidden()

    opening.focus()
    page.keyboard.press("Enter")

    expect(drawer).to_be_in_viewport()
    expect(opening).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name=say("header.close", say(opener)))).to_be_focused()

    page.keyboard.press("Escape")

    expect(drawer).to_be_hidden()
    expect(opening).to_be_focused()
    expect(opening).to_have_attribute("aria-expanded", "false")


def test_a_drawer_closes_by_its_button_and_by_a_touch_beside_it(open_page):
    page = opened(open_page, "phone")
    drawer = page.locator("#rail")
    build = button(page, "en", "header.build")

    build.click()
    page.get_by_role("button", name=say("header.close", say("header.build"))).click()
    expect(drawer).to_be_hidden()

    build.click()
    page.mouse.click(PHONE["width"] - 10, PHONE["height"] // 2)
    expect(drawer).to_be_hidden()


def test_one_can_step_while_the_maths_are_open_on_a_phone(open_page):
    page = opened(open_page, "phone")
    button(page, "en", "header.maths").click()

    button(page, "en", "transport.forward").click()

    expect(page.get_by_role("status", name=say("place.title"))).not_to_have_attribute("data-index", "0")
    expect(page.locator("#panel")).to_be_in_viewport()


def test_opening_one_drawer_closes_the_other(open_page):
    page = opened(open_page, "phone")

    button(page, "en", "header.build").click()
    button(page, "en", "header.maths").click()

    expect(page.locator("#rail")).to_be_hidden()
    expect(page.locator("#panel")).to_be_in_viewport()


COLOURS = """() => ({
  ground: getComputedStyle(document.body).backgroundColor,
  drawn: getComputedStyle(document.documentElement).getPropertyValue("--plus"),
})"""


def test_a_chosen_theme_has_the_colours_of_the_systems(open_page):
    page = opened(open_page, "desktop", "dark")
    by_system = page.evaluate(COLOURS)
    page.emulate_media(color_scheme="light")

    page.get_by_role("button", name=say("header.themeSystem")).click()
    light = page.evaluate(COLOURS)
    page.get_by_role("button", name=say("header.themeLight")).click()
    wait_for(page, "() => document.documentElement.dataset.theme === 'dark'")

    assert light == {"ground": "rgb(247, 247, 249)", "drawn": "rgb(11, 98, 184)"}
    assert by_system == {"ground": "rgb(15, 20, 28)", "drawn": "rgb(90, 169, 255)"}
    assert page.evaluate(COLOURS) == by_system


def test_on_a_phone_the_theme_is_chosen_below_the_form(open_page):
    page = opened(open_page, "phone", "light")
    page.get_by_role("button", name=say("header.build"), exact=True).click()

    page.get_by_role("button", name=say("header.themeSystem")).click()
    page.get_by_role("button", name=say("header.themeLight")).click()

    wait_for(page, "() => document.documentElement.dataset.theme === 'dark'")


def test_a_chosen_theme_is_remembered(open_page):
    page = opened(open_page, "desktop", "light")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_role("button", name=say("header.themeSystem")).click()
    page.get_by_role("button", name=say("header.themeLight")).click()
    expect(page.get_by_role("button", name=say("header.themeDark"))).to_be_visible()
    page.reload()

    expect(page.get_by_role("button", name=say("header.themeDark"))).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground


def test_the_help_button_asks_for_the_help(open_page):
    page = opened(open_page, "desktop")
    page.evaluate("document.addEventListener('propscope:help', () => { document.title = 'asked' })")

    page.get_by_role("button", name=say("header.help")).click()

    expect(page).to_have_title("asked")


TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
TEXT_CONTRAST = 4.5
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "ink-soft") for ground in ("ground", "surface", "well")),
    *((phase, "surface") for phase in ("forward", "loss", "backward", "update", "plus", "minus")),
    *((phase, f"{phase}-tint") for phase in ("forward", "loss", "backward", "update")),
    *(("on-accent", phase) for phase in ("forward", "loss", "backward", "update", "input")),
    ("on-primary", "primary"),
    ("ink", "hint"),
]


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme; what has one colour has it in both."""
    named = re.findall(r"--([\w-]+): (?:light-dark\((#\w{6}), )?(#\w{6})\)?;", TOKENS.read_text())
    return {
        "light": {name: light or dark for name, light, dark in named},
        "dark": {name: dark for name, _, dark in named},
    }


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_its_ground(theme, text, ground):
    colours = themes()[theme]

    assert contrast(colours[text], colours[ground]) >= TEXT_CONTRAST


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_steps_of_many_layers_stand_side_by_side(open_page):
    page = opened(open_page, "desktop")
    configure(page, {"hidden": [{"units": 2}] * 8})
    steps = page.locator(".phase-step")
    expect(steps).to_have_count(3 * 9 + 2)

    for size in (DESKTOP, LAPTOP, PHONE):
        resize(page, **size)
        boxes = [step.bounding_box() for step in steps.all()]
        rows = {round(box["y"]) for box in boxes}
        for row in rows:
            lefts = sorted((box["x"], box["x"] + box["width"]) for box in boxes if round(box["y"]) == row)
            assert all(end <= begin + 0.5 for (_, end), (begin, _) in pairwise(lefts)), size
        assert len(rows) == 2, size
