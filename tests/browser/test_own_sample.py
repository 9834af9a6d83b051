"""A sample of the visitor's own goes forward on the page as the engine says it does."""

import json
from collections.abc import Sequence

import pytest
from playwright.sync_api import Locator, Page, expect

from app.data import DATASETS
from app.engine import Spec, decode
from app.playback.session import Session
from app.protocol import Probe, Probed, Step
from tests.browser.catalogue import data_set
from tests.browser.driving import choose_data, expect_index
from tests.browser.panelling import panel
from tests.browser.words import say

SAYS = """wanted => {
  const shown = [...document.querySelectorAll("#panel .own .row .num")]
    .map(({ dataset }) => Number(dataset.value));
  return shown.length === wanted.length && shown.every((value, at) => Math.abs(value - wanted[at]) < 1e-12);
}"""
SHOWS = """([layer, wanted]) => {
  const shown = [...document.querySelectorAll(`#stage [data-layer="${layer}"] .neuron-value`)]
    .map(({ textContent }) => Number(textContent.replace("−", "-")));
  return shown.length === wanted.length && shown.every((value, at) => Math.abs(value - wanted[at]) <= 6e-3);
}"""


def asked(kind: str, values: Sequence[float], propagations: int = 0) -> Probed:
    """What the engine says of a sample, in the run that a click on a data set begins."""
    session = Session(decode(json.dumps(DATASETS[kind].suggested), Spec))
    if propagations:
        session.obey(Step(1, propagations))
    (answer,) = session.obey(Probe(1, tuple(values)))
    return answer.letter


def begin(page: Page) -> Locator:
    """Choose a sample of one's own; give where it is made."""
    panel(page).get_by_role("radio", name=say("panel.own")).click()
    return panel(page).locator(".own")


def expect_said(page: Page, answer: Probed) -> None:
    """Wait until the panel has what the network says of it, and the stage every layer's numbers."""
    page.wait_for_function(SAYS, arg=list(answer.layers[-1].a))
    for layer, wanted in enumerate([answer.inputs, *(each.a for each in answer.layers)]):
        page.wait_for_function(SHOWS, arg=[layer, list(wanted)])


@pytest.fixture
def page(open_page) -> Page:
    page = open_page()
    expect_index(page, 0)
    return page


def test_a_typed_row_goes_through_the_network_and_keeps_up_with_the_run(page):
    choose_data(page, data_set("iris"))
    own, row = begin(page), (5.5, 3.0, 4.25, 1.0)

    fields = own.get_by_role("spinbutton")
    for field, value in zip(fields.all(), row, strict=True):
        field.fill(str(value))

    expect_said(page, asked("iris", row))
    strip = page.get_by_role("group", name=say("transport.strip"))
    strip.get_by_role("button").last.dispatch_event("click")
    expect_said(page, asked("iris", row, propagations=8))


def test_it_is_seen_layer_by_layer_and_the_maths_has_its_numbers(page):
    choose_data(page, data_set("iris"))
    own = begin(page)
    own.get_by_role("button", name=say("own.upTo", 1, False)).click()

    expect(page.locator("#stage")).to_have_attribute("data-phase", "forward")
    outputs = page.locator('#stage [data-layer="2"] .neuron-value')
    expect(outputs).to_have_text(["·"] * 3)
    panel(page).get_by_role("tab", name=say("panel.maths")).click()
    expect(panel(page).get_by_role("heading", level=2)).to_contain_text(say("panel.neuron", 1, 1))
    panel(page).get_by_role("radio", name=say("panel.thisSample")).click()
    expect(page.locator("#stage")).to_have_attribute("data-phase", "")


def test_a_point_of_the_map_is_a_sample_and_another_data_set_puts_it_away(page):
    plane = page.locator(".plane-map")
    box = plane.bounding_box()
    plane.click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.3})

    panel(page).get_by_role("tab", name=say("panel.data")).click()
    x1, x2 = (
        float(field.input_value()) for field in panel(page).locator(".own").get_by_role("spinbutton").all()
    )
    assert 0 < x1 < 6
    assert 0 < x2 < 6
    expect_said(page, asked("circle", (x1, x2)))
    choose_data(page, data_set("xor"))
    expect(panel(page).locator(".own")).to_be_hidden()
