"""A link opens the same run at the same step where nobody is, and disturbs nobody where somebody is."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import expect_rest, press
from tests.browser.railing import choose, run
from tests.browser.words import say

WATCHING = "2 watching"


def at(page: Page, index: int) -> None:
    expect(page.get_by_role("status", name=say("place.title"), exact=True)).to_have_attribute(
        "data-index", str(index)
    )


def change_units(page: Page, units: int) -> None:
    """Have another run in the room."""
    choose(page, say("rail.unitsOf", 1), str(units))
    expect(run(page)).to_contain_text(f"2–{units}–")


def shared_link(page: Page, units: int, steps: int) -> str:
    """The hash of a run that is not the default one, some steps in."""
    change_units(page, units)
    at(page, 0)
    for made in range(1, steps + 1):
        press(page, say("transport.forward"))
        at(page, made)
    expect(page).to_have_url(re.compile(f"#spec=[^&]+&step={steps}$"))
    return urlsplit(page.url).fragment


def test_a_link_opens_the_run_at_its_step_and_the_address_goes_on_with_it(page, new_page, server_url, room):
    link = shared_link(page, units=5, steps=4)

    other = new_page()
    other.goto(f"{server_url}/?room={room}-other#{link}&yours=Z2,1.1,0.5,0.25")
    expect(other.get_by_role("alert")).to_contain_text(say("opening.yours", ("Z2", "1.1", "0.5", "0.25")))
    expect(run(other)).to_have_text(f"{data_set('circle')} · 2–5–2–1 · tanh")
    at(other, 4)
    expect_rest(other, 4)
    expect(page.locator("#stage").get_by_role("button", name=re.compile("^output"))).to_have_accessible_name(
        other.locator("#stage button[data-unit]").last.locator(".visually-hidden").text_content()
    )

    press(other, say("transport.forward"))
    at(other, 5)
    expect(other).to_have_url(re.compile("step=5&yours=Z2,1.1,0.5,0.25$"))


def test_a_link_pasted_into_an_open_page_is_opened_and_back_and_forward_follow(page, room, server_url):
    link = shared_link(page, units=5, steps=2)
    shown = run(page)
    page.goto(f"{server_url}/?room={room}-other")
    expect(shown).to_contain_text("2–4–2–1")
    at(page, 0)
    press(page, say("transport.forward"))
    at(page, 1)

    page.goto(f"{server_url}/?room={room}-other#{link}")
    expect(shown).to_contain_text("2–5–2–1")
    at(page, 2)
    page.go_back()
    expect(shown).to_contain_text("2–4–2–1")
    at(page, 1)
    page.go_forward()
    expect(shown).to_contain_text("2–5–2–1")
    at(page, 2)

    expect(page.get_by_role("alert")).to_be_empty()


def test_a_link_pasted_where_others_are_takes_nothing_from_them(page, open_page, room, server_url):
    link = shared_link(page, units=5, steps=1)
    change_units(page, 3)
    other = open_page()
    expect(run(other)).to_contain_text("2–3–")
    expect(other.get_by_role("banner")).to_contain_text(WATCHING)

    other.goto(f"{server_url}/?room={room}#{link}")

    expect(other.get_by_role("alert")).to_contain_text(say("opening.inUse"))
    expect(run(other)).to_contain_text("2–3–")
    other.go_back()
    expect(other.get_by_role("alert")).to_be_empty()


def test_a_link_to_what_the_room_shows_tells_nothing_and_any_other_takes_no_room_from_its_people(
    page, open_page
):
    link = shared_link(page, units=5, steps=2)
    other = open_page(f"#{link}")
    expect(other.get_by_role("banner")).to_contain_text(WATCHING)
    at(other, 2)
    expect(other.get_by_role("alert")).to_be_empty()
    change_units(page, 3)
    expect(run(other)).to_contain_text("2–3–")
    expect(other).not_to_have_url(re.compile(re.escape(link)))

    other.goto(f"{urlsplit(other.url)._replace(fragment=link).geturl()}")

    expect(other.get_by_role("alert")).to_contain_text(say("opening.inUse"))
    expect(other.get_by_role("banner")).to_contain_text(WATCHING)
    for each in (page, other):
        expect(run(each)).to_contain_text("2–3–")
    other.get_by_role("link", name=say("opening.openAlone")).click()
    expect(run(other)).to_contain_text("2–5–")
    at(other, 2)
    expect(other.get_by_role("alert")).to_be_empty()
    expect(run(page)).to_contain_text("2–3–")


def test_a_damaged_link_opens_the_page_as_without_it_and_says_so(open_page):
    page = open_page("#spec=eyJkYXRhIjp7&step=3")

    expect(run(page)).to_have_text(f"{data_set('circle')} · 2–4–2–1 · tanh")
    at(page, 0)
    expect(page.get_by_role("alert")).to_contain_text(say("opening.damaged"))
