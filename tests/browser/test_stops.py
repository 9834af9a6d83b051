"""Stops: added in the form beside the transport, met by play, marked over the curves, found both ways."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_index, go_as_fast_as_it_goes, index_of, press, press_key
from tests.browser.panelling import go_to, select
from tests.browser.test_chart import STEPS_PER_BATCH, STEPS_PER_EPOCH, train_epochs
from tests.browser.words import say


def open_stops(page: Page) -> Locator:
    """Open the form of when to stop, with the stops in it."""
    page.locator(".until-button").click()
    form = page.locator(".until-form")
    expect(form.get_by_role("button", name=say("stops.add"))).to_be_enabled()
    return form


def add_stop(form: Locator, subject: str, becomes: str, value: str | None = None) -> None:
    form.get_by_label(say("stops.subject"), exact=True).select_option(label=subject)
    form.get_by_label(say("stops.becomes"), exact=True).select_option(label=becomes)
    if value is not None:
        form.get_by_role("spinbutton").last.fill(value)
    form.get_by_role("button", name=say("stops.add")).click()


def told(page: Page) -> Locator:
    return page.get_by_role("status", name=say("stops.told"))


def test_play_stops_where_a_stop_says_and_says_why(page: Page):
    expect_index(page, 0)
    form = open_stops(page)
    add_stop(form, say("stops.of.epochs"), say("stops.choose.at_least"), "3")
    stop = say("stops.reached", "3")
    expect(form.locator(".stop-name")).to_have_text(stop)
    form.get_by_role("button", name=say("until.done")).click()
    go_as_fast_as_it_goes(page)

    press_key(page, "Space")

    expect_index(page, 3 * STEPS_PER_EPOCH)
    expect(told(page)).to_contain_text(stop)
    expect(told(page)).to_contain_text("2 → 3")
    expect(page.locator(".stop-marks button")).to_have_count(1)


def test_a_stop_is_found_backwards_and_forwards_and_its_mark_leads_there(page: Page):
    train_epochs(page, 3)
    form = open_stops(page)
    name = say("stops.of.train_loss")
    add_stop(form, name, say("stops.choose.below"), "0.4")
    stop = say("stops.stop", name, say("stops.is.below", 0.4))

    form.get_by_role("button", name=say("until.done")).click()
    press_key(page, "Shift+N")
    expect(told(page)).to_contain_text(re.compile("^" + say("stops.stopped", "", "", "")[:10] + ".*" + stop))
    there = index_of(page)
    assert there % STEPS_PER_EPOCH == 0
    assert there < 3 * STEPS_PER_EPOCH
    press_key(page, "Home")
    expect_index(page, 0)
    expect(told(page)).to_be_empty()
    page.locator(".stop-marks button").first.click()
    expect_index(page, there)


def test_a_search_that_finds_nothing_yet_is_shown_and_cancelled_where_the_run_stands(page: Page):
    train_epochs(page, 1)
    form = open_stops(page)
    add_stop(form, say("stops.of.epochs"), say("stops.choose.at_least"), "900000")
    stop = say("stops.reached", "900\u202f000")

    form.get_by_role("button", name=say("stops.next", stop)).click()
    expect(told(page)).to_contain_text(
        re.compile("^" + say("stops.searching", "", "epoch").removesuffix(": "))
    )
    page.keyboard.press("Escape")
    told(page).get_by_role("button", name=say("stops.cancel")).click()

    expect(told(page)).to_be_empty()
    expect_index(page, STEPS_PER_EPOCH)


def test_run_back_to_where_something_was_last_true(page: Page):
    train_epochs(page, 3)
    form = open_stops(page)
    form.get_by_label(say("stops.subject"), exact=True).select_option(label=say("stops.of.epochs"))
    form.get_by_role("spinbutton").last.fill("1")

    form.get_by_role("button", name=say("stops.backTo")).click()

    expect_index(page, 2 * STEPS_PER_EPOCH)


def test_the_parameter_in_hand_is_watched_by_one_press(page: Page):
    press(page, say("transport.forward"))
    select(page, 1, 0)

    page.get_by_role("button", name=say("byHand.menu")).click()
    page.get_by_role("menuitem").filter(has_text=say("stops.is.changes_sign")).first.click()

    form = open_stops(page)
    expect(form.locator(".stop-name")).to_contain_text(say("stops.is.changes_sign"))
    expect(form.locator(".stop-list li")).to_have_count(1)


def test_what_made_a_number_is_told_and_leads_there_and_back(page: Page):
    train_epochs(page, 2)
    select(page, 1, 0)
    page.get_by_role("tab", name=say("panel.history")).click()
    tab = page.locator("#panel-history")
    last, changed = 2 * STEPS_PER_EPOCH, say("stops.ways.changed")

    expect(tab.locator(".arithmetic")).to_contain_text("b ←")
    expect(tab.locator(".course")).to_be_visible()
    tab.get_by_role("button", name=say("stops.before", changed)).click()
    expect_index(page, last - 2 * STEPS_PER_BATCH + 9)
    expect(tab.get_by_role("button", name=say("stops.before", changed))).to_be_focused()
    tab.get_by_role("button", name=say("stops.after", changed)).click()
    expect_index(page, last - STEPS_PER_BATCH + 9)
    expect(tab.get_by_role("button", name=say("stops.after", changed))).to_be_disabled()
    tab.locator(".way-link").filter(has_text=re.compile("^row")).click()

    expect(page.get_by_role("radio", name=say("panel.thisSample"))).to_be_checked()


def test_a_number_in_the_maths_leads_to_its_history_by_hand_and_by_keyboard(page: Page):
    train_epochs(page, 1)
    select(page, 3, 0)
    numbers, tab = page.locator("#panel-maths button.num"), page.locator("#panel-history")
    number, history = (
        tab.get_by_label(say("stops.number")),
        page.get_by_role("tab", name=say("panel.history")),
    )

    numbers.nth(1).press("Enter")
    expect(number.locator("option:checked")).to_have_text(say("stops.of.weight", "h1", "inside"))
    expect(history).to_be_focused()
    expect(tab.locator(".arithmetic")).to_contain_text("w ←")
    press(page, say("transport.first"))
    expect_index(page, 0)
    go_to(page, "backward 2")
    page.get_by_role("tab", name=say("panel.maths")).click()
    select(page, 2, 1)
    numbers.nth(1).focus()
    expect(page.locator("#panel-maths .term.lit")).to_have_count(1)
    numbers.nth(1).press("Shift+Enter")
    expect(page.locator("#stage [data-layer='3'][data-unit='0']")).to_have_attribute("aria-pressed", "true")
    select(page, 2, 1)
    value = numbers.nth(1).get_attribute("data-value")
    numbers.nth(1).click()

    delta = say("stops.of.unit", say("stops.of.delta"), "inside", say("stops.of.row", 1))
    expect(number.locator("option:checked")).to_have_text(delta)
    expect(tab.locator(".number-now output")).to_have_attribute("title", re.compile(value[:7]))


def test_the_rows_of_the_mini_batch_are_listed_by_how_wrong_they_are_and_lead_there(page: Page):
    press(page, say("transport.forward"))

    page.get_by_role("button", name=say("panel.which")).click()
    rows = page.locator(".rows-list tbody tr")
    expect(rows).to_have_count(10)
    losses = [float(text) for text in rows.locator("td:nth-child(3)").all_inner_texts()]
    assert losses == sorted(losses, reverse=True)
    name = rows.first.get_by_role("button").inner_text()
    rows.first.get_by_role("button").click()

    expect(page.locator(".sample-place")).to_have_text(say("panel.sampleOf", int(name), 10))
    expect(rows.first).to_have_attribute("aria-current", "true")
