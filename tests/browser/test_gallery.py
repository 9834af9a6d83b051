"""The gallery opens runs that make a point, Back leads home, and a first visitor is told what to try."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import TWO_FRAMES, expect_index, press, resize
from tests.browser.railing import button, run
from tests.browser.test_accessibility import judge
from tests.browser.test_output import UNDER
from tests.browser.words import say

PHONE = (390, 844)
TALL = {"width": 1440, "height": 1300}
"""Nothing of the form is half under its foot."""
EPOCHS = 40
STEPS_OF_AN_EPOCH = 275


def bar(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def card(page: Page, name: str) -> Locator:
    return button(page.get_by_role("dialog"), say(f"gallery.presets.{name}.title"))


def test_a_preset_is_opened_by_keyboard_makes_its_first_steps_and_back_leads_to_the_run_before(open_page):
    page = open_page(color_scheme="light", viewport=TALL)
    press(page, say("transport.forward"))
    expect_index(page, 1)
    expect(button(page, say("rail.reset"))).to_be_visible()
    before = run(page).inner_text()
    button(page, say("header.gallery")).press("Enter")
    judge(page, "the gallery")
    card(page, "mazur").press("Enter")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(run(page)).to_have_text(re.compile("^Mazur"))
    expect_index(page, 0)
    told = bar(page, say("gallery.bar"))
    expect(told).to_contain_text(say("gallery.presets.mazur.watch"))
    judge(page, "what to watch")
    expect(button(told, say("gallery.steps", 6))).to_be_focused()
    page.keyboard.press("Enter")
    expect_index(page, 6)
    expect(page.locator("#stage button[data-layer='1'][data-unit='0']")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.go_back()

    expect(run(page)).to_have_text(before)
    expect_index(page, 1)
    expect(told).to_have_count(0)


def test_on_a_phone_the_form_has_the_way_to_the_gallery_and_makes_room_for_what_it_opens(open_page):
    page = open_page()
    resize(page, *PHONE)
    expect(button(page.locator("#header"), say("header.gallery"))).to_be_hidden()
    button(page, say("header.build")).click()
    button(page.locator("#rail"), say("header.gallery")).click()
    card(page, "hidden-xor").click()

    told = bar(page, say("gallery.bar"))
    expect(told).to_be_in_viewport(ratio=1)
    expect(page.locator("#rail")).to_be_hidden()
    page.evaluate(TWO_FRAMES)
    assert page.locator("#output").evaluate(UNDER) == [], "target and loss are in sight beside the output"
    expect(button(page, say("transport.play"))).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE[0]
    button(told, say("gallery.dismiss")).click()
    expect(told).to_have_count(0)


def test_a_first_visitor_is_told_what_to_try_until_it_was_tried(open_page):
    page = open_page(first_visit=True, color_scheme="light", viewport=TALL)
    tips = bar(page, say("gallery.try.title"))
    expect(tips).to_be_visible()
    judge(page, "what a first visitor may try")
    stage, shown = page.locator("#stage").bounding_box(), tips.bounding_box()
    assert stage["y"] + stage["height"] <= shown["y"] + 1

    button(tips, say("gallery.try.step")).click()
    expect_index(page, 1)
    button(tips, say("gallery.try.play")).click()
    expect_index(page, EPOCHS * STEPS_OF_AN_EPOCH)
    button(tips, say("gallery.try.own")).click()
    expect(page.get_by_role("dialog", name=say("table.title"))).to_be_visible()
    page.keyboard.press("Escape")
    button(tips, say("gallery.try.preset")).click()
    expect(bar(page, say("gallery.bar"))).to_contain_text(say("gallery.presets.linear-xor.title"))
    expect(tips).to_have_count(0)


def test_what_to_try_is_not_shown_again_once_it_is_dismissed(open_page, server_url, room):
    page = open_page(first_visit=True)
    tips = bar(page, say("gallery.try.title"))
    button(tips, say("gallery.dismiss")).click()
    expect(tips).to_have_count(0)

    page.goto(f"{server_url}/?room={room}-other")
    expect_index(page)
    page.get_by_role("button", name=say("header.gallery")).click()
    expect(card(page, "zeros")).to_be_visible()
    expect(tips).to_have_count(0)
