"""Every view in both themes, as axe-core judges it: no rule of WCAG 2.2 and of good practice is broken."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import TWO_FRAMES, choose_data, configure, expect_drawn
from tests.browser.words import say

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SIDEWAYS = {"width": 844, "height": 390}
BROKEN = """async (runOnly) => {
  const { violations } = await axe.run(document, {
    runOnly,
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}"""
"""By its own default axe leaves out the rules it calls experimental, and the size of targets."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What a theme decides: all else is the same element by element."""


def start(page: Page) -> None:
    """As the page is first seen."""


def phase(number: int):
    def step(page: Page) -> None:
        for index in range(1, number + 1):
            page.keyboard.press("ArrowRight")
            expect_drawn(page, index)

    return step


def one_selected(page: Page) -> None:
    phase(7)(page)
    page.locator("#stage button[data-layer='1']").first.click()


def at_speed(page: Page) -> None:
    page.get_by_role("slider", name=say("transport.speed")).fill("12")
    page.get_by_role("button", name=say("transport.play"), exact=True).click()
    expect(page.locator("#panel").get_by_text("PLAYING")).to_be_visible()


def trained(page: Page) -> None:
    for epoch in range(1, 6):
        page.keyboard.press("PageDown")
        expect_drawn(page, 275 * epoch)


def data_tab(page: Page) -> None:
    phase(4)(page)
    page.get_by_role("tab", name="Data").click()


def digits(page: Page) -> None:
    choose_data(page, "Handwritten digits")
    phase(8)(page)


def held(page: Page) -> None:
    """A run that cannot learn, of a frozen layer and biases that are not trained."""
    hidden = [{"units": 3, "activation": "sigmoid", "frozen": True}, {"units": 2, "activation": "sigmoid"}]
    configure(page, {"initializer": "zeros", "train_biases": False, "hidden": hidden})
    phase(9)(page)
    if page.viewport_size == DESKTOP:
        page.locator(".rail-more > summary").click()


def pressed(name: str):
    def press(page: Page) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    return press


def help_dialog(page: Page) -> None:
    pressed(say("header.help"))(page)
    expect(page.get_by_role("dialog", name=say("help.title"))).to_be_visible()


VIEWS = {
    "start": (DESKTOP, start),
    "input": (DESKTOP, phase(1)),
    "forward": (DESKTOP, phase(3)),
    "loss": (DESKTOP, phase(5)),
    "backward": (DESKTOP, one_selected),
    "update": (DESKTOP, phase(10)),
    "at speed": (DESKTOP, at_speed),
    "trained": (DESKTOP, trained),
    "data": (DESKTOP, data_tab),
    "digits": (DESKTOP, digits),
    "held": (DESKTOP, held),
    "phone, held": (PHONE, held),
    "help": (DESKTOP, help_dialog),
    "stop when": (DESKTOP, pressed("Stop when")),
    "phone": (PHONE, phase(7)),
    "phone, build": (PHONE, pressed("Build")),
    "phone, maths": (PHONE, pressed("Maths")),
    "sideways": (SIDEWAYS, phase(7)),
}


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(open_page, view):
    size, come_to = VIEWS[view]
    page = open_page(viewport=size, color_scheme="light")
    come_to(page)
    page.evaluate(AXE.read_text("utf-8"))

    assert page.evaluate(BROKEN, RULES) == []

    page.emulate_media(color_scheme="dark")
    page.wait_for_function("matchMedia('(prefers-color-scheme: dark)').matches")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(BROKEN, OF_COLOURS) == []
