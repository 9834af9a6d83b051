"""Forks on the big screen: the teacher pins one, or two side by side, and takes them off again."""

import secrets
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.driving import wait_for
from tests.browser.teaching import Hearing, OpenClass
from tests.browser.words import say

OpenPage = Callable[..., Page]

LARGE = """() => [...document.querySelectorAll("iframe")]
  .map((frame) => frame.getBoundingClientRect())
  .every(({ width, height }) => width > 500 && height > 400)"""
DialIn = Callable[..., Hearing]


def fork(dial_in: DialIn, code: str, hidden: list[dict[str, int]]) -> Hearing:
    """Share a copy of a class's run, of another shape and two epochs old."""
    line = dial_in(f"?room=own-{secrets.token_hex(16)}&class={code}")
    line.ask("configure", spec={"hidden": hidden})
    line.ask("step", count=2, unit="epoch")
    line.ask("share_fork", shared=True)
    return line


def test_the_big_screen_shows_two_forks_side_by_side_until_they_are_taken_off(
    open_class: OpenClass, dial_in: DialIn, new_page: OpenPage
):
    teacher = open_class()
    for hidden in ([{"units": 3}], [{"units": 2}, {"units": 2}]):
        fork(dial_in, teacher.code, hidden)
    projector = new_page(viewport={"width": 1280, "height": 720})
    projector.goto(teacher.link("present").replace("#", "&view=projector#"))
    expect(projector.locator(".projector-code")).to_have_text(teacher.code)

    teacher.ask("pin_fork", forks=["A", "B"])

    for name, output in (("A", 2), ("B", 3)):
        shown = projector.frame_locator(f"iframe[title='{say('classroom.forks.fork', name)}']")
        expect(shown.locator(f"#stage button[data-layer='{output}']")).to_have_count(1)
    expect(projector.locator("#stage button").first).to_be_hidden()
    wait_for(projector, LARGE)

    teacher.ask("pin_fork", forks=[])

    expect(projector.locator("iframe")).to_have_count(0)
    expect(projector.locator("#stage button").first).to_be_visible()
    expect(projector.locator(".projector-over:not([hidden])")).to_have_count(0)


def test_the_big_screen_shows_the_board_of_a_challenge(
    open_class: OpenClass, dial_in: DialIn, new_page: OpenPage
):
    teacher = open_class()
    teacher.ask("start_challenge", goal={"kind": "test_loss"}, most_neurons=6)
    fork(dial_in, teacher.code, [{"units": 3}]).ask("hand_in")
    projector = new_page(viewport={"width": 1280, "height": 720})
    projector.goto(teacher.link("present").replace("#", "&view=projector#"))

    teacher.ask("show_board", shown=True)

    row = projector.locator(".challenge-board li")
    expect(row).to_contain_text(say("classroom.challenge.checked"))
    expect(row).to_contain_text("2–3–1")
    teacher.ask("show_board", shown=False)
    expect(row).to_be_hidden()
