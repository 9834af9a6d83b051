"""What tests read off the maths panel, and how they come to the step they ask about."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_index, expect_rest, index_of, press
from tests.browser.words import say

STEPS = ["input", "forward 1", "forward 2", "forward 3", "loss", "backward 3", "backward 2", "backward 1"]


def go_to(page: Page, step: str) -> None:
    """Make propagations up to this one of the first mini-batch."""
    wanted = STEPS.index(step) + 1
    for index in range(index_of(page), wanted):
        press(page, say("transport.forward"))
        expect_index(page, index + 1)
    expect_painted(page, wanted)


def expect_painted(page: Page, index: int) -> None:
    """Wait until panel and stage show the step that made so many propagations complete."""
    expect_index(page, index, "#panel")
    expect_rest(page, index)


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="The maths of this step")


def title(page: Page) -> Locator:
    return panel(page).get_by_role("heading", level=2)


def result(page: Page) -> Locator:
    return panel(page).locator(".result")


def field(page: Page, name: str) -> Locator:
    return page.locator("#rail").get_by_label(name, exact=True)


def neuron(page: Page, layer: int, unit: int) -> Locator:
    return page.locator(f'#stage [data-layer="{layer}"][data-unit="{unit}"]')


def select(page: Page, layer: int, unit: int) -> None:
    neuron(page, layer, unit).click()
    expect(title(page)).to_contain_text(f"neuron {unit + 1}")


def numbers(place: Locator) -> list[float]:
    """What stands there, every digit of it."""
    return [float(element.get_attribute("data-value")) for element in place.locator("[data-value]").all()]


def last_line(page: Page) -> Locator:
    return panel(page).locator(".line.numbers").filter(has=page.locator(".result"))


def shown(place: Locator) -> float:
    """A number as it is written for people."""
    return float(re.search(r"[−\d.][\d.e−]*", place.inner_text())[0].replace("−", "-"))
