"""The loss chart is the scrub bar: dragging and keys on it travel through the run."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import (
    configure,
    expect_index,
    go_as_fast_as_it_goes,
    index_of,
    listen,
    position,
    press,
    press_key,
    resize,
    wait_for,
    wait_until_past,
)
from tests.browser.words import say

STEPS_PER_BATCH = 11
STEPS_PER_EPOCH = 25 * STEPS_PER_BATCH
ONE_BATCH = {"batch_size": 250}
"""An epoch is one mini-batch: many of them pass soon."""


def travel_slider(page: Page) -> Locator:
    return page.get_by_role("slider", name=say("chart.travel"))


def train_epochs(page: Page, epochs: int, steps: int = STEPS_PER_EPOCH) -> None:
    """Train some epochs of so many steps each."""
    expect_index(page, 0)
    for epoch in range(1, epochs + 1):
        press_key(page, "PageDown")
        expect_index(page, epoch * steps)


def test_the_chart_travels_by_keyboard_and_by_dragging_and_says_where(page: Page):
    train_epochs(page, 3)
    commands = listen(page)
    slider = travel_slider(page)
    expect(slider).to_have_attribute("aria-valuetext", say("chart.epochOf", 3, 3))
    slider.press("ArrowLeft")
    expect_index(page, 2 * STEPS_PER_EPOCH)
    expect(slider).to_have_attribute("aria-valuetext", say("chart.epochOf", 2, 3))
    slider.press("Home")
    expect_index(page, 0)
    slider.press("End")
    expect_index(page, 3 * STEPS_PER_EPOCH)

    expect(page.locator(".u-over")).to_be_visible()
    box = slider.bounding_box()
    assert box, "the chart is on screen"
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.9, middle)
    page.mouse.down()
    expect_index(page, 3 * STEPS_PER_EPOCH)
    page.mouse.move(box["x"] + box["width"] * 0.15, middle, steps=20)
    expect(position(page)).to_have_text(re.compile(f"^{say('place.epoch', 1)} "))
    page.mouse.move(box["x"] + 1, middle, steps=20)
    page.mouse.up()
    expect_index(page, 0)
    assert set(commands.sent) == {"seek"}
    assert commands.most_under_way == 1

    page.mouse.click(box["x"] + box["width"] * 0.1, middle)
    expect(position(page)).not_to_have_attribute("data-index", "0")
    expect(position(page)).to_have_text(re.compile("11/11$"))
    assert 0 < index_of(page) < 3 * STEPS_PER_EPOCH
    assert index_of(page) % STEPS_PER_BATCH == 0, "whole mini-batches, where they are wide enough"


KNOB = """() => {
    const [over, knob] = [".u-over", ".knob"].map((selector) =>
        document.querySelector(selector).getBoundingClientRect());
    return {
        x: (knob.left + knob.width / 2 - over.left) / over.width,
        y: (knob.top + knob.height / 2 - over.top) / over.height,
    };
}"""
PLAYHEAD = """() => {
    const left = (selector) => document.querySelector(selector)?.getBoundingClientRect() ?? {};
    const over = left(".u-over"), line = left(".playhead"), knob = left(".knob");
    return {
        x: (line.left + line.width / 2 - over.left) / over.width,
        y: (knob.top + knob.height / 2 - over.top) / over.height,
    };
}"""


BRIGHTNESS = """() => {
    const canvas = document.querySelector(".curves canvas");
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let most = 0;
    for (let at = 0; at < pixels.length; at += 4)
        if (pixels[at + 3] === 255) most = Math.max(most, pixels[at]);
    return most;
}"""


def test_the_chart_is_calm_before_the_first_epoch_then_tells_the_losses_of_the_epoch_begun(page: Page):
    sentence = page.get_by_text(say("chart.nothingYet"))
    losses = page.locator(".losses")
    first = re.compile(f"^{say('chart.epoch', 0)}train loss 0.620, ")
    expect(sentence).to_be_visible()
    expect(losses).to_have_text(first)
    expect(page.locator(".u-over")).to_have_count(0)

    train_epochs(page, 1)
    expect(sentence).to_be_hidden()
    expect(losses).to_have_text(
        re.compile(r"^epoch 1: train loss [\d.]+, accuracy \d+ % · test loss [\d.]+, accuracy \d+ %$")
    )
    expect(page.locator(".recorded")).to_have_text(say("chart.recorded", 1))

    travel_slider(page).press("Home")
    expect_index(page, 0)
    press(page, say("transport.forward"))
    expect_index(page, 1)
    expect(losses).to_have_text(first)
    wait_for(page, f"() => Math.abs(({KNOB})().x) < 0.003")
    wait_for(page, f"() => Math.abs(({KNOB})().y - (1 - 0.620 / 0.645)) < 0.05")

    for theme, wanted in (("light", "< 0xe8"), ("dark", ">= 0xf0")):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        wait_for(page, f"() => ({BRIGHTNESS})() {wanted}")


def test_a_page_that_joins_draws_the_playhead_where_the_run_stands(page: Page, open_page):
    configure(page, ONE_BATCH)
    train_epochs(page, 12, STEPS_PER_BATCH)
    expect(page.locator(".recorded")).to_have_text(say("chart.recorded", 12))

    late = open_page()

    expect_index(late, 12 * STEPS_PER_BATCH)
    expect(late.locator(".recorded")).to_have_text(say("chart.recorded", 12))
    for each in (page, late):
        wait_for(each, f"() => Math.abs(({PLAYHEAD})().x - 12 / 20) < 0.01")
    there, here = late.evaluate(PLAYHEAD), page.evaluate(PLAYHEAD)
    assert abs(there["x"] - here["x"]) < 0.01
    assert abs(there["y"] - here["y"]) < 0.03


FURTHEST = """() => {
    const [over, line] = [".u-over", ".playhead"].map((selector) => document.querySelector(selector));
    window.furthest = 0;
    new MutationObserver(() => {
        const { left, width } = line.getBoundingClientRect();
        const axis = over.getBoundingClientRect();
        window.furthest = Math.max(window.furthest, (left + width / 2 - axis.left) / axis.width);
    }).observe(line, { attributeFilter: ["style"] });
}"""


def test_in_a_long_run_the_losses_are_those_of_the_epoch_come_to_and_the_playhead_is_on_the_axis(page: Page):
    configure(page, ONE_BATCH)
    train_epochs(page, 3, STEPS_PER_BATCH)
    losses = page.locator(".losses")
    expect(losses).to_have_text(re.compile("^epoch 3: "))
    known = losses.inner_text()
    expect(page.locator(".u-over")).to_have_count(1)
    page.evaluate(FURTHEST)
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))
    wait_until_past(page, 1100 * STEPS_PER_BATCH)
    press(page, say("transport.pause"))
    wait_for(page, "() => window.furthest > 0.2")
    assert page.evaluate("furthest") <= 1
    slider = travel_slider(page)
    slider.press("Home")
    expect_index(page, 0)

    for epoch in (1, 2, 3):
        slider.press("ArrowRight")
        expect_index(page, epoch * STEPS_PER_BATCH)

    expect(losses).to_have_text(known)


TOUCHING = """() => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    const [words, line, end] = [box(".losses"), box(".playhead"), box(".recorded")];
    const meet = (a, b) => a.width > 0 && b.width > 0 && a.left < b.right && b.left < a.right
        && a.top < b.bottom && b.top < a.bottom;
    return { line: meet(words, line), end: meet(words, end), out: words.right > innerWidth };
}"""


def test_the_losses_are_called_so_and_stand_clear_at_every_place(page: Page):
    configure(page, ONE_BATCH)
    train_epochs(page, 8, STEPS_PER_BATCH)
    slider = travel_slider(page)
    losses = page.locator(".losses")
    measured = r"loss [\d.]+, accuracy \d+ %"
    for width in (1440, 1280, 390):
        resize(page, width, 844)
        slider.press("Home")
        expect_index(page, 0)

        for epoch in range(1, 9):
            slider.press("ArrowRight")
            expect_index(page, epoch * STEPS_PER_BATCH)
            expect(losses).to_have_text(re.compile(f"^{say('chart.epoch', epoch)}"))
            whole = slider.get_attribute("title") or ""
            assert re.fullmatch(f"{say('chart.epoch', epoch)}train {measured} · test {measured}", whole)
            touching = page.evaluate(TOUCHING)
            assert not any(touching.values()), (width, epoch, touching)
            if width > 1000:
                expect(losses).to_have_text(whole)
