"""A teacher's second window: it drives the same run, leads the class, and keeps notes nobody else sees."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.driving import expect_drawn, expect_rest, press
from tests.browser.teaching import Teacher
from tests.browser.words import say

OpenPage = Callable[..., Page]


def test_the_console_drives_the_run_counts_the_class_and_pauses_it(new_page: OpenPage, server_url: str):
    held = Teacher(new_page(), server_url)
    follower, console = new_page(), new_page()
    follower.goto(held.url)
    expect_rest(follower, 0)
    console.goto(held.link("drive").replace("#", "&view=console#"))
    expect(console.locator(".console-code")).to_have_text(held.code)

    press(console, say("transport.forward"))
    expect_drawn(follower, 1)
    expect(console.locator(".console-counts [data-is=following]")).to_have_text(
        f"1{say('classroom.present.standings.following')}"
    )
    pause = console.get_by_role("button", name=say("classroom.present.pauseAll"))
    pause.click()
    expect(pause).to_have_attribute("aria-pressed", "true")
    console.get_by_role("radio", name=say("classroom.present.pacings.free"), exact=True).click()
    expect(
        console.get_by_role("radio", name=say("classroom.present.pacings.free"), exact=True)
    ).to_be_checked()


def test_notes_are_there_again_in_the_same_browser(new_page: OpenPage, server_url: str):
    held = Teacher(new_page(), server_url)
    console = new_page()
    console.goto(held.link("drive").replace("#", "&view=console#"))
    notes = console.get_by_role("textbox", name=say("classroom.present.notes"))
    notes.fill("Ask who is listening.")
    console.reload()

    expect(notes).to_have_value("Ask who is listening.")
