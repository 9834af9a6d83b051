"""A class on phones at `http://192.168…`: browsers call that no secure context, and keep much from pages."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.driving import expect_index, press, wait_for
from tests.browser.guard import Guard
from tests.browser.teaching import OpenClass
from tests.browser.words import say

OpenPage = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
KEPT_FROM_IT = """() => ({
  isSecureContext,
  clipboard: "clipboard" in navigator,
  worker: "serviceWorker" in navigator,
  wakeLock: "wakeLock" in navigator,
  subtle: "subtle" in crypto,
  uuid: "randomUUID" in crypto,
})"""


@pytest.fixture(scope="session")
def server_url(server_url: str) -> str:
    """The server by a name that no browser trusts."""
    return urlsplit(server_url)._replace(netloc=f"{chromium.NOT_SECURE}:{urlsplit(server_url).port}").geturl()


def state(page: Page, name: str) -> None:
    expect(page.locator(".class-badge")).to_have_text(say(f"classroom.follow.states.{name}"))


def test_a_phone_joins_follows_looks_about_forks_hands_in_and_comes_back(
    open_class: OpenClass, new_page: OpenPage, server_url: str, guard: Guard
):
    guard.expect("Cross-Origin-Opener-Policy header has been ignored")  # which only isolates what is secure
    teacher = open_class()
    teacher.ask("step", count=1, unit="epoch")
    page = new_page(fresh=True, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"{server_url}/?join")
    assert page.evaluate(KEPT_FROM_IT) == dict.fromkeys(page.evaluate(KEPT_FROM_IT), False)

    page.get_by_label(say("classroom.join.code")).fill(teacher.code.lower())
    page.get_by_role("button", name=say("classroom.join.join"), exact=True).click()
    expect_index(page, 275)
    state(page, "following")
    teacher.ask("point_at", spotlight={"on": {"layer": 1, "unit": 0}, "words": "Here."})
    expect(page.locator(".spotlight")).to_contain_text("Here.")
    teacher.ask("pause_all", paused=True)
    state(page, "paused")
    teacher.ask("pause_all", paused=False)

    teacher.ask("set_pacing", pacing="free")
    press(page, say("classroom.follow.lookBack"))
    expect_index(page, 274)
    state(page, "own")
    press(page, say("classroom.follow.back"))
    state(page, "following")

    teacher.ask("start_challenge", goal={"kind": "test_loss"}, most_neurons=6)
    press(page, say("classroom.fork.fork"))
    page.locator(".fork-hand").click()
    wait_for(page, "() => document.querySelectorAll('.challenge-facts dd')[2].textContent === '1 of 1'")
    page.get_by_role("switch", name=say("classroom.challenge.share")).click()

    press(page, say("classroom.follow.back"))
    state(page, "following")
    teacher.ask("start_poll", question={"kind": "loss_falls"})
    page.locator(".poll").get_by_role("button").first.click()
    teacher.ask("reveal")
    teacher.ask("close_room")
    expect(page.get_by_role("alert")).to_contain_text(say("notices.closed", teacher.code))
