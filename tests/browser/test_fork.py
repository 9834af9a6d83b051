"""Into a class by its code, and what is left of it on a follower's page when it is over."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_index, press
from tests.browser.teaching import OpenClass
from tests.browser.words import say

OpenPage = Callable[..., Page]


def code_field(page: Page) -> Locator:
    return page.get_by_label(say("classroom.join.code"))


def test_a_code_is_typed_as_people_type_and_leads_into_its_class(
    open_class: OpenClass, new_page: OpenPage, server_url: str
):
    teacher = open_class()
    teacher.ask("step", count=3, unit="propagation")
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{server_url}/?room=QQQQ")
    expect(page.get_by_role("alert").filter(has_text="QQQQ")).to_have_text(
        say("classroom.join.noClass", "QQQQ")
    )

    code_field(page).fill("k1")
    code_field(page).press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text(say("classroom.join.noCode", "K1"))
    first, rest = teacher.code[:2].lower(), teacher.code[2:].lower()
    code_field(page).fill(f"{first} {rest}")
    page.get_by_role("button", name=say("classroom.join.join"), exact=True).click()

    expect_index(page, 3)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(teacher.url)
    teacher.ask("step", count=1, unit="propagation")
    expect_index(page, 4)


def test_who_has_no_code_goes_on_with_a_run_of_their_own(new_page: OpenPage, server_url: str):
    page = new_page()
    page.goto(server_url)
    press(page, say("transport.forward"))
    expect_index(page, 1)
    page.goto(f"{server_url}/?join")
    expect(page.get_by_role("dialog")).to_contain_text(say("classroom.join.privacy"))
    code_field(page).fill("QQQQ")
    code_field(page).press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text(say("classroom.join.noClass", "QQQQ"))

    press(page, say("classroom.join.alone"))

    expect_index(page, 1)
    expect(page).to_have_url(re.compile(f"^{re.escape(server_url)}/(#.*)?$"))
    press(page, say("transport.forward"))
    expect_index(page, 2)


def test_when_the_class_is_over_a_follower_is_told_and_may_keep_what_is_on_screen(
    open_class: OpenClass, new_page: OpenPage, server_url: str
):
    teacher = open_class()
    teacher.ask("step", count=5, unit="propagation")
    page = new_page()
    page.goto(teacher.url)
    expect_index(page, 5)

    teacher.ask("close_room")
    expect(page.get_by_role("alert")).to_contain_text(say("notices.closed", teacher.code))
    press(page, say("notices.keep"))

    expect(page.get_by_role("alert")).to_be_empty()
    expect(page).to_have_url(re.compile(f"^{re.escape(server_url)}/(#.*)?$"))
    expect_index(page, 5)
    press(page, say("transport.forward"))
    expect_index(page, 6)
