"""Who opens the page without a room has a run of their own; who brings a key leads the class of its room."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.driving import expect_index, press
from tests.browser.teaching import OpenClass
from tests.browser.words import say

OpenPage = Callable[..., Page]
FORWARD = say("transport.forward")


def test_two_visitors_do_not_see_each_other_s_run_and_each_comes_back_to_its_own(
    new_page: OpenPage, server_url: str
):
    one, other = new_page(), new_page()
    for page in (one, other):
        page.goto(server_url)
        expect_index(page, 0)
    press(one, FORWARD)
    press(one, FORWARD)
    expect_index(one, 2)
    press(other, FORWARD)
    expect_index(other, 1)

    one.reload()
    expect_index(one, 2)
    expect_index(other, 1)
    press(one, FORWARD)
    expect_index(one, 3)
    one.goto(f"{server_url}/?lang=en")
    expect_index(one, 3)
    assert "own-" not in one.url


def test_a_link_opens_in_a_run_to_itself(new_page: OpenPage, server_url: str):
    page = new_page()
    page.goto(server_url)
    for index in (1, 2):
        press(page, FORWARD)
        expect_index(page, index)
    expect(page).to_have_url(re.compile("#spec=[^&]+&step=2$"))
    link = page.url.replace("step=2", "step=7")
    page.goto(f"{server_url}/health")

    page.goto(link)

    expect_index(page, 7)
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_key_in_the_address_makes_who_brings_it_lead_the_class_and_is_not_left_there(
    open_class: OpenClass, new_page: OpenPage
):
    teacher = open_class()
    leads, follows = new_page(), new_page()
    follows.goto(teacher.url)
    expect_index(follows, 0)
    leads.goto(teacher.link("drive"))
    expect_index(leads, 0)

    assert urlsplit(leads.url).fragment == ""
    press(leads, FORWARD)
    expect_index(follows, 1)
    leads.reload()
    expect_index(leads, 1)
    press(leads, FORWARD)
    expect_index(follows, 2)
    expect_index(leads, 2)
    expect(leads.get_by_role("alert")).to_be_empty()


def test_a_key_that_gives_nothing_is_said_to(open_class: OpenClass, new_page: OpenPage):
    teacher = open_class()
    page = new_page()

    page.goto(f"{teacher.url}#key=made-up")

    expect(page.get_by_role("alert")).to_contain_text(say("line.badKey"))
    expect_index(page, 0)
