"""Two runs side by side: the other goes where ours does, what differs is marked, where they part found."""

import json
import re
from base64 import urlsafe_b64encode
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import in_room, new_room
from tests.browser.driving import expect_index, expect_rest, resize, wait_for
from tests.browser.railing import button, choose
from tests.browser.test_accessibility import judge
from tests.browser.words import say

PHONE = (390, 844)
WIDE = {"width": 1440, "height": 900}
PARTED = 9
"""The first update of the first mini-batch."""
ON_BOTH = """(index) => ["#stage", "#stage-b"].every(
  (stage) => document.querySelector(stage).dataset.index === String(index)
)"""


def compare(page: Page, what: str, value: str) -> None:
    button(page.locator("#rail"), say("rail.compare")).click()
    asked = page.get_by_role("dialog", name=say("compare.ask"))
    asked.get_by_label(say("compare.which")).select_option(what)
    asked.get_by_label(say(f"compare.labels.{what}"), exact=True).fill(value)
    button(asked, say("compare.begin")).click()


def other(page: Page) -> Locator:
    return page.get_by_role("region", name=say("compare.stage"))


def test_another_run_goes_where_ours_does_until_it_is_closed(open_page):
    page = open_page(color_scheme="light", viewport=WIDE, reduced_motion="reduce")
    page.keyboard.press("PageDown")
    expect_rest(page, 275)

    compare(page, "rate", "0.3")
    wait_for(page, ON_BOTH, 275)

    differences = page.get_by_role("tabpanel", name=say("panel.differences"))
    expect(differences.locator(".compare-weights li")).to_have_count(6)
    expect(differences.locator(".compare-maps")).to_contain_text(say("compare.dotted"))
    expect(page.locator(".edge.furthest")).to_have_count(2 * 6)
    rail = page.locator("#rail")
    expect(rail.get_by_role("region", name=say("compare.first"))).to_contain_text(say("compare.identical"))
    expect(rail.get_by_role("region", name=say("compare.set"))).to_contain_text("0.03")
    judge(page, "two runs side by side")

    page.locator("#stage .neuron[data-layer='1'][data-unit='2']").click()
    expect(other(page).locator("[data-layer='1'][data-unit='2']")).to_have_attribute("aria-pressed", "true")
    button(rail, say("compare.go")).click()
    wait_for(page, ON_BOTH, PARTED)
    page.keyboard.press("ArrowLeft")
    wait_for(page, ON_BOTH, PARTED - 1)
    expect(page.locator(".edge.furthest")).to_have_count(0)
    expect(differences).to_contain_text(say("compare.none"))

    page.keyboard.press("x")
    expect(page.locator("#stage .compare-head")).to_contain_text(say("compare.names.rate", "0.3"))
    expect(other(page)).to_contain_text(say("compare.this"))
    wait_for(page, ON_BOTH, PARTED - 1)
    resize(page, *PHONE)
    expect(other(page)).to_be_hidden()
    button(page, say("compare.showOther")).click()
    expect(other(page)).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()

    button(page, say("compare.end")).click()
    expect(page.locator("#stage")).to_be_visible()
    expect(page.locator("#stage-b")).to_have_count(0)
    expect_index(page, PARTED - 1)


def test_both_are_there_again_with_the_page_and_with_its_address(open_page, new_page, server_url):
    page = open_page(viewport=WIDE)
    page.keyboard.press("PageDown")
    expect_rest(page, 275)
    compare(page, "rate", "0.3")
    wait_for(page, ON_BOTH, 275)
    page.get_by_role("tab", name=say("panel.maths")).click()
    page.keyboard.press("ArrowLeft")
    wait_for(page, ON_BOTH, 274)
    expect(page).to_have_url(re.compile("step=274.*&beside="))

    page.reload()
    elsewhere = new_page(viewport=WIDE)
    elsewhere.goto(f"{in_room(server_url, new_room())}#{urlsplit(page.url).fragment}")
    for each in (page, elsewhere):
        wait_for(each, ON_BOTH, 274)
        expect(other(each)).to_contain_text(say("compare.names.rate", "0.3"))
        expect(each.get_by_role("tab", name=say("panel.maths"))).to_have_attribute("aria-selected", "true")
        expect(each.get_by_role("alert")).to_be_empty()

    page.keyboard.press("x")
    here, there = say("compare.names.rate", "0.3"), say("compare.this")
    said = json.dumps([{"optimizer": {"learning_rate": 0.03}}, None, there, here], separators=(",", ":"))
    text = urlsafe_b64encode(said.encode()).decode().rstrip("=")
    expect(page).to_have_url(re.compile(f"&beside={text}$"))
    page.go_back()
    expect(other(page)).to_contain_text(say("compare.names.rate", "0.3"))
    wait_for(page, ON_BOTH, 274)
    page.go_forward()
    expect(page.locator("#stage .compare-head")).to_contain_text(say("compare.names.rate", "0.3"))
    expect(other(page)).to_contain_text(say("compare.this"))

    button(page, say("compare.end")).click()
    expect(page).not_to_have_url(re.compile("beside="))


def test_an_address_of_two_whose_other_is_no_run_shows_ours_alone_and_says_why(open_page):
    text = urlsafe_b64encode(b'[{"hidden":"x"},null,"b","a"]').decode().rstrip("=")

    page = open_page(path=f"/#beside={text}", viewport=WIDE)

    expect(page.get_by_role("alert")).to_contain_text("hidden")
    expect(other(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("beside="))


def test_what_is_no_run_is_said_in_the_form_and_another_shape_is_compared_as_far_as_it_can_be(open_page):
    page = open_page(viewport=WIDE)
    page.keyboard.press("PageDown")
    expect_index(page, 275)
    button(page.locator("#rail"), say("rail.compare")).click()
    asked = page.get_by_role("dialog", name=say("compare.ask"))
    asked.get_by_label(say("compare.which")).select_option("link")
    link = asked.get_by_label(say("compare.labels.link"), exact=True)
    link.fill("nothing")
    button(asked, say("compare.begin")).click()
    expect(asked.get_by_role("status")).to_have_text(say("compare.noLink"))

    link.fill(page.evaluate(SMALLER))
    button(asked, say("compare.begin")).click()

    expect(page.get_by_role("tabpanel", name=say("panel.differences"))).to_contain_text(
        say("compare.otherShape")
    )
    expect(page.locator(".compare-first")).to_contain_text(say("compare.otherNetwork"))
    wait_for(page, "() => document.querySelector('#stage-b').dataset.index === '200'")


SMALLER = """async () => {
  const { toHash } = await import("./static/js/run/link.js");
  return location.origin + "/" + toHash({ version: 2, hidden: [{ units: 3 }, ] }, 0);
}"""


def test_a_branch_is_shown_beside_the_one_that_it_parts_from(open_page):
    page = open_page(viewport=WIDE, reduced_motion="reduce")
    for index in (275, 550):
        page.keyboard.press("PageDown")
        expect_index(page, index)
    page.keyboard.press("PageUp")
    expect_index(page, 275)
    choose(page, say("rail.learningRate"), "0.3")
    expect(page.locator(".branch-chip")).to_contain_text(say("branches.rate", "0.3"))

    button(page.locator("#rail"), say("rail.compare")).click()
    asked = page.get_by_role("dialog", name=say("compare.ask"))
    expect(asked.get_by_label(say("compare.which"))).to_have_value("branch-1")
    button(asked, say("compare.begin")).click()
    wait_for(page, ON_BOTH, 275)

    expect(page.locator("#stage .compare-head")).to_contain_text(say("branches.rate", "0.3"))
    expect(other(page)).to_contain_text(say("branches.main"))
    first = page.get_by_role("region", name=say("compare.first"))
    expect(first).to_contain_text(say("compare.parts", 1, 1, "").strip())
    expect(page.locator(".compare-mark")).to_have_text(say("compare.mark", say("compare.epoch", "1")))
