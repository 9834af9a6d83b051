"""The runs that are kept for a browser: opened, named, copied, deleted, and seen by nobody else."""

import json

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_index, press, resize
from tests.browser.railing import choose
from tests.browser.test_accessibility import judge
from tests.browser.words import say

FORWARD = say("transport.forward")
CIRCLE = "Circle · 2–4–2–1 · tanh"


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name=say("myRuns.title"))


def named(page: Page, words: str, name: str) -> Locator:
    return dialog(page).get_by_role("button", name=say(f"myRuns.{words}", name), exact=True)


def names(page: Page) -> Locator:
    return dialog(page).locator(".my-run-name")


def open_my_runs(page: Page) -> None:
    page.get_by_role("button", name=say("header.myRuns")).click()


def test_runs_of_this_browser_are_named_copied_deleted_had_again_and_opened(new_page, server_url):
    page, stranger = new_page(), new_page()
    for each in (page, stranger):
        each.goto(server_url)
        expect_index(each, 0)
    press(page, FORWARD)
    expect_index(page, 1)

    open_my_runs(page)
    expect(names(page)).to_have_text([CIRCLE])
    expect(dialog(page).locator(".my-run")).to_contain_text(say("myRuns.here"))
    named(page, "rename", CIRCLE).click()
    field = dialog(page).get_by_label(say("myRuns.newName"))
    field.fill("For Monday")
    field.press("Enter")
    named(page, "copy", "For Monday").click()

    expect(dialog(page)).to_have_count(0)
    expect_index(page, 1)
    press(page, FORWARD)
    expect_index(page, 2)
    open_my_runs(page)
    copied = say("myRuns.copied", "For Monday")
    expect(names(page)).to_have_text([copied, "For Monday"])
    judge(page, "a list of runs")
    named(page, "remove", copied).press("Enter")
    expect(dialog(page).get_by_role("status")).to_have_text(say("myRuns.isHere"))
    named(page, "remove", "For Monday").click()
    expect(names(page)).to_have_text([copied])
    dialog(page).get_by_role("button", name=say("myRuns.undo")).click()
    expect(names(page)).to_have_text([copied, "For Monday"])
    names(page).nth(1).click()
    expect_index(page, 1)

    open_my_runs(stranger)
    expect(dialog(stranger)).to_contain_text(say("myRuns.none"))


def test_of_a_server_that_keeps_none_that_is_said(calm: Page):
    told = {"kept_days": 0, "idle_minutes": 30, "runs": []}
    calm.route("**/runs", lambda route: route.fulfill(body=json.dumps(told)))

    open_my_runs(calm)

    expect(dialog(calm)).to_contain_text(say("myRuns.notKept", 30))


NARROW = """() => [...document.querySelectorAll("#header button")]
  .filter((button) => button.checkVisibility())
  .map((button) => [button.ariaLabel ?? button.textContent, button.getBoundingClientRect()])
  .filter(([, { left, right, width }]) => width < 24 || left < 0 || right > innerWidth)
  .map(([name]) => name)"""


def test_a_narrow_head_has_room_to_take_back_and_the_form_has_the_way_to_the_runs(calm: Page):
    press(calm, FORWARD)
    choose(calm, say("rail.learningRate"), "0.1")
    expect(calm.get_by_role("button", name=say("edits.undo"))).to_be_visible()

    for width, height in ((320, 640), (360, 640), (844, 390), (390, 844)):
        resize(calm, width, height)
        assert calm.evaluate(NARROW) == [], width
    press(calm, say("header.build"))
    open_my_runs(calm)

    expect(dialog(calm)).to_be_in_viewport(ratio=1)
