"""A run tried many times over: a small curve for each, what they come to, and a press opens one of them."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_index, resize
from tests.browser.railing import button
from tests.browser.test_accessibility import judge
from tests.browser.words import say

PHONE = (390, 844)
TALL = {"width": 1440, "height": 1300}
EPOCHS = 100
STEPS = EPOCHS * 275
SEEDS, RATES = 20, 8


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name=say("sweep.title"))


def runs(page: Page) -> Locator:
    return dialog(page).locator(".sweep-run")


def expect_done(page: Page, count: int) -> None:
    """Wait until all runs have come to their end."""
    expect(dialog(page).locator(".sweep-run[data-best]")).to_have_count(1)
    expect(runs(page)).to_have_count(count)
    expect(dialog(page).locator(".sweep-run:disabled")).to_have_count(0)


def open_sweep(page: Page) -> None:
    button(page.locator("#rail"), say("rail.tryMany")).click()


def test_twenty_seeds_are_tried_and_a_press_opens_one_where_it_ended(open_page):
    page = open_page(color_scheme="light", viewport=TALL)

    open_sweep(page)
    expect_done(page, SEEDS)

    told = dialog(page).get_by_role("status")
    expect(told).to_contain_text(say("sweep.median"))
    expect(dialog(page)).to_contain_text(say("sweep.of", say("sweep.losses.test"), EPOCHS))
    judge(page, "a sweep")
    fifth = runs(page).nth(4)
    loss = fifth.locator(".sweep-loss").inner_text()
    fifth.press("Enter")

    expect(dialog(page)).to_have_count(0)
    expect_index(page, STEPS)
    expect(page.get_by_label(say("rail.seed"), exact=True)).to_have_value("5")
    expect(page.locator("#chart")).to_contain_text(loss)
    page.go_back()
    expect(page.get_by_label(say("rail.seed"), exact=True)).to_have_value("7")


def test_learning_rates_are_tried_with_the_arrows_and_the_lowest_is_named(open_page):
    page = open_page(viewport=TALL)
    open_sweep(page)

    seeds = dialog(page).get_by_role("radio", name=say("sweep.choices.seeds"))
    expect(seeds).to_be_focused()
    page.keyboard.press("ArrowRight")

    expect_done(page, RATES)
    best = dialog(page).locator(".sweep-run[data-best]")
    rate = best.locator(".sweep-value").inner_text()
    loss = best.locator(".sweep-loss").inner_text()
    name = say("sweep.names.rates", rate)
    expect(dialog(page).get_by_role("status")).to_have_text(say("sweep.best", name, loss))
    best.click()
    expect_index(page, STEPS)
    expect(page.get_by_label(say("rail.learningRate"), exact=True)).to_have_value(rate)


def test_a_sweep_that_is_stopped_says_so_and_can_be_made_again(open_page):
    page = open_page(viewport=TALL)
    page.get_by_label(say("rail.batchSize"), exact=True).fill("1")
    page.keyboard.press("Enter")
    open_sweep(page)
    expect(runs(page)).to_have_count(SEEDS)

    button(dialog(page), say("sweep.stop")).click()
    expect(dialog(page).get_by_role("status")).to_have_text(say("sweep.stopped"))
    button(dialog(page), say("sweep.again")).click()

    expect(dialog(page).locator(".sweep-run:enabled").first).to_be_visible()
    expect(button(dialog(page), say("sweep.stop"))).to_be_visible()


def test_on_a_phone_a_sweep_fills_the_page_and_makes_room_for_what_it_opens(open_page):
    page = open_page()
    resize(page, *PHONE)
    button(page, say("header.build")).click()
    open_sweep(page)
    expect_done(page, SEEDS)

    large, first = dialog(page).locator(".sweep-large"), runs(page).first
    assert large.bounding_box()["y"] + large.bounding_box()["height"] <= first.bounding_box()["y"]
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE[0]
    runs(page).last.click()

    expect_index(page, STEPS)
    expect(page.locator("#rail")).to_be_hidden()
