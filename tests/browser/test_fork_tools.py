"""What a follower has beside a copy of one's own: challenge, neurons it may have, handing in, sharing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import expect_index, press, resize, wait_for
from tests.browser.teaching import OpenClass, Teacher
from tests.browser.test_accessibility import judge
from tests.browser.words import say

OpenPage = Callable[..., Page]
PHONE, SMALL, SIDEWAYS, DESKTOP = (390, 844), (360, 640), (844, 390), (1280, 720)
IN_SIGHT = """(shown) => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) return false;
  const boxes = shown.map((part) => document.querySelector(part).getBoundingClientRect());
  return boxes.every(({ top, bottom, height, left, right }) =>
    height > 0 && top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth);
}"""


@pytest.fixture
def teacher(open_class: OpenClass) -> Teacher:
    """Who leads a class whose run is two epochs old."""
    teacher = open_class()
    teacher.ask("step", count=2, unit="epoch")
    return teacher


@pytest.fixture
def copy(new_page: OpenPage, teacher: Teacher) -> Page:
    """A phone at a copy of the class's run, with a challenge on."""
    page = new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(teacher.url)
    expect_index(page, 550)
    press(page, say("classroom.fork.fork"))
    teacher.ask("start_challenge", goal={"kind": "test_loss"}, most_neurons=6)
    expect(page.locator(".challenge-goal")).to_be_visible()
    return page


def facts(page: Page) -> list[str]:
    return page.locator(".challenge-facts dd").all_text_contents()


def test_a_copy_is_handed_in_from_a_phone_and_has_its_place(copy: Page):
    hand = copy.locator(".fork-hand")
    expect(copy.locator(".fork-epoch")).to_be_visible()
    (loss,) = copy.locator(".fork-epoch").all_text_contents()
    assert facts(copy) == ["–", "–", "– of 0"]

    hand.click()

    wait_for(copy, "() => document.querySelectorAll('.challenge-facts dd')[2].textContent === '1 of 1'")
    own, best, _ = facts(copy)
    assert own == best
    assert f"test {own}" in loss
    expect(hand).to_have_text(say("classroom.challenge.handIn", own))
    expect(copy.locator(".fork-best")).to_have_text(say("classroom.challenge.bestOf", own))


def test_too_many_neurons_cannot_be_handed_in(copy: Page):
    hand, used = copy.locator(".fork-hand"), copy.locator(".fork-used")
    more, fewer = (copy.locator(".fork-units").get_by_role("button", name=name) for name in units(1))
    expect(used).to_have_text(say("classroom.challenge.used", 6, 6))

    more.click()
    expect(used).to_have_text(say("classroom.challenge.used", 7, 6))
    expect(copy.locator("#stage button[data-layer='1']")).to_have_count(5)
    expect(hand).to_be_disabled()
    fewer.click()

    expect(used).to_have_text(say("classroom.challenge.used", 6, 6))
    expect(hand).to_be_enabled()


def units(layer: int) -> list[str]:
    return [say("rail.moreUnits", layer), say("rail.fewerUnits", layer)]


def test_a_copy_is_shown_to_the_teacher_while_its_switch_is_on(copy: Page):
    share = copy.get_by_role("switch", name=say("classroom.challenge.share"))
    expect(share).not_to_be_checked()

    share.click()
    press(copy, say("classroom.follow.back"))
    expect(share).to_be_hidden()
    press(copy, say("classroom.fork.kept"))

    expect(share).to_be_checked()


def test_all_else_of_a_copy_is_changed_in_a_drawer_and_escape_only_closes_that(copy: Page):
    copy.get_by_label(say("classroom.follow.more"), exact=True).click()
    press(copy, say("classroom.follow.build"))

    expect(copy.locator("#rail")).to_be_visible()
    expect(copy.locator(".class-menu")).to_be_hidden()
    copy.keyboard.press("Escape")

    expect(copy.locator("#rail")).to_be_hidden()
    expect(copy.locator(".fork-hand")).to_be_visible()
    expect(copy.locator(".class-badge")).to_have_text(say("classroom.follow.states.own"))


@pytest.mark.parametrize("size", [PHONE, SMALL, SIDEWAYS], ids=str)
def test_all_of_it_is_in_sight_on_a_phone(copy: Page, size: tuple[int, int]):
    resize(copy, *size)

    rows = [".fork-task", ".fork-units", "#chart", "#transport .play", ".fork-hand", ".fork-share"]
    wait_for(copy, IN_SIGHT, [".class-back", "#stage", *rows])
    hand, forward = (copy.locator(part).bounding_box() for part in (".fork-hand", ".steps > :nth-child(4)"))
    assert hand
    assert forward
    assert forward["x"] + forward["width"] <= hand["x"]


@pytest.mark.parametrize("size", [PHONE, SIDEWAYS, DESKTOP], ids=str)
def test_axe_finds_nothing_beside_a_copy(copy: Page, size: tuple[int, int]):
    copy.emulate_media(color_scheme="light")
    resize(copy, *size)
    expect(copy.locator(".fork-hand")).to_be_visible()

    judge(copy, f"{size}")
