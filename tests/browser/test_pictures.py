"""Pictures of what a network of images has learnt: its first weights, and what it gets wrong."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import choose_data, expect_index
from tests.browser.panelling import panel
from tests.browser.words import say

INK = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colours = Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 3).join());
  return new Set(colours).size;
}"""
"""How many colours there are in a picture."""


@pytest.fixture
def page(open_page) -> Page:
    page = open_page()
    expect_index(page, 0)
    choose_data(page, data_set("digits"))
    return page


def test_each_neuron_of_the_first_layer_has_a_picture_that_selects_it(page):
    panel(page).get_by_role("tab", name=say("panel.data")).click()
    neuron = say("stage.neuron", say("stage.hidden", 1), 3)
    pictures = panel(page).locator(".weights-gallery button")
    expect(pictures).to_have_count(32)
    assert pictures.nth(2).locator("canvas").evaluate(INK) > 20

    pictures.nth(2).click()

    expect(panel(page).get_by_role("heading", name=say("pictures.image.of", neuron))).to_be_visible()
    expect(panel(page).get_by_role("img", name=say("pictures.image.of", neuron))).to_be_visible()
    expect(page.locator('#stage [data-layer="1"][data-unit="2"]')).to_have_attribute("aria-pressed", "true")
    page.locator('#stage [data-layer="2"][data-unit="1"]').dispatch_event("click")
    expect(panel(page).get_by_text(say("pictures.image.deeper"))).to_be_visible()


def test_a_row_that_is_said_wrongly_goes_through_the_network(page):
    panel(page).get_by_role("tab", name=say("panel.results")).click()
    panel(page).get_by_role("button", name=say("results.showWrong")).click()
    first = panel(page).locator(".result-pictures button").first
    target, said = first.locator("span").first.inner_text().split(" → ")
    assert target != said

    first.click()

    expect(page.locator("#stage .outcome.said .outcome-name")).to_have_text(said)
    expect_index(page, 0)
