"""A page without a line: it says so, shows nothing as live, does nothing later, and is right again soon."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.contexts import PATIENCE_MS
from tests.browser.driving import expect_index, press
from tests.browser.guard import Guard
from tests.browser.test_rooms import Cable
from tests.browser.words import say

FORWARD = say("transport.forward")
BACK_S = 2.0
ASLEEP_MS = 600_000


def is_grey(page: Page) -> bool:
    return "grayscale(1)" in page.locator("#stage").evaluate("stage => getComputedStyle(stage).filter")


def expect_soon(page: Page, index: int) -> None:
    """Wait until the page is at a step, in the time that it is given for that."""
    began = time.monotonic()
    expect_index(page, index)
    assert time.monotonic() - began < BACK_S


def test_without_a_line_numbers_are_grey_and_what_is_pressed_is_refused_in_words_and_not_done_later(
    page: Page, new_page, server_url: str, room: str
):
    student = new_page()
    cable = Cable(student)
    student.goto(f"{server_url}/?room={room}")
    expect_index(student, 0)
    assert not is_grey(student)

    cable.cut()
    expect(student.get_by_role("status", name=say("header.connection"))).to_have_text(say("header.lost"))
    assert is_grey(student)
    student.keyboard.press("ArrowRight")
    expect(student.get_by_role("alert")).to_contain_text(say("line.offline"))
    student.get_by_role("button", name=say("rail.reset")).click()
    for index in (1, 2):
        press(page, FORWARD)
        expect_index(page, index)
    cable.cut_off = False

    expect_soon(student, 2)
    expect(student.get_by_role("alert")).to_be_empty()
    assert not is_grey(student)
    press(page, FORWARD)
    expect_index(page, 3)
    expect_index(student, 3)


def test_a_page_that_slept_while_its_line_died_unheard_is_right_soon_after_it_wakes(
    page: Page, new_page, server_url: str, room: str
):
    sleeper = new_page()
    cable = Cable(sleeper)
    sleeper.goto(f"{server_url}/?room={room}")
    expect_index(sleeper, 0)
    cable.swallow()
    press(page, FORWARD)
    expect_index(page, 1)
    expect_index(sleeper, 0)

    sleeper.evaluate("ms => { const now = Date.now; Date.now = () => now() + ms }", ASLEEP_MS)
    sleeper.evaluate("document.dispatchEvent(new Event('resume'))")

    expect_soon(sleeper, 1)
    expect(sleeper.get_by_role("status", name=say("header.connection"))).to_be_hidden()


@pytest.fixture
def caching_page(server_url: str, guard: Guard, browser):
    """A page of a browser that keeps pages for Back, as Playwright's usually does not."""
    running = browser.browser_type.launch(
        executable_path=chromium.find(),
        args=chromium.arguments(),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = running.new_page()
    page.set_default_timeout(PATIENCE_MS)
    guard.watch(page)
    yield page
    running.close()


def test_a_page_that_comes_back_from_where_it_was_put_aside_is_right(
    page: Page, caching_page: Page, server_url: str, room: str
):
    caching_page.goto(f"{server_url}/?room={room}")
    expect_index(caching_page, 0)
    caching_page.goto(f"{server_url}/health")
    press(page, FORWARD)
    expect_index(page, 1)

    caching_page.go_back()

    expect_soon(caching_page, 1)


def test_a_page_that_is_frozen_goes_on_where_its_run_is_by_then(
    page: Page, new_page, server_url: str, room: str
):
    frozen = new_page()
    frozen.goto(f"{server_url}/?room={room}")
    expect_index(frozen, 0)
    session = frozen.context.new_cdp_session(frozen)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    press(page, FORWARD)
    expect_index(page, 1)

    session.send("Page.setWebLifecycleState", {"state": "active"})

    expect_soon(frozen, 1)
