"""The panel while steps go by faster than can be read: what can be seen at speed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driving import (
    configure,
    expect_index,
    expect_styled,
    go_as_fast_as_it_goes,
    press,
    press_key,
    resize,
    wait_for,
    wait_until_past,
)
from tests.browser.panelling import go_to, panel, play_too_fast_to_read, result
from tests.browser.words import say

SIZES = ((1440, 900), (1280, 720), (844, 390), (390, 844))
STEPS_PER_EPOCH = 275
BEYOND = """panel => Array.from(panel.querySelectorAll("*"))
  .filter((part) => part.checkVisibility() && part.closest("svg") === null)
  .filter((part) => {
    const [own, of] = [part.getBoundingClientRect(), panel.getBoundingClientRect()];
    return own.left < of.left - 1 || own.right > of.right + 1;
  })
  .map((part) => part.outerHTML)"""
STAND_ALIKE = """() => {
  const [panel, stage, position] = ["#panel", "#stage", ".position"].map(
    (place) => document.querySelector(place).dataset.index
  );
  return panel && panel === stage && panel === position;
}"""


def test_what_can_be_seen_at_speed_has_room_in_the_panel(open_page):
    page = open_page()
    for epoch in (1, 2, 3):
        press_key(page, "PageDown")
        expect_index(page, epoch * STEPS_PER_EPOCH)
    play_too_fast_to_read(page)
    expect(panel(page).locator(".confusion-table")).to_be_visible()
    expect_styled(page)
    losses = panel(page).get_by_role(
        "img", name=re.compile("^" + say("panel.recent", 0, 0, 0, "").split(" epoch")[0])
    )

    for width, height in SIZES:
        resize(page, width, height)
        if not panel(page).is_visible():
            page.get_by_role("button", name=say("header.maths"), exact=True).click()
        scores = panel(page).locator(".score-board table")
        row = scores.get_by_role("row", name=re.compile(f"^{say('panel.loss')}"))
        expect(row).to_be_visible()

        assert panel(page).evaluate(BEYOND) == [], width
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
        if height > 390:
            expect(losses).to_be_in_viewport(ratio=1)


def test_no_step_is_explained_at_speed_and_the_formulas_come_back_where_they_were_left(open_page):
    page = open_page(viewport={"width": 1280, "height": 720})
    go_to(page, "backward 2")
    maths = panel(page).get_by_role("tabpanel", name=say("panel.maths"))
    maths.evaluate("element => { element.scrollTop = 120; }")
    height = panel(page).bounding_box()["height"]

    play_too_fast_to_read(page)
    expect(panel(page).get_by_role("tabpanel", name=say("panel.results"))).to_be_visible()
    expect(result(page)).to_be_hidden()
    expect(panel(page)).to_have_attribute("data-index", "")
    assert panel(page).bounding_box()["height"] == height

    press(page, say("transport.pause"))
    expect(result(page)).to_be_visible()
    # What is explained where it was stopped may be shorter than what was read before.
    stands, left = maths.evaluate("e => [e.scrollTop, Math.min(120, e.scrollHeight - e.clientHeight)]")
    assert left > 0
    assert stands == pytest.approx(left, abs=1)
    expect(panel(page).get_by_role("tabpanel", name=say("panel.results"))).to_be_hidden()
    wait_for(page, STAND_ALIKE)


def test_the_picture_of_a_sample_can_be_seen_as_fast_as_it_goes_too(open_page):
    page = open_page()
    go_as_fast_as_it_goes(page)
    configure(page, {"data": {"kind": "digits"}})
    press(page, say("transport.play"))

    expect(panel(page).get_by_text(say("panel.tooFastRule"))).to_be_visible()
    expect(
        panel(page).get_by_role("img", name=say("panel.pictureOf.image", 1).removesuffix("1"))
    ).to_be_visible()
    wait_until_past(page, 11)
    press(page, say("transport.pause"))
