"""The transport and the phase strip, in a real browser on a real run."""

import base64
import re

from playwright.sync_api import Page, expect

from tests.browser.driving import (
    Line,
    chip,
    configure,
    expect_index,
    go_as_fast_as_it_goes,
    index_of,
    place,
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


def test_the_unit_rules_how_far_a_step_goes(page: Page):
    for unit, steps in UNITS.items():
        page.get_by_role("radio", name=say(f"transport.units.{unit}"), exact=True).click()
        press(page, say("transport.forward"))
        expect_index(page, steps)
        press(page, say("transport.forward"))
        expect_index(page, 2 * steps)
        press(page, say("transport.back"))
        expect_index(page, steps)
        press(page, say("transport.first"))
        expect_index(page, 0)


def test_the_position_names_epoch_batch_and_step_everywhere(page: Page):
    where = position(page)
    expect(where).to_have_text(f"{say('place.epoch', 0)} · {say('place.notStarted')}")
    press(page, say("transport.forward"))
    expect(where).to_have_text(place(epoch=0, batch=1, step=1))
    press_key(page, "Shift+ArrowRight")
    expect(where).to_have_text(place(epoch=0, batch=1, step=11))
    press_key(page, "ArrowRight")
    expect(where).to_have_text(place(epoch=0, batch=2, step=1))
    press_key(page, "PageDown")
    expect(where).to_have_text(place(epoch=0, batch=25, step=11))
    press_key(page, "ArrowRight")

    expect(where).to_have_text(place(epoch=1, batch=1, step=1))


def test_the_speed_goes_from_one_step_in_four_seconds_to_as_fast_as_it_goes(page: Page):
    speed, label = page.get_by_role("slider", name=say("transport.speed")), page.locator(".speed-label")

    expect(label).to_have_text(say("transport.perSecond", "2"))
    speed.press("Home")
    expect(label).to_have_text(say("transport.oneEvery", "4"))
    speed.press("End")
    expect(label).to_have_text(say("transport.fastestShort"))
    expect(speed).to_have_attribute("aria-valuetext", say("transport.fastest"))
    expect(page.locator("#transport")).to_have_attribute("aria-busy", "false")
    page.reload()

    expect(label).to_have_text(say("transport.fastestShort"))


def test_a_held_button_repeats_with_one_command_under_way_and_stops_when_let_go(commands: Line):
    page = commands.page
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


def test_the_phase_strip_jumps_forward_by_training_and_back_by_travelling(commands: Line):
    page = commands.page

    press(page, chip("forward", 2))
    expect_index(page, 3)
    press(page, chip("update", 3))
    expect_index(page, STEPS_PER_BATCH)
    press(page, chip("loss"))
    expect_index(page, 5)
    press(page, chip("backward", 3))
    expect_index(page, 6)

    assert commands.sent == ["step", "step", "seek", "step"]


def test_the_phase_strip_marks_what_is_done_what_is_now_and_what_is_to_come(page: Page):
    press(page, chip("loss"))
    expect_index(page, 5)

    times = page.locator(".phase-step").evaluate_all("chips => chips.map(chip => chip.dataset.time)")
    assert times == ["done"] * 4 + ["current"] + ["ahead"] * 6
    current = page.locator(".phase-step[aria-current=step]")
    expect(current).to_have_accessible_name(chip("loss"))


def test_a_jump_stays_in_the_mini_batch_on_screen(page: Page):
    expect_index(page, 0)
    press_key(page, "Shift+ArrowRight")
    press_key(page, "ArrowRight")
    press_key(page, "ArrowRight")
    expect_index(page, STEPS_PER_BATCH + 2)
    press(page, chip("input"))

    expect_index(page, STEPS_PER_BATCH + 1)


def test_play_at_full_speed_trains_on_until_it_is_paused(page: Page):
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))
    wait_until_past(page, 4 * STEPS_PER_EPOCH)
    press(page, say("transport.pause"))
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()

    paused_at = index_of(page)
    press(page, say("transport.forward"))
    expect_index(page, paused_at + 1)


def test_play_stops_by_itself_at_the_epoch_it_was_told_and_goes_on_past_it_when_pressed_again(page: Page):
    press(page, say("until.stopWhen", ""))
    page.get_by_label(say("until.epochIs")).fill("2")
    page.keyboard.press("Enter")
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))
    expect_index(page, 2 * STEPS_PER_EPOCH)
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=stops_at(2))).to_be_visible()
    press(page, say("transport.play"))

    wait_until_past(page, 3 * STEPS_PER_EPOCH)
    expect(page.get_by_role("button", name=say("until.stopWhen", ""), exact=True)).to_be_visible()
    press(page, say("transport.pause"))
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()


def stops_at(epoch: int) -> str:
    return say("until.stopWhen", say("until.goal", epoch, None))


def test_what_play_stops_at_is_taken_and_put_away_by_a_key(page: Page):
    field = page.get_by_label(say("until.epochIs"))
    press(page, say("until.stopWhen", ""))
    field.fill("2")
    page.keyboard.press("Enter")
    expect(field).to_be_hidden()

    press(page, stops_at(2))
    field.fill("3")
    page.keyboard.press("Escape")

    expect(field).to_be_hidden()
    expect(page.get_by_role("button", name=stops_at(3))).to_be_visible()


def test_a_stop_that_cannot_be_is_refused_where_it_is_typed(page: Page):
    press(page, say("until.stopWhen", ""))
    accuracy = page.get_by_label(say("until.accuracyReaches"))
    accuracy.fill("150")
    accuracy.press("Tab")

    expect(page.get_by_role("button", name=say("until.stopWhen", ""), exact=True)).to_be_visible()
    assert accuracy.evaluate("field => !field.checkValidity()")


def test_the_live_region_tells_a_step_taken_and_is_silent_while_it_goes_fast(page: Page):
    forward = say(
        "narration.step", 0, 1, say("steps.ofLayer", say("steps.forward"), 1), say("narration.activations", 4)
    )
    live = page.get_by_role("status", name=say("page.live"))
    press(page, say("transport.forward"))
    expect(live).to_have_text(
        say("narration.step", 0, 1, say("steps.input"), say("narration.samples", 10, 2))
    )
    press(page, say("transport.forward"))
    expect(live).to_have_text(forward)
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))
    wait_until_past(page, STEPS_PER_EPOCH)

    expect(live).to_have_text(forward)
    press(page, say("transport.pause"))
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()


DIVERGING = {
    "hidden": [{"units": 8, "activation": "linear"}, {"units": 8, "activation": "linear"}],
    "output_activation": "linear",
    "optimizer": {"kind": "sgd", "learning_rate": 10.0},
}


SPEC = base64.urlsafe_b64encode(b'{"data": {"kind": "circle"}}').decode().rstrip("=")
THOUSAND_EPOCHS = f"#spec={SPEC}&step={1000 * STEPS_PER_EPOCH + 1}"
STRIP_WIDTHS = [1440, 1341, 1280, 1251, 1240, 1024, 1001]


def expect_every_step_in_sight(page: Page) -> None:
    for name in (chip("input"), chip("update", 3)):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    assert page.locator(".phases").evaluate("strip => strip.scrollWidth - strip.clientWidth") <= 0


def test_every_step_of_a_mini_batch_stays_in_sight_however_many_epochs(open_page):
    page = open_page(THOUSAND_EPOCHS)
    expect_index(page, 1000 * STEPS_PER_EPOCH + 1)
    expect(position(page)).to_contain_text("\N{NARROW NO-BREAK SPACE}")

    for width in STRIP_WIDTHS:
        resize(page, width, 800)
        expect_every_step_in_sight(page)


def test_what_play_stops_at_is_said_where_every_step_still_has_room(page: Page):
    press(page, say("until.stopWhen", ""))
    page.get_by_label(say("until.epochIs")).fill("1000")
    page.get_by_label(say("until.accuracyReaches")).fill("95")
    page.keyboard.press("Enter")

    for width in (1480, 1600):
        resize(page, width, 800)
        expect(page.locator(".until-word")).to_be_visible()
        expect(page.locator(".until-word")).to_have_text(say("until.goal", 1000, "95"))
        expect_every_step_in_sight(page)


def test_a_run_that_diverges_says_so_goes_back_and_not_on(page: Page):
    configure(page, DIVERGING)
    go_as_fast_as_it_goes(page)
    press(page, say("transport.play"))

    steps = (say(f"steps.{phase}") for phase in ("forward", "loss", "backward", "update"))
    told = "|".join(say("place.diverged", step) for step in steps)
    expect(page.locator("#transport")).to_contain_text(re.compile(told))
    expect(page.get_by_role("button", name=say("transport.forward"))).to_be_disabled()
    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_disabled()
    stopped_at = index_of(page)
    press(page, say("transport.back"))
    expect_index(page, stopped_at - 1)
    press(page, say("transport.forward"))
    expect_index(page, stopped_at)
