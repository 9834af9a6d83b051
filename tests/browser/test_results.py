"""The results tab: how well the run does on all rows, live, and what is behind each number."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import (
    CONFIGURE,
    TWO_FRAMES,
    configure,
    expect_index,
    press,
    press_key,
    wait_for,
)
from tests.browser.panelling import neuron, panel, play_too_fast_to_read
from tests.browser.words import say

DIGITS = {
    "data": {"kind": "digits"},
    "hidden": [{"units": 12, "activation": "relu"}],
    "output_activation": "softmax",
    "loss": "categorical_cross_entropy",
    "optimizer": {"kind": "adam", "learning_rate": 0.01},
}
EPOCH = 144 * 8
DEAD = {
    "hidden": [{"units": 2, "activation": "relu"}],
    "parameters": [{"w": [[1, 1], [1, 1]], "b": [-100, 1]}, {"w": [[0.1], [0.1]], "b": [0]}],
}


@pytest.fixture
def page(open_page) -> Page:
    """The page before its first step."""
    page = open_page()
    expect_index(page, 0)
    return page


def tab(page: Page, name: str) -> Locator:
    return panel(page).get_by_role("tab", name=say(f"panel.{name}"))


def details(page: Page) -> Locator:
    return page.locator("#panel-results > .sections").first


def cell(page: Page, target: int, said: int) -> Locator:
    return details(page).locator(f'button[data-target="{target}"][data-said="{said}"]')


def count_in(cell: Locator) -> int:
    return int(cell.locator(".confusion-count").inner_text())


def pause(page: Page) -> None:
    """Stop playing, and wait until the page knows of it."""
    press(page, say("transport.pause"))
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()


def test_at_speed_the_results_are_shown_live_and_on_pause_the_maths_unless_a_tab_was_chosen(page):
    play_too_fast_to_read(page)

    expect(tab(page, "results")).to_have_attribute("aria-selected", "true")
    expect(cell(page, 0, 0)).to_be_visible()
    before = int(details(page).get_attribute("data-index"))
    wait_for(
        page,
        "([place, before]) => Number(document.querySelector(place).dataset.index) > before",
        ["#panel-results > .sections", before],
    )
    tab(page, "maths").click()
    expect(panel(page).get_by_role("tabpanel", name=say("panel.maths"))).to_be_visible()
    tab(page, "results").click()
    pause(page)

    expect(tab(page, "results")).to_have_attribute("aria-selected", "true")
    tab(page, "maths").click()
    press(page, say("transport.play"))
    expect(tab(page, "results")).to_have_attribute("aria-selected", "true")
    pause(page)
    expect(tab(page, "maths")).to_have_attribute("aria-selected", "true")


def test_a_cell_opens_the_pictures_behind_it_and_they_follow_the_run(page):
    configure(page, DIGITS)
    tab(page, "results").click()
    press_key(page, "PageDown")
    expect(details(page)).to_have_attribute("data-index", str(EPOCH))
    cells = details(page).locator(".confusion-table button")
    expect(cells).to_have_count(100)

    page.get_by_role("radio", name=say("results.test"), exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(cell(page, 0, 1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    count = count_in(cell(page, 1, 1))
    rows = details(page).locator(".result-pictures li")
    expect(rows).to_have_count(count)
    assert count > 20
    ink = "canvas => new Set(canvas.getContext('2d').getImageData(0, 0, 8, 8).data).size"
    assert rows.first.locator("canvas").evaluate(ink) > 4
    expect(rows.first.get_by_role("button")).to_have_attribute("title", re.compile("is 1, said 1"))
    cell(page, 1, 1).blur()
    press_key(page, "PageDown")
    expect(details(page)).to_have_attribute("data-index", str(2 * EPOCH))
    expect(rows).to_have_count(count_in(cell(page, 1, 1)))
    page.get_by_role("button", name=say("results.close")).click()
    expect(rows.first).to_be_hidden()


def test_a_cells_points_light_up_on_the_map_while_it_is_pointed_at_and_while_it_is_open(page):
    press_key(page, "PageDown")
    tab(page, "results").click()
    expect(details(page)).to_have_attribute("data-index", "275")
    canvas, lit = page.locator("#output canvas.plane-map"), page.locator("#output .point-lit")
    drawn = "canvas => canvas.toDataURL()"
    page.mouse.move(0, 0)
    expect_index(page, 275, "#output")
    dark = canvas.evaluate(drawn)

    cell(page, 1, 0).hover()
    name = say("results.cell", count_in(cell(page, 1, 0)), True, "inside", "outside")
    expect(lit).to_have_attribute("title", name)
    expect(canvas).to_have_attribute("aria-label", re.compile(re.escape(name)))
    assert canvas.evaluate(drawn) != dark
    cell(page, 1, 0).click()
    page.mouse.move(0, 0)
    cell(page, 1, 0).blur()
    page.evaluate(TWO_FRAMES)
    expect(lit).to_be_visible()
    page.get_by_role("button", name=say("results.close")).click()
    page.mouse.move(0, 0)

    expect(lit).to_be_hidden()
    assert canvas.evaluate(drawn) == dark


def test_a_dead_unit_is_marked_on_the_stage_and_listed_with_the_reason(page):
    configure(page, DEAD)
    press_key(page, "PageDown")

    mark = neuron(page, 1, 0).get_by_role("img")
    expect(mark).to_have_attribute("title", re.compile(re.escape(say("results.reasons.dead", 250, 250))))
    expect(neuron(page, 1, 1).locator(".unit-mark")).to_have_count(0)
    tab(page, "results").click()
    details(page).get_by_role("button", name=say("results.unit", 1, 1)).click()
    expect(neuron(page, 1, 0)).to_have_attribute("aria-pressed", "true")


def test_the_changes_on_the_way_are_listed_and_each_can_be_gone_back_to(page):
    for place, rate in enumerate((0.1, 0.3, 1)):
        press_key(page, "PageDown")
        expect_index(page, 275 * (place + 1))
        page.evaluate(CONFIGURE, {"optimizer": {"learning_rate": rate}})
        expect(page.locator(".edit-marks li")).to_have_count(place + 1)
    tab(page, "results").click()
    changes = details(page).locator(".result-edits li")
    expect(changes).to_have_count(3)

    changes.nth(1).get_by_role("button", name=re.compile(say("results.undoTo", "").split(":")[0])).click()

    expect(changes).to_have_count(1)
    changes.first.locator(".edit-what").click()
    expect_index(page, 275)
