"""Links and embedded pages that show less than all: made in a dialog, opened from an address."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import in_room, new_room
from tests.browser.driving import expect_index, expect_rest, index_of, press_key
from tests.browser.railing import button, field, run
from tests.browser.words import say

ROOT = Path(__file__).parents[2]
CONTROLS = "import { CONTROLS } from './static/js/run/controls.js'; console.log(JSON.stringify(CONTROLS));"
MISSING = """controls => Object.entries(controls)
  .filter(([, { at }]) => !document.querySelector(at))
  .map(([name]) => name)"""
CHOICES = "unit=epoch&until=2&speed=max&play=1&tab=data&numbers=batch&tests=0&neuron=1.2&theme=dark"
PLAYGROUND = (
    "#activation=relu&batchSize=30&dataset=gauss&networkShape=8,3&noise=10&seed=0.12345&xSquared=true"
)


def share(page: Page) -> Locator:
    button(page, say("sharing.share")).click()
    dialog = page.get_by_role("dialog", name=say("share.title"))
    expect(dialog).to_be_visible()
    return dialog


def result(dialog: Locator) -> str:
    return dialog.locator("textarea").input_value()


def test_the_dialog_makes_a_link_and_an_embedded_page_and_shows_what_will_be_seen(page):
    dialog = share(page)
    expect(button(dialog, say("share.copy.link"))).to_be_focused()
    seen = dialog.frame_locator("iframe")
    expect(seen.locator("#rail .thumbnails")).to_be_visible()
    assert "hide" not in result(dialog)

    dialog.get_by_role("radio", name=say("share.kinds.embed")).click()
    code = result(dialog)
    assert re.match(r'<iframe src="http[^"]+embed=1&amp;hide=build,panel" title="propscope: ', code), code
    assert "room=" not in code
    expect(seen.locator("#rail")).to_be_hidden()
    expect(seen.locator("#header")).to_be_hidden()
    expect(seen.locator("#stage")).to_be_visible()

    dialog.get_by_text(say("page.transport"), exact=True).click()
    dialog.get_by_label(say("share.isOf", say("transport.speed"))).select_option("hidden")
    dialog.get_by_label(say("share.isOf", say("transport.play"))).select_option("locked")
    dialog.get_by_label(say("share.start")).select_option("beginning")
    assert "hide=build,speed,panel&amp;lock=play" in result(dialog)
    expect(seen.locator(".speed")).to_be_hidden()
    expect(seen.get_by_role("button", name=say("transport.play"), exact=True)).to_be_disabled()

    button(dialog, say("share.copy.embed")).press("Escape")
    expect(button(page, say("sharing.share"))).to_be_focused()
    expect(page.locator(".header-people")).to_be_hidden()


def test_what_an_address_hides_leaves_no_hole_and_what_it_locks_says_so(open_page):
    page = open_page("#hide=noise,step,chart,nonsense&lock=rate,play&mood=gay")

    expect(page.get_by_role("alert")).to_contain_text(say("opening.unknown", "mood"))
    expect(button(page, say("transport.forward"))).to_be_hidden()
    expect(field(page, say("rail.noise"))).to_be_hidden()
    above, below = (field(page, say(f"rail.{name}")).bounding_box() for name in ("trainAndTest", "samples"))
    lower = field(page, say("rail.batchSize")).bounding_box()
    assert above
    assert below
    assert lower
    assert abs((lower["y"] - below["y"]) - (below["y"] - above["y"])) < 3
    transport = page.locator("#transport").bounding_box()
    assert transport
    assert abs(transport["y"] + transport["height"] - 900) < 1

    for control in (field(page, say("rail.learningRate")), button(page, say("transport.play"))):
        expect(control).to_be_disabled()
        expect(control).to_have_attribute("title", say("share.locked"))
    expect(field(page, say("rail.learningRate"))).to_have_value("0.03")
    before = index_of(page)
    press_key(page, "ArrowRight")
    press_key(page, " ")
    press_key(page, "Shift+ArrowRight")
    button(page, say("transport.back")).dispatch_event("click")
    assert index_of(page) == before
    expect(button(page, say("transport.play"))).to_be_disabled()


def test_each_control_that_can_be_hidden_is_on_the_page(page):
    node = Path(sys.executable).with_name("node")
    told = subprocess.run(
        [node, "--input-type=module", "--eval", CONTROLS], capture_output=True, check=True, cwd=ROOT
    )
    expect(button(page, say("rail.reset"))).to_be_visible()
    page.locator("#stage button[data-layer='1']").first.click()
    expect(page.locator("#panel .by-hand")).to_be_visible()

    controls = json.loads(told.stdout)
    # The handle is there with a chosen connection, the lessons with something to say.
    controls["by-hand"]["at"] = "#panel .by-hand"

    assert page.evaluate(MISSING, controls) == []


def test_an_address_says_how_it_plays_and_what_is_seen(page, new_page, server_url):
    link = urlsplit(result(share(page))).fragment
    other = new_page()
    other.goto(f"{in_room(server_url, new_room())}#{link}&{CHOICES}")

    expect_index(other, 550)
    data = other.get_by_role("tab", name=say("panel.data"))
    expect(data).to_have_attribute("aria-selected", "true")
    expect(other.get_by_role("checkbox", name=say("output.showTests"))).not_to_be_checked()
    neuron = other.locator("#stage button[data-layer='1'][data-unit='1']")
    expect(neuron).to_have_attribute("aria-pressed", "true")
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    expect(other).to_have_url(re.compile("step=550&"))
    assert "play=" not in other.url

    other.reload()
    expect_index(other, 550)
    expect(other.get_by_role("alert")).to_be_empty()
    expect(data).to_have_attribute("aria-selected", "true")


MOST_LETTERS = 271
"""Of what a code of 57 modules holds."""


def test_a_link_is_short_enough_for_a_code_and_leads_to_the_same_step(page, new_page, server_url):
    for index in (1, 2, 3):
        press_key(page, "ArrowRight")
        expect_rest(page, index)
    dialog = share(page)
    expect(dialog.locator(".share-code")).to_have_text(say("share.onlyHere"))
    link = result(dialog)
    assert len(link) <= MOST_LETTERS, link
    page.route("**/link-code", lambda route: route.fulfill(body=json.dumps({"address": link, "svg": SVG})))
    dialog.get_by_label(say("share.start")).select_option("beginning")
    expect(dialog.get_by_role("img", name=say("share.code"))).to_be_visible()

    together, alone = new_page(), new_page()
    together.goto(link)
    alone.goto(f"{server_url}/#{urlsplit(link).fragment}")

    assert len(page.evaluate(WEIGHTS)) == 2 * 4 + 4 * 2 + 2
    for other in (together, alone):
        expect_rest(other, 3)
        expect(other.get_by_role("alert")).to_be_empty()
        expect(run(other)).to_have_text(run(page).inner_text())
        expect(other).to_have_url(re.compile("#spec=.+&step=3"))
        assert other.evaluate(WEIGHTS) == page.evaluate(WEIGHTS)


WEIGHTS = "[...document.querySelectorAll('#stage [data-w]')].map(({ dataset }) => dataset.w)"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


def test_a_link_tells_where_its_step_has_other_numbers(page, new_page, server_url):
    press_key(page, "ArrowRight")
    expect_rest(page, 1)
    text = share(page).locator("textarea")
    expect(text).to_have_value(re.compile("#z=.*&sum="))
    link = urlsplit(text.input_value()).fragment
    other = new_page()

    other.goto(f"{in_room(server_url, new_room())}#{link}")
    expect_rest(other, 1)
    press_key(other, "ArrowRight")
    expect_rest(other, 2)
    expect(other).to_have_url(re.compile("#spec=.+&step=2$"))
    expect(other.get_by_role("alert")).to_be_empty()

    elsewhere = re.sub("sum=.{8}", "sum=elsewher", link)
    other.goto(f"{urlsplit(other.url)._replace(fragment=elsewhere).geturl()}")
    expect(other.get_by_role("alert")).to_contain_text(say("opening.differs", 1))
    expect_rest(other, 1)


def test_back_and_forward_go_through_the_runs_of_a_page(page):
    shown = run(page)
    button(page, say("rail.addLayer")).click()
    expect(shown).to_contain_text("2–4–2–2–1")
    expect(page).to_have_url(re.compile("#spec="))
    press_key(page, "ArrowRight")
    expect_rest(page, 1)
    expect(page).to_have_url(re.compile("step=1$"))

    page.go_back()
    expect(shown).to_contain_text("2–4–2–1")
    expect_index(page, 0)
    page.go_forward()
    expect(shown).to_contain_text("2–4–2–2–1")
    expect_index(page, 1)


def test_an_address_of_tensorflow_playground_opens_as_the_same_network(open_page):
    page = open_page(PLAYGROUND)

    expect(run(page)).to_contain_text("3–8–3–1 · ReLU")
    expect(field(page, say("rail.noise"))).to_have_value("10")
    expect(field(page, say("rail.seed"))).to_have_value("12345")
    notice = page.get_by_role("alert")
    for said in ("read", "draws", "remainder"):
        expect(notice).to_contain_text(say(f"share.playground.{said}"))
