"""The transport and the phase strip, in a real browser on a real run."""

import re

import pytest
from playwright.sync_api import Page, expect

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
    wait_until_past,
)
from tests.browser.words import say

STEPS_PER_BATCH = 11
STEPS_PER_EPOCH = 25 * STEPS_PER_BATCH

UNITS = {"propagation": 1, "mini-batch": STEPS_PER_BATCH, "epoch": STEPS_PER_EPOCH}
PLACES = {
    0: "epoch 0 · not started",
    1: "epoch 0 · batch 1/25 · step 1/11",
    STEPS_PER_BATCH: "epoch 0 · batch 1/25 · step 11/11",
    STEPS_PER_BATCH + 1: "epoch 0 · batch 2/25 · step 1/11",
    STEPS_PER_EPOCH: "epoch 0 · batch 25/25 · step 11/11",
    STEPS_PER_EPOCH + 1: "epoch 1 · batch 1/25 · step 1/11",
}


def choose_unit(page: Page, unit: str) -> None:
    page.get_by_role("radio", name=unit, exact=True).click()


def test_the_buttons_go_one_step_either_way_and_to_both_ends(page: Page):
    for index in (1, 2, 3):
        press(page, say("transport.forward"))
        expect_index(page, index)
    press(page, say("transport.back"))
    expect_index(page, 2)
    press(page, say("transport.first"))
    expect_index(page, 0)
    press(page, say("transport.last"))
    expect_index(page, 3)


def test_a_button_that_leads_nowhere_cannot_be_pressed(page: Page):
    expect_index(page, 0)

    for name in (say("transport.first"), say("transport.back"), say("transport.last")):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_disabled()
    for name in (say("transport.play"), say("transport.forward")):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_enabled()


@pytest.mark.parametrize("unit", UNITS)
def test_the_unit_rules_how_far_a_step_goes(page: Page, unit: str):
    choose_unit(page, unit)
    press(page, say("transport.forward"))
    expect_index(page, UNITS[unit])
    press(page, say("transport.forward"))
    expect_index(page, 2 * UNITS[unit])
    press(page, say("transport.back"))

    expect_index(page, UNITS[unit])


def test_the_position_names_epoch_batch_and_step_everywhere(page: Page):
    expect(position(page)).to_have_text(PLACES[0])
    press(page, say("transport.forward"))
    expect(position(page)).to_have_text(PLACES[1])
    press_key(page, "Shift+ArrowRight")
    expect(position(page)).to_have_text(PLACES[STEPS_PER_BATCH])
    press_key(page, "ArrowRight")
    expect(position(page)).to_have_text(PLACES[STEPS_PER_BATCH + 1])
    press_key(page, "PageDown")
    expect(position(page)).to_have_text(PLACES[STEPS_PER_EPOCH])
    press_key(page, "ArrowRight")

    expect(position(page)).to_have_text(PLACES[STEPS_PER_EPOCH + 1])


def test_the_speed_goes_from_one_step_in_four_seconds_to_as_fast_as_it_goes(page: Page):
    speed, label = page.get_by_role("slider", name=say("transport.speed")), page.locator(".speed-label")

    expect(label).to_have_text("2 / s")
    speed.press("Home")
    expect(label).to_have_text("1 every 4 s")
    speed.press("End")
    expect(label).to_have_text("max")
    expect(speed).to_have_attribute("aria-valuetext", "as fast as it goes")
    expect(page.locator("#transport")).to_have_attribute("aria-busy", "false")
    page.reload()

    expect(label).to_have_text("max")


def test_a_held_button_repeats_with_one_command_under_way_and_stops_when_let_go(page: Page):
    commands = listen(page)
    page.get_by_role("button", name=say("transport.forward")).hover()

    page.mouse.down()
    wait_until_past(page, 3)
    page.mouse.up()
    made = commands.settled()
    press(page, say("transport.back"))

    expect_index(page, made - 1)
    assert commands.most_under_way == 1


def test_a_held_button_repeats_where_the_other_one_was_pressed_before(page: Page):
    press_key(page, "ArrowRight")
    expect_index(page, 1)
    page.get_by_role("button", name=say("transport.back")).click()
    expect_index(page, 0)
    page.get_by_role("button", name=say("transport.forward")).hover()

    page.mouse.down()
    wait_until_past(page, 3)
    page.mouse.up()


def test_the_phase_strip_jumps_forward_by_training_and_back_by_travelling(page: Page):
    commands = listen(page)

    press(page, "F2: Forward, layer 2")
    expect_index(page, 3)
    press(page, "U3: Update, layer 3")
    expect_index(page, STEPS_PER_BATCH)
    press(page, "Loss")
    expect_index(page, 5)
    press(page, "B3: Backward, layer 3")
    expect_index(page, 6)

    assert commands.sent == ["step", "step", "seek", "step"]


def test_the_phase_strip_marks_what_is_done_what_is_now_and_what_is_to_come(page: Page):
    press(page, "Loss")
    expect_index(page, 5)

    times = page.locator(".phase-step").evaluate_all("chips => chips.map(chip => chip.dataset.time)")
    assert times == ["done"] * 4 + ["current"] + ["ahead"] * 6
    current = page.locator(".phase-step[aria-current=step]")
    expect(current).to_have_accessible_name("Loss")


def test_a_jump_stays_in_the_mini_batch_on_screen(page: Page):
    expect_index(page, 0)
    press_key(page, "Shift+ArrowRight")
    press_key(page, "ArrowRight")
    press_key(page, "ArrowRight")
    expect_index(page, STEPS_PER_BATCH + 2)
    press(page, "x: Input")

    expect_index(page, STEPS_PER_BATCH + 1)


def test_play_at_full_speed_trains_on_until_it_is_paused(page: Page):
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))
    expect(position(page)).to_have_text(re.compile(r"^epoch ([4-9]|\d\d|\d\s\d{3})"))
    press(page, say("transport.pause"))
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()

    paused_at = index_of(page)
    press(page, say("transport.forward"))
    expect_index(page, paused_at + 1)


def test_play_stops_by_itself_at_the_epoch_it_was_told_and_goes_on_past_it_when_pressed_again(page: Page):
    press(page, "Stop when")
    page.get_by_label("epoch is").fill("2")
    page.keyboard.press("Enter")
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))
    expect_index(page, 2 * STEPS_PER_EPOCH)
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Stop when epoch 2")).to_be_visible()
    press(page, say("transport.play"))

    wait_until_past(page, 3 * STEPS_PER_EPOCH)
    expect(page.get_by_role("button", name="Stop when", exact=True)).to_be_visible()
    press(page, say("transport.pause"))
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_what_play_stops_at_is_taken_and_put_away_by_a_key(page: Page, key: str):
    press(page, "Stop when")
    page.get_by_label("epoch is").fill("2")
    page.keyboard.press(key)

    expect(page.get_by_label("epoch is")).to_be_hidden()
    expect(page.get_by_role("button", name="Stop when epoch 2")).to_be_visible()


def test_a_stop_that_cannot_be_is_refused_where_it_is_typed(page: Page):
    press(page, "Stop when")
    accuracy = page.get_by_label("accuracy reaches")
    accuracy.fill("150")
    accuracy.press("Tab")

    expect(page.get_by_role("button", name="Stop when", exact=True)).to_be_visible()
    assert accuracy.evaluate("field => !field.checkValidity()")


def test_the_live_region_tells_a_step_taken_and_is_silent_while_it_goes_fast(page: Page):
    live = page.get_by_role("status", name=say("page.live"))
    press(page, say("transport.forward"))
    expect(live).to_have_text("Epoch 0, mini-batch 1: input: 10 samples of 2 values.")
    press(page, say("transport.forward"))
    expect(live).to_have_text("Epoch 0, mini-batch 1: forward, layer 1: 4 activations.")
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))
    expect(position(page)).to_have_text(re.compile(r"^epoch [1-9]"))

    expect(live).to_have_text("Epoch 0, mini-batch 1: forward, layer 1: 4 activations.")
    press(page, say("transport.pause"))
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()


DIVERGING = {
    "hidden": [{"units": 8, "activation": "linear"}, {"units": 8, "activation": "linear"}],
    "output_activation": "linear",
    "optimizer": {"kind": "sgd", "learning_rate": 10.0},
}


STRIP_WIDTHS = [1440, 1341, 1280, 1251, 1240, 1024, 1001]


def test_every_step_of_a_mini_batch_stays_in_sight_however_many_epochs(page: Page):
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))
    wait_until_past(page, 1000 * STEPS_PER_EPOCH)
    press(page, say("transport.pause"))
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()
    expect(position(page)).to_contain_text("\N{NARROW NO-BREAK SPACE}")

    for width in STRIP_WIDTHS:
        resize(page, width, 800)
        cut = page.locator(".phases").evaluate("strip => strip.scrollWidth - strip.clientWidth")
        assert cut <= 0, width
        for name in ("x: Input", "U3: Update, layer 3"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [1480, 1600])
def test_what_play_stops_at_is_said_where_every_step_still_has_room(open_page, width):
    page = open_page(viewport={"width": width, "height": 800})
    press(page, "Stop when")
    page.get_by_label("epoch is").fill("1000")
    page.get_by_label("accuracy reaches").fill("95")
    page.keyboard.press("Enter")

    expect(page.locator(".until-word")).to_be_visible()
    expect(page.locator(".until-word")).to_have_text("epoch 1000 or acc ≥ 95 %")
    expect(page.get_by_role("button", name="x: Input", exact=True)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="U3: Update, layer 3", exact=True)).to_be_in_viewport(ratio=1)
    cut = page.locator(".phases").evaluate("strip => strip.scrollWidth - strip.clientWidth")
    assert cut <= 0


def test_a_run_that_diverges_says_so_goes_back_and_not_on(page: Page):
    configure(page, DIVERGING)
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))

    expect(page.locator("#transport")).to_contain_text(
        re.compile("diverged in (forward|loss|backward|update)")
    )
    expect(page.get_by_role("button", name=say("transport.forward"))).to_be_disabled()
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_disabled()
    stopped_at = index_of(page)
    press(page, say("transport.back"))
    expect_index(page, stopped_at - 1)
    press(page, say("transport.forward"))
    expect_index(page, stopped_at)
