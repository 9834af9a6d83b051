"""What the chart can do besides: some epochs alone, powers of ten, a loop, a table, a film."""

from playwright.sync_api import Page, expect

from tests.browser.driving import configure, expect_index, wait_for
from tests.browser.test_chart import ONE_BATCH, PLAYHEAD, STEPS_PER_BATCH, train_epochs
from tests.browser.words import say

STANDS_AT = f"share => Math.abs(({PLAYHEAD})().x - share) < 0.01"


def test_some_epochs_are_shown_alone_by_keys_and_by_hand_and_by_powers_of_ten(page: Page):
    configure(page, ONE_BATCH)
    train_epochs(page, 12, STEPS_PER_BATCH)
    shown = page.locator(".chart-range")
    expect(shown).to_have_text(say("charting.all"))

    page.keyboard.press("+")
    expect(shown).to_have_text(say("charting.range", 6, 12))
    wait_for(page, STANDS_AT, 1)
    page.keyboard.press("0")
    expect(shown).to_have_text(say("charting.all"))
    wait_for(page, STANDS_AT, 12 / 20)

    box = page.locator(".u-over").bounding_box()
    assert box, "the curves are on screen"
    below = box["y"] + box["height"] + 8
    page.mouse.move(box["x"] + box["width"] * 0.11, below)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.44, below, steps=5)
    page.mouse.up()
    expect(shown).to_have_text(say("charting.range", 2, 9))
    expect_index(page, 12 * STEPS_PER_BATCH)
    expect(page.locator(".playhead")).to_be_hidden()
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    expect_index(page, 9 * STEPS_PER_BATCH)
    expect(page.locator(".playhead")).to_be_visible()

    log = page.get_by_role("radio", name=say("charting.log"))
    page.keyboard.press("g")
    expect(log).to_have_attribute("aria-checked", "true")


def test_a_loop_is_set_where_the_run_stands_and_played_backwards(page: Page):
    configure(page, ONE_BATCH)
    train_epochs(page, 6, STEPS_PER_BATCH)
    chip = page.locator(".loop-chip")
    expect(chip).to_have_text(say("charting.loopWord"))

    page.keyboard.press("]")
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    expect_index(page, 4 * STEPS_PER_BATCH)
    page.keyboard.press("[")
    expect(chip).to_have_text(say("charting.loop", 4, 6))
    page.evaluate(FOLLOW)
    page.keyboard.press("Shift+Space")
    wait_for(page, "() => window.stood.includes(66) && window.stood.includes(64)")

    backwards = page.locator(".step-button.backwards")
    expect(backwards).to_have_attribute("aria-label", say("transport.pause"))
    backwards.click()
    expect(backwards).to_have_attribute("aria-label", say("transport.backwards"))
    page.keyboard.press("l")
    expect(chip).to_have_text(say("charting.loopWord"))


FOLLOW = """() => {
    window.stood = [];
    const place = document.querySelector(".position");
    new MutationObserver(() => window.stood.push(Number(place.dataset.index)))
        .observe(place, { attributeFilter: ["data-index"] });
}"""


def test_the_film_has_a_picture_of_each_epoch_and_the_table_its_numbers_and_both_lead_there(page: Page):
    configure(page, ONE_BATCH)
    train_epochs(page, 6, STEPS_PER_BATCH)
    expect(page.locator(".chart-range")).to_be_attached()

    page.keyboard.press("f")
    frames = page.locator(".film-frames button")
    expect(frames).to_have_count(7)
    wait_for(page, DRAWN)
    expect(page.locator(".film-frames .here .film-tab")).to_have_text("6")
    frames.nth(2).click()
    expect_index(page, 2 * STEPS_PER_BATCH)
    expect(page.locator(".film-frames .here .film-tab")).to_have_text("2")

    page.get_by_role("button", name=say("charting.tableShow")).click()
    table = page.get_by_role("table", name=say("charting.table"))
    expect(table.get_by_role("row")).to_have_count(8)
    row = table.locator("[aria-current]")
    expect(row.get_by_role("rowheader")).to_have_text("2")
    table.get_by_role("button", name="4", exact=True).click()
    expect_index(page, 4 * STEPS_PER_BATCH)
    expect(row.get_by_role("rowheader")).to_have_text("4")
    page.keyboard.press("Escape")
    expect(table).to_be_hidden()
    page.keyboard.press("f")
    expect(frames.first).to_be_hidden()


DRAWN = """() => [...document.querySelectorAll(".film-frames canvas")].every((canvas) => {
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(pixels.buffer)).size > 8;
})"""
