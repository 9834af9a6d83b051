"""What tests read off the network stage: numbers, deltas and weights, as a person sees them."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.driving import expect_rest, press
from tests.browser.words import say

LAYERS = 3
"""Weight layers of the network a first visitor sees, 2-4-2-1."""
UNITS = {0: 2, 1: 4, 2: 2, 3: 1}
INPUT, LOSS = 1, LAYERS + 2
"""How many propagations have been made after the input step, and after the loss step."""
STEPS_PER_BATCH = 3 * LAYERS + 2
UNKNOWN = "·"

READ = """() => {
  const neurons = {}, edges = {};
  for (const neuron of document.querySelectorAll("#stage [data-layer][data-unit]")) {
    neurons[`${neuron.dataset.layer}:${neuron.dataset.unit}`] = {
      value: neuron.querySelector(".neuron-value").textContent,
      delta: neuron.querySelector(".neuron-delta")?.textContent ?? "",
      name: neuron.querySelector(".visually-hidden").textContent,
    };
  }
  for (const { dataset } of document.querySelectorAll("#stage [data-edge]")) edges[dataset.edge] = dataset.w;
  const text = (selector) => document.querySelector(`#stage ${selector}`).textContent;
  const chip = document.querySelector("#stage .phase-chip");
  return {
    neurons,
    edges,
    loss: text(".loss-value"),
    target: text(".target-value"),
    chip: chip.hidden ? "" : chip.textContent,
  };
}"""

Shown = dict[str, Any]


def advance(page: Page, count: int = 1) -> None:
    """Make some propagations, each painted to its end."""
    for _ in range(count):
        index = int(page.locator("#stage").get_attribute("data-index") or 0)
        press(page, say("transport.forward"))
        expect_rest(page, index + 1)


def neuron(page: Page, layer: int, unit: int) -> Locator:
    return page.locator(f"#stage [data-layer='{layer}'][data-unit='{unit}']")


def of_layer(shown: Shown, layer: int, what: str) -> list[str]:
    return [shown["neurons"][f"{layer}:{unit}"][what] for unit in range(UNITS[layer])]


def changed(before: Shown, after: Shown, what: str) -> set[int]:
    """The layers of which some neuron shows another value or delta."""
    return {layer for layer in UNITS if of_layer(before, layer, what) != of_layer(after, layer, what)}


def changed_weights(before: Shown, after: Shown) -> set[int]:
    """The layers of which some weight has changed."""
    assert before["edges"].keys() == after["edges"].keys()
    return {int(edge[0]) for edge, w in after["edges"].items() if before["edges"][edge] != w}
