"""Every view in both themes, as axe-core judges it: no rule of WCAG 2.2 and of good practice is broken."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import (
    TWO_FRAMES,
    choose_data,
    configure,
    expect_drawn,
    index_of,
    press_key,
    resize,
    wait_for,
)
from tests.browser.words import say

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 390, "height": 844}
SIDEWAYS = {"width": 844, "height": 390}
BROKEN = """async (runOnly) => {
  const { violations } = await axe.run(document, {
    runOnly,
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}"""
"""By its own default axe leaves out the rules it calls experimental, and the size of targets."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
UNCOVER = """() => {
  const rail = document.querySelector(".rail-foot")?.parentElement;
  if (rail) rail.scrollTop = rail.scrollHeight;
}"""
"""Half under the rail's foot a target is small, but only until it is scrolled out."""
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What a theme decides: all else is the same element by element."""


def judge(page: Page, view: str) -> None:
    """Let axe look at the page as it stands, in both themes, its form scrolled to the end."""
    page.evaluate(UNCOVER)
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(BROKEN, RULES) == [], view

    page.emulate_media(color_scheme="dark")
    wait_for(page, "() => matchMedia('(prefers-color-scheme: dark)').matches")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(BROKEN, OF_COLOURS) == [], f"{view}, dark"

    page.emulate_media(color_scheme="light")
    wait_for(page, "() => matchMedia('(prefers-color-scheme: light)').matches")
    page.evaluate(TWO_FRAMES)


def step_to(page: Page, index: int) -> None:
    """Make the propagations up to this one, each of them drawn."""
    for made in range(index_of(page) + 1, index + 1):
        press_key(page, "ArrowRight")
        expect_drawn(page, made)


def pressed(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_axe_finds_nothing_at_the_start(open_page):
    page = open_page(color_scheme="light")
    judge(page, "start")
    opened = page.locator(":is(dialog[open], :popover-open)")
    for name in (say("header.help"), say("header.takeHome"), say("until.stopWhen", "")):
        pressed(page, name)
        expect(opened).to_be_visible()
        judge(page, name)
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)


def test_axe_finds_nothing_on_the_way_through_a_mini_batch(open_page):
    page = open_page(color_scheme="light")
    for index, view in ((1, "input"), (3, "forward"), (5, "loss")):
        step_to(page, index)
        judge(page, view)

    page.get_by_role("tab", name=say("panel.data")).click()
    judge(page, "data")
    page.get_by_role("tab", name=say("panel.maths")).click()

    step_to(page, 7)
    page.locator("#stage button[data-layer='1']").first.click()
    judge(page, "backward, a neuron selected")
    step_to(page, 10)
    judge(page, "update")


def test_axe_finds_nothing_on_a_phone(open_page):
    page = open_page(viewport=PHONE, color_scheme="light")
    step_to(page, 7)
    judge(page, "upright")
    for name in (say("header.build"), say("header.maths")):
        pressed(page, name)
        judge(page, name)
        page.keyboard.press("Escape")

    resize(page, **SIDEWAYS)
    judge(page, "sideways")


def test_axe_finds_nothing_in_the_dialogs_of_a_phone(open_page):
    page = open_page(viewport=PHONE, color_scheme="light")
    for name in ("sharing.share", "header.takeHome", "rail.bring"):
        page.get_by_role("button", name=say(name), exact=True, include_hidden=True).dispatch_event("click")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        for fold in dialog.locator("summary").all():
            fold.click()
        judge(page, name)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)


def test_axe_finds_nothing_in_a_run_that_is_held(open_page):
    """It cannot learn, has a frozen layer, and its biases are not trained."""
    page = open_page(color_scheme="light")
    hidden = [{"units": 3, "activation": "sigmoid", "frozen": True}, {"units": 2, "activation": "sigmoid"}]
    configure(page, {"initializer": "zeros", "train_biases": False, "hidden": hidden})
    step_to(page, 9)
    page.locator(".rail-more > summary").click()
    judge(page, "desktop")

    resize(page, **PHONE)
    judge(page, "phone")


def at_speed(page: Page) -> None:
    page.get_by_role("slider", name=say("transport.speed")).fill("12")
    pressed(page, say("transport.play"))
    expect(page.locator("#panel").get_by_text(say("panel.playing"))).to_be_visible()


def trained(page: Page) -> None:
    for epoch in range(1, 6):
        press_key(page, "PageDown")
        expect_drawn(page, 275 * epoch)


def digits(page: Page) -> None:
    choose_data(page, data_set("digits"))
    step_to(page, 8)


@pytest.mark.parametrize("come_to", [at_speed, trained, digits])
def test_axe_finds_nothing(open_page, come_to):
    page = open_page(color_scheme="light")
    come_to(page)

    judge(page, come_to.__name__)
