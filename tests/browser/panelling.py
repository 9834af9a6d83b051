"""What tests read off the maths panel, and how they come to the step they ask about."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_index, expect_rest, press
from tests.browser.words import say

STEPS = ("input", *(f"forward {layer}" for layer in (1, 2, 3)), "loss")
STEPS += (*(f"backward {layer}" for layer in (3, 2, 1)), *(f"update {layer}" for layer in (1, 2, 3)))
"""The propagations of a mini-batch in the network a first visitor sees."""

COPY = """element => {
  const seen = [];
  const see = ({ clipboardData }) => seen.push(clipboardData.getData("text/plain"));
  document.addEventListener("copy", see, { once: true });
  getSelection().selectAllChildren(element);
  document.execCommand("copy");
  getSelection().removeAllRanges();
  return seen[0];
}"""
"""What comes to the clipboard when an element is copied."""

READ = """copied => {
  const panel = document.querySelector("#panel");
  const all = (place, selector, read) => Array.from(place.querySelectorAll(selector), read);
  const numbers = (place) => all(place, "[data-value]", ({ dataset }) => Number(dataset.value));
  return {
    title: panel.querySelector("h2").textContent,
    aside: panel.querySelector(".aside")?.textContent ?? "",
    text: panel.innerText,
    result: panel.querySelector(".result")?.innerText ?? "",
    lines: all(panel, ".line.numbers", (line) => ({
      text: line.innerText,
      copied: copied(line),
      shown: all(line, ".num", (number) => number.innerText),
      tops: all(line, ".num", (number) => number.getBoundingClientRect().top),
      numbers: numbers(line),
      isLast: line.querySelector(".result") !== null,
    })),
    marked: panel.querySelector(".row.marked")?.dataset.edge ?? "",
    code: all(panel, ".code-line", (line) => line.innerText),
    current: all(panel, ".code-line[aria-current=step]", (line) => line.innerText),
    copied: copied(panel),
  };
}"""
"""All that the panel says of a step, for a function that copies."""


def read(page: Page) -> dict[str, Any]:
    """Give the panel's lines with their numbers, as they are shown and as they are copied."""
    return page.evaluate(f"() => ({READ})({COPY})")


def go_to(page: Page, step: str) -> None:
    """Go to a step of the first mini-batch by its button; the pointer stays where it is."""
    place = STEPS.index(step)
    strip = page.get_by_role("group", name=say("transport.strip"))
    strip.get_by_role("button").nth(place).dispatch_event("click")
    expect_painted(page, place + 1)


def expect_painted(page: Page, index: int) -> None:
    """Wait until panel and stage show the step that made so many propagations complete."""
    expect_index(page, index, "#panel")
    expect_rest(page, index)


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name=say("page.panel"))


def title(page: Page) -> Locator:
    return panel(page).get_by_role("heading", level=2)


def result(page: Page) -> Locator:
    return panel(page).locator(".result")


def neuron(page: Page, layer: int, unit: int) -> Locator:
    return page.locator(f'#stage [data-layer="{layer}"][data-unit="{unit}"]')


def select(page: Page, layer: int, unit: int) -> None:
    neuron(page, layer, unit).click()
    expect(title(page)).to_contain_text(say("panel.neuron", layer, unit + 1))


def numbers(place: Locator) -> list[float]:
    """What stands there, every digit of it."""
    return [float(element.get_attribute("data-value")) for element in place.locator("[data-value]").all()]


TOO_FAST = "11"
"""The notch of ten steps a second: more than eight cannot be read."""


def play_too_fast_to_read(page: Page) -> None:
    """Play a little faster than can be read, which leaves the machine its time."""
    page.get_by_role("slider", name=say("transport.speed")).fill(TOO_FAST)
    press(page, say("transport.play"))
    expect(panel(page).get_by_text(say("panel.tooFastRule"))).to_be_visible()
