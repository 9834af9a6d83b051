"""A teacher's second window: it drives the same run, leads the class, and keeps notes nobody else sees."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import expect_drawn, expect_rest, press, press_key
from tests.browser.teaching import Teacher
from tests.browser.test_accessibility import judge
from tests.browser.test_leading import open_room, page_code
from tests.browser.words import say

OpenPage = Callable[..., Page]


def link_to_console(held: Teacher) -> str:
    """The link that opens a teacher's console."""
    return held.link("drive").replace("#", "&view=console#")


@pytest.fixture
def held(new_page: OpenPage, server_url: str) -> Teacher:
    """A class, and its teacher."""
    return Teacher(new_page(), server_url)


@pytest.fixture
def console(held: Teacher, new_page: OpenPage) -> Page:
    """Its teacher's console."""
    page = new_page()
    page.goto(link_to_console(held))
    expect(page.locator(".room-letters")).to_have_text(held.code)
    return page


def test_the_console_drives_the_run_counts_the_class_and_pauses_it(
    held: Teacher, console: Page, new_page: OpenPage
):
    follower = new_page()
    follower.goto(held.url)
    expect_rest(follower, 0)

    press(console, say("transport.forward"))
    expect_drawn(follower, 1)
    expect(console.get_by_role("region", name=say("classroom.lead.people"))).to_contain_text(
        f"1 {say('classroom.lead.states.following')}"
    )
    pause = console.get_by_role("button", name=say("classroom.lead.pauseAll"))
    pause.click()
    expect(pause).to_have_attribute("aria-pressed", "true")
    expect(follower.get_by_text(say("classroom.follow.eyes"))).to_be_visible()
    free = console.get_by_role("radio", name=say("classroom.lead.pacings.free"), exact=True)
    free.click()
    expect(free).to_be_checked()


def test_the_console_gives_and_takes_links_shows_the_code_large_and_closes_the_room(
    held: Teacher, console: Page, new_page: OpenPage
):
    judge(console, "a teacher's console")
    press_key(console, "c")
    large = console.get_by_role("dialog", name=say("classroom.lead.large"))
    expect(large).to_contain_text(held.code)
    press_key(console, "Escape")
    press(console, say("classroom.lead.links"))
    press(console, say("classroom.lead.makeLink.present"))
    expect(console.get_by_text(say("classroom.lead.linkName.present", 2))).to_be_visible()
    judge(console, "a teacher's console with its links")

    press(console, say("classroom.lead.closeRoom"))
    press(console, say("classroom.lead.closeYes"))

    expect(console.locator(".console-barred")).to_have_text(say("classroom.lead.closed", held.code))
    expect(console.locator(".room-letters")).to_have_count(0)


def test_a_console_that_leads_nobody_says_so_and_has_nothing_to_press(held: Teacher, new_page: OpenPage):
    console = new_page()

    console.goto(f"{held.url}&view=console")

    expect(console.locator(".console-barred")).to_have_text(say("classroom.present.needsKey"))
    expect(console.get_by_role("button", name=say("classroom.lead.pauseAll"))).to_have_count(0)


def test_the_other_windows_are_opened_from_the_room_and_say_which_they_are(
    new_page: OpenPage, server_url: str
):
    teacher = new_page()
    teacher.goto(server_url)
    dialog = open_room(teacher)

    with teacher.expect_popup() as opened:
        dialog.get_by_role("button", name=say("classroom.lead.openWindow.drive")).click()
    console = opened.value
    expect(console.locator(".room-letters")).to_have_text(page_code(teacher))
    with console.expect_popup() as opened:
        press(console, say("classroom.lead.openWindow.present"))
    projector = opened.value

    expect(projector.locator(".projector-code")).to_have_text(page_code(teacher))
    expect(console.get_by_text(say("classroom.present.inStep", 1))).to_be_visible()
    expect(dialog).to_contain_text(say("classroom.lead.alsoDrive", 1))
    assert "key" not in console.url + projector.url


def test_notes_are_there_again_in_the_same_browser(console: Page):
    notes = console.get_by_role("textbox", name=say("classroom.present.notes"))
    notes.fill("Ask who is listening.")
    console.reload()

    expect(notes).to_have_value("Ask who is listening.")
