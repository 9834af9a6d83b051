"""A link opens the same run at the same step where nobody is, and disturbs nobody where somebody is."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_rest, press
from tests.browser.words import say


def run(page: Page) -> Locator:
    return page.get_by_role("status", name=say("header.run"), exact=True)


def at(page: Page, index: int) -> None:
    expect(page.get_by_role("status", name=say("place.title"), exact=True)).to_have_attribute(
        "data-index", str(index)
    )


def shared_link(page: Page, units: int, steps: int) -> str:
    """The hash of a run that is not the default one, some steps in."""
    page.get_by_label(say("rail.unitsOf", 1), exact=True).fill(str(units))
    page.keyboard.press("Enter")
    expect(run(page)).to_contain_text(f"2–{units}–")
    at(page, 0)
    for made in range(1, steps + 1):
        press(page, say("transport.forward"))
        at(page, made)
    page.get_by_role("button", name=say("sharing.share"), exact=True).click()
    expect(page).to_have_url(re.compile("#spec="))
    return urlsplit(page.url).fragment


def test_a_link_opens_the_run_at_its_step_in_a_room_of_ones_own(page, new_page, server_url, room):
    link = shared_link(page, units=5, steps=4)

    other = new_page()
    other.goto(f"{server_url}/?room={room}-other#{link}")

    expect(run(other)).to_have_text("Circle · 2–5–2–1 · tanh")
    at(other, 4)
    expect_rest(other, 4)
    expect(page.locator("#stage").get_by_role("button", name=re.compile("^output"))).to_have_accessible_name(
        other.locator("#stage button[data-unit]").last.locator(".visually-hidden").text_content()
    )


def test_a_link_pasted_into_an_open_page_is_opened_and_back_and_forward_follow(page, room, server_url):
    link = shared_link(page, units=5, steps=4)
    shown = run(page)
    # Sharing has put the run in the address; a page that has not shared has none there.
    page.goto(f"{server_url}/?room={room}-other")
    expect(shown).to_contain_text("2–4–2–1")
    at(page, 0)
    press(page, say("transport.forward"))
    at(page, 1)

    page.goto(f"{server_url}/?room={room}-other#{link}")
    expect(shown).to_contain_text("2–5–2–1")
    at(page, 4)
    page.go_back()
    expect(shown).to_contain_text("2–4–2–1")
    at(page, 1)
    page.go_forward()
    expect(shown).to_contain_text("2–5–2–1")
    at(page, 4)

    expect(page.get_by_role("alert")).to_be_empty()


def test_sharing_an_open_link_anew_opens_nothing(page, room, server_url):
    page.goto(f"{server_url}/?room={room}#{shared_link(page, units=5, steps=2)}")
    press(page, say("transport.forward"))
    at(page, 3)

    page.get_by_role("button", name=say("sharing.share"), exact=True).click()
    expect(page).to_have_url(re.compile("step=3$"))
    press(page, say("transport.forward"))

    at(page, 4)


def test_a_link_pasted_where_others_are_takes_nothing_from_them(page, open_page, room, server_url):
    link = shared_link(page, units=5, steps=1)
    page.get_by_label(say("rail.unitsOf", 1), exact=True).fill("3")
    page.keyboard.press("Enter")
    other = open_page()
    expect(run(other)).to_contain_text("2–3–")
    expect(other.get_by_text("2 watching")).to_be_visible()

    other.goto(f"{server_url}/?room={room}#{link}")

    expect(other.get_by_role("alert")).to_contain_text(say("sharing.inUse"))
    expect(run(other)).to_contain_text("2–3–")
    other.go_back()
    expect(other.get_by_role("alert")).to_be_empty()


def test_a_link_does_not_take_a_room_from_its_people(page, open_page):
    link = shared_link(page, units=5, steps=1)
    page.get_by_label(say("rail.unitsOf", 1), exact=True).fill("3")
    page.keyboard.press("Enter")
    expect(run(page)).to_contain_text("2–3–")

    other = open_page(f"#{link}")

    expect(run(other)).to_contain_text("2–3–")
    expect(other.get_by_text("2 watching")).to_be_visible()
    expect(run(page)).to_contain_text("2–3–")
    expect(other.get_by_role("alert")).to_contain_text(say("sharing.inUse"))
    other.get_by_role("link", name=say("sharing.openAlone")).click()
    expect(run(other)).to_contain_text("2–5–")
    at(other, 1)
    expect(other.get_by_role("alert")).to_be_empty()
    expect(run(page)).to_contain_text("2–3–")


def test_who_opens_a_link_to_what_the_room_shows_is_told_nothing(page, open_page):
    link = shared_link(page, units=5, steps=2)

    other = open_page(f"#{link}")

    expect(other.get_by_text("2 watching")).to_be_visible()
    at(other, 2)
    expect(other.get_by_role("alert")).to_be_empty()


def test_a_damaged_link_opens_the_page_as_without_it_and_says_so(open_page):
    page = open_page("#spec=eyJkYXRhIjp7&step=3")

    expect(run(page)).to_have_text("Circle · 2–4–2–1 · tanh")
    at(page, 0)
    expect(page.get_by_role("alert")).to_contain_text(say("sharing.damaged"))
