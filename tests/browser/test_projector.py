"""What a class sees on the big screen: read from the back row, as the teacher looks, nothing to press."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import Line, expect_index, expect_rest, press, press_key, wait_for
from tests.browser.teaching import OpenClass, Teacher
from tests.browser.words import say

OpenPage = Callable[..., Page]

BACK_ROW = {"width": 1280, "height": 720}


@pytest.fixture
def held(open_class: OpenClass) -> Teacher:
    """A class, and its teacher."""
    return open_class()


@pytest.fixture
def projector(held: Teacher, new_page: OpenPage) -> Page:
    """Its big screen."""
    page = new_page(viewport=BACK_ROW, color_scheme="dark")
    page.goto(f"{held.url}&view=projector")
    expect(page.locator(".projector-code")).to_have_text(held.code)
    return page


SMALLEST = """selector => Math.min(...[...document.querySelectorAll(selector)]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("sub, sup"))
  .filter((element) => [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim()))
  .map((element) => Number.parseFloat(getComputedStyle(element).fontSize) * element.currentCSSZoom))"""
THINNEST = """Math.min(...[...document.querySelectorAll("#stage .line")]
  .map((line) => Number.parseFloat(getComputedStyle(line).strokeWidth) * line.currentCSSZoom))"""


def test_the_big_screen_is_read_from_the_back_row(projector: Page, held: Teacher):
    held.ask("step", count=18, unit="propagation")
    held.ask("show_sight", sight={"selected": {"layer": 2, "unit": 1}, "sample": 1})
    expect_rest(projector, 18)
    expect(projector.locator(".projector-card h2")).to_have_text(say("formulas.neuron", 2, 2, "", False))

    assert projector.evaluate(SMALLEST, "body *:not(.visually-hidden, .visually-hidden *)") >= 19.9
    assert projector.evaluate(SMALLEST, ".projector-card .line *, .projector-card .line") >= 19.9
    assert projector.evaluate(SMALLEST, ".projector-card :is(.num, .symbol)") >= 23.9
    assert projector.evaluate(THINNEST) >= 2


def test_the_big_screen_looks_where_the_teacher_does_in_a_light_page(projector: Page, held: Teacher):
    held.ask("step", count=3, unit="propagation")
    held.ask("show_sight", sight={"selected": {"layer": 1, "unit": 2}})
    chosen = projector.locator("#stage [data-layer='1'][data-unit='2']")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect_index(projector, 3, "#stage")

    held.ask("show_sight", sight={})

    expect(chosen).to_have_attribute("aria-pressed", "false")
    expect(projector.locator(".projector-card")).to_be_hidden()
    wait_for(projector, "() => getComputedStyle(document.body).colorScheme === 'light'")


def test_nothing_on_the_big_screen_drives_the_run(commands: Line):
    page = commands.page
    page.goto(f"{page.url}&view=projector")
    wait_for(page, "() => document.documentElement.dataset.view === 'projector'")
    expect_index(page, 0, "#stage")

    for key in ("ArrowRight", "Space", "PageDown"):
        press_key(page, key)

    page.title()  # What the keys had sent would have been heard before this is answered.
    assert not {"step", "play"}.intersection(commands.sent)


def test_one_key_shows_the_code_large_and_can_be_switched_off(projector: Page, held: Teacher):
    large = projector.get_by_role("dialog", name=say("classroom.present.large"))
    press_key(projector, "c")
    expect(large).to_contain_text(held.code)
    press_key(projector, "Escape")
    expect(large).to_be_hidden()

    projector.get_by_role("button", name=held.code).click()
    projector.get_by_role("switch").uncheck()
    press(projector, say("classroom.present.closeLarge"))
    press_key(projector, "c")
    expect(large).to_be_hidden()
    projector.reload()
    projector.get_by_role("button", name=held.code).click()

    expect(projector.get_by_role("switch")).not_to_be_checked()


ON_THE_NETWORK = "http://192.0.2.15:8421/"
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def test_the_way_in_is_the_one_from_elsewhere_with_its_picture(held: Teacher, new_page: OpenPage):
    projector = new_page(viewport=BACK_ROW)
    projector.route("**/room.json?*", lambda route: route.fulfill(json={"addresses": [ON_THE_NETWORK]}))
    projector.route("**/room.svg?*", lambda route: route.fulfill(body=DRAWN, content_type="image/svg+xml"))
    projector.goto(f"{held.url}&view=projector")

    expect(projector.locator(".projector-room")).to_contain_text("192.0.2.15:8421")
    press_key(projector, "c")
    large = projector.get_by_role("dialog", name=say("classroom.present.large"))
    expect(large.locator(".large-address")).to_have_text("192.0.2.15:8421")
    picture = say("classroom.lead.picture", f"{ON_THE_NETWORK}?room={held.code}")
    expect(large.get_by_role("img", name=picture)).to_be_visible()


MARKED = "selector => getComputedStyle(document.querySelector(selector)).outlineStyle === 'solid'"


def test_what_a_teacher_points_at_is_marked_on_the_big_screen_with_the_words(
    projector: Page, held: Teacher, new_page: OpenPage
):
    teacher = new_page()
    teacher.goto(held.link("drive"))
    expect_rest(teacher, 0)
    teacher.locator("#stage [data-layer='2'][data-unit='1']").click()
    expect(teacher.locator(".pointer-opener")).to_be_visible()
    press_key(teacher, "s")
    teacher.get_by_role("textbox", name=say("classroom.present.wordsFor")).fill("Is it listening?")
    press(teacher, say("classroom.present.show"))

    spotlight = projector.locator(".spotlight")
    expect(spotlight).to_contain_text("Is it listening?")
    wait_for(projector, MARKED, "#stage [data-layer='2'][data-unit='1'] > .tile")
    press(teacher, say("classroom.present.clear"))
    expect(spotlight).to_be_hidden()


def test_the_big_screen_is_veiled_while_the_class_is_paused(projector: Page, held: Teacher):
    veil = projector.locator(".projector-veil")

    held.ask("pause_all", paused=True)
    expect(veil).to_have_text(say("classroom.present.paused"))
    held.ask("pause_all", paused=False)
    expect(veil).to_be_hidden()
