"""Opening a room from the page, bringing others in, and closing it."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import expect_index, press, press_key
from tests.browser.test_accessibility import judge
from tests.browser.words import say

OpenPage = Callable[..., Page]


def open_room(page: Page) -> Locator:
    """Open a room with the network on screen; gives its dialog."""
    press(page, say("header.openRoom"))
    page.get_by_role("dialog").get_by_role("button", name=say("classroom.lead.open"), exact=True).click()
    dialog = page.locator("dialog.room-leading")
    expect(dialog.locator(".room-letters")).to_have_text(page_code(page))
    return dialog


def page_code(page: Page) -> str:
    """The code in the address, once it is there."""
    page.wait_for_url("**/?room=*")
    return page.url.split("room=")[1][:4]


def test_the_running_network_goes_into_a_room_whose_code_lets_others_follow(
    new_page: OpenPage, server_url: str
):
    teacher = new_page()
    teacher.goto(server_url)
    for index in (1, 2, 3):
        press(teacher, say("transport.forward"))
        expect_index(teacher, index)
    dialog = open_room(teacher)
    judge(teacher, "a room of a class")

    pupil = new_page(viewport={"width": 390, "height": 844})
    pupil.goto(f"{server_url}/?room={page_code(teacher)}")

    expect_index(pupil, 3)
    expect(pupil.locator(".class-badge")).to_have_text(say("classroom.follow.states.following"))
    expect(dialog).to_contain_text(say("classroom.lead.inRoom", 1))
    dialog.get_by_role("button", name=say("classroom.lead.close")).click()
    press(teacher, say("transport.forward"))
    expect_index(pupil, 4)


def test_the_way_in_is_over_the_whole_screen_at_one_key(new_page: OpenPage, server_url: str):
    page = new_page()
    page.goto(server_url)
    open_room(page)
    press_key(page, "Escape")

    press_key(page, "c")
    large = page.get_by_role("dialog", name=say("classroom.lead.large"))
    expect(large).to_contain_text(page_code(page))
    judge(page, "the way in, over the whole screen")
    press_key(page, "c")
    expect(large).to_be_hidden()


def test_a_room_that_is_closed_says_so_to_all_and_leaves_the_run_to_its_teacher(
    new_page: OpenPage, server_url: str
):
    teacher, pupil = new_page(), new_page()
    teacher.goto(server_url)
    press(teacher, say("transport.forward"))
    expect_index(teacher, 1)
    dialog = open_room(teacher)
    code = page_code(teacher)
    pupil.goto(f"{server_url}/?room={code}")
    expect_index(pupil, 1)

    dialog.get_by_role("button", name=say("classroom.lead.closeRoom")).click()
    dialog.get_by_role("button", name=say("classroom.lead.closeYes"), exact=True).click()

    expect(pupil.locator("#notices")).to_contain_text(say("notices.closed", code))
    expect(teacher.locator("#notices")).to_contain_text(say("classroom.lead.closed", code))
    expect_index(teacher, 1)
    press(teacher, say("transport.forward"))
    expect_index(teacher, 2)
