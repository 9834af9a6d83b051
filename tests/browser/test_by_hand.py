"""Weights set by hand: along their connection, by keys, in the field; taken back, and kept in the link."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import new_room
from tests.browser.driving import TWO_FRAMES, expect_index, press, press_key, wait_for
from tests.browser.panelling import STEPS, go_to
from tests.browser.words import say

WEIGHT = "1:0:0"
PLACES = """(line, shares) => shares.map(share => {
  const at = line.getPointAtLength(share * line.getTotalLength()).matrixTransform(line.getScreenCTM());
  return [at.x, at.y];
})"""


def connection(page: Page) -> Locator:
    return page.locator(f'#stage g.edge[data-edge="{WEIGHT}"]')


def field(page: Page) -> Locator:
    return page.get_by_label(say("byHand.value"))


def hand(page: Page) -> Locator:
    """What says whether values set by hand have still to come through."""
    return page.locator(".by-hand")


def handle(page: Page) -> Locator:
    return page.locator("#stage .hand-knob")


def expect_weight(page: Page, value: float) -> None:
    """The field, the handle and the stage itself say the same."""
    expect(field(page)).to_have_value(str(value))
    expect(handle(page)).to_have_attribute("aria-valuenow", str(value))
    wait_for(
        page,
        "([edge, value]) => Number(Number(document.querySelector(edge).dataset.w).toPrecision(3)) === value",
        [f'#stage g.edge[data-edge="{WEIGHT}"]', value],
    )


def marks(page: Page) -> Locator:
    return page.get_by_role("list", name=say("edits.title")).get_by_role("button")


def places(page: Page, *shares: float) -> list[tuple[float, float]]:
    """Where on the screen so many shares of the connection's length are."""
    return connection(page).locator(".hit").evaluate(PLACES, shares)


def drag(page: Page, share: float, end: float) -> None:
    """Draw along the connection, from one share of its length to another."""
    (x, y), (to_x, to_y) = places(page, share, end)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=5)
    page.mouse.up()


def test_a_weight_is_drawn_along_its_connection_and_moved_by_keys_and_both_are_taken_back(page):
    press(page, say("transport.forward"))
    expect_index(page, 1)

    # The first press has what drags come; it is over by then, and holds nothing.
    pressed, elsewhere = places(page, 0.15, 0.8)
    page.mouse.click(*pressed)
    expect(handle(page)).to_be_visible()
    page.mouse.move(*elsewhere, steps=3)
    drag(page, 0.15, 0.2)
    expect(field(page)).to_be_visible()
    expect(marks(page)).to_have_count(1)
    expect(handle(page)).to_be_focused()
    assert page.evaluate("String(getSelection())") == "", "no words are taken for a text to be copied"
    expect(hand(page)).to_have_attribute("aria-busy", "false")
    page.evaluate(TWO_FRAMES)
    drawn = float(field(page).input_value())
    expect_weight(page, drawn)

    page.keyboard.press("ArrowUp")
    expect(field(page)).not_to_have_value(str(drawn))
    up = float(field(page).input_value())
    assert 0 < up - drawn <= 0.011
    page.keyboard.press("Shift+ArrowUp")
    expect_weight(page, round(up + 10 * (up - drawn), 6))
    expect_index(page, 1)

    for value in (up, drawn):
        page.keyboard.press("Control+z")
        expect_weight(page, value)
    page.keyboard.press("Control+z")
    expect(marks(page)).to_have_count(0)
    page.get_by_role("button", name=say("edits.redo")).click()
    expect_weight(page, drawn)

    handle(page).focus()
    press_key(page, "PageDown")
    expect_index(page, 275)


def test_a_value_typed_is_a_change_that_the_link_keeps(page):
    page.locator('#stage button[data-layer="3"]').click()
    choice = page.get_by_label(say("byHand.which"))
    choice.select_option("1")

    field(page).select_text()
    page.keyboard.type("a half")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    field(page).select_text()
    go_to(page, STEPS[-1])
    page.keyboard.type("0.75")
    page.keyboard.press("Enter")

    expect(marks(page)).to_have_attribute("title", "Epoch 0, mini-batch 2: h2 → inside = 0.75")
    wait_for(page, "() => location.hash.includes('edits=')")
    link = urlsplit(page.url)
    page.goto(urlunsplit(link._replace(query=urlencode({"room": new_room()}))))
    expect_index(page, len(STEPS))
    expect(marks(page)).to_have_attribute("title", "Epoch 0, mini-batch 2: h2 → inside = 0.75")
