"""What a visit costs: few requests, none of them twice, and the same page as its modules one by one."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import in_room
from tests.browser.driving import expect_drawn, expect_index, expect_rest, press
from tests.browser.guard import Guard
from tests.browser.teaching import OpenClass
from tests.browser.words import say
from tests.patience import PATIENCE_S
from tests.serving import serving

OpenPage = Callable[..., Page]
MOST_REQUESTS = 8
MOST_OF_A_FOLLOWER = 300_000
"""Bytes on the line, until all that a follower's page shows is there."""
FROM_THE_NETWORK = """() => performance.getEntriesByType("resource")
  .filter(({ transferSize }) => transferSize > 0).map(({ name }) => name)"""
LOADED = """() => ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
  .reduce((bytes, { transferSize }) => bytes + transferSize, 0)"""
DRAWN = """() => ["stage", "panel", "rail", "transport", "header", "chart"]
  .map((id) => document.getElementById(id).outerHTML).join("\\n")"""


def test_a_visit_is_few_requests_and_the_next_one_asks_for_the_document_alone(
    page: Page, server_url: str, room: str
):
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))

    page.goto(in_room(f"{server_url}/?fresh", room))
    expect_index(page, 0)

    assert 0 < len(asked) <= MOST_REQUESTS
    assert all(re.search(r"/page/\w+-[0-9a-f]{16}\.\w+$", each.url) for each in asked[1:])
    assert page.evaluate(FROM_THE_NETWORK) == []


def test_the_first_visit_brings_each_file_once(new_page: OpenPage, server_url: str, room: str):
    page = new_page(fresh=True)
    page.goto(in_room(f"{server_url}/", room))
    expect_index(page, 0)

    brought = page.evaluate(FROM_THE_NETWORK)

    assert 3 <= len(brought) <= MOST_REQUESTS
    assert len(set(brought)) == len(brought)


def test_a_phone_that_follows_a_class_has_loaded_little(open_class: OpenClass, new_page: OpenPage):
    teacher = open_class()
    teacher.ask("step", count=8)
    teacher.ask("show_sight", sight={"selected": {"layer": 1, "unit": 0}})
    teacher.ask("point_at", spotlight={"on": {"layer": 1, "unit": 0}, "words": "Here."})
    page = new_page(fresh=True, viewport={"width": 390, "height": 844})
    told: list[int] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda data: told.append(len(data))))

    page.goto(teacher.url)
    expect_drawn(page, 8)
    for part in (".class-badge", ".class-place", ".spotlight", "#panel .formula", ".fork-go"):
        expect(page.locator(part).first).to_be_visible()

    assert page.evaluate(LOADED) + sum(told) <= MOST_OF_A_FOLLOWER


def test_a_part_that_does_not_come_is_told_and_comes_when_it_is_tried_again(
    new_page: OpenPage, server_url: str, room: str, guard: Guard
):
    guard.expect("part-.*ERR_FAILED|Failed to load resource")
    page = new_page()
    page.goto(in_room(f"{server_url}/", room))
    expect_index(page, 0)
    page.route("**/part-*", lambda route: route.abort())

    page.keyboard.press("?")
    expect(page.get_by_text(say("notices.notLoaded"))).to_be_visible()
    page.unroute("**/part-*")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name=say("help.title"))).to_be_visible()
    expect(page.get_by_text(say("notices.notLoaded"))).to_be_hidden()


def test_the_joined_page_is_the_page_of_the_modules(new_page: OpenPage, server_url: str, tmp_path: Path):
    pages = [new_page() for _ in range(2)]
    with serving(tmp_path, "--modules") as url:
        for page, place in zip(pages, (server_url, url), strict=True):
            page.goto(in_room(f"{place}/", "loading"))
            expect_index(page, 0)
            for index in range(1, 13):
                press(page, say("transport.forward"))
                expect_index(page, index)
            expect_rest(page, 12)
            for on_demand in (".u-over", ".code-line.current", ".result-confusion"):
                expect(page.locator(on_demand).first).to_be_attached()
        until = time.monotonic() + PATIENCE_S
        while len({page.evaluate(DRAWN) for page in pages}) > 1 and time.monotonic() < until:
            pass  # One of them may paint something still.

        joined, apart = (page.evaluate(DRAWN) for page in pages)
        assert joined == apart
        pages[1].close()
