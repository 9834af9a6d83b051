"""Every view in both themes, as axe-core judges it: no rule of WCAG 2.2 and of good practice is broken."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import choose_data, expect_drawn

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SIDEWAYS = {"width": 844, "height": 390}
BROKEN = """async () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"];
  const { violations } = await axe.run(document, {
    runOnly: rules,
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}"""
"""By its own default axe leaves out the rules it calls experimental, and the size of targets."""


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
    page.get_by_role("slider", name="Speed").fill("12")
    page.get_by_role("button", name="Play", exact=True).click()
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


def pressed(name: str):
    def press(page: Page) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    return press


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
    "help": (DESKTOP, pressed("Keyboard help")),
    "stop when": (DESKTOP, pressed("Stop when")),
    "phone": (PHONE, phase(7)),
    "phone, build": (PHONE, pressed("Build")),
    "phone, maths": (PHONE, pressed("Maths")),
    "sideways": (SIDEWAYS, phase(7)),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(open_page, view, theme):
    size, come_to = VIEWS[view]
    page = open_page(viewport=size, color_scheme=theme, reduced_motion="reduce")
    come_to(page)

    assert broken_rules(page) == []


def broken_rules(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(BROKEN)
