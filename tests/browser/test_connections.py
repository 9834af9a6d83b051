"""The connections on the stage: what pointing at one says, and its gradient in the scope on screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import choose_data, configure, expect_rest
from tests.browser.staging import LOSS, STEPS_PER_BATCH, UNITS, advance, neuron
from tests.browser.words import say


def card_numbers(page: Page) -> dict[str, str]:
    cells = page.locator("#stage .edge-card dd")
    return {
        cells.nth(index).get_attribute("data-what") or "": cells.nth(index).get_attribute("title") or ""
        for index in range(cells.count())
    }


def choose_scope(page: Page, key: str) -> None:
    """Choose it without moving the pointer: what it points at goes when it leaves the stage."""
    page.get_by_role("radio", name=say(key)).dispatch_event("click")


def test_pointing_or_going_to_a_connection_shows_weight_gradient_and_last_change(calm: Page):
    advance(calm, STEPS_PER_BATCH)
    choose_scope(calm, "panel.miniBatchMean")
    line = calm.locator("#stage [data-edge='1:0:0']")

    point_at_the_middle_of(line)

    expect(calm.locator("#stage .edge-card")).to_be_visible()
    expect(calm.locator("#stage .card-title")).to_have_text("input x₁ → hidden 1, neuron 1")
    expect(calm.locator("#stage .edge-card dt")).to_have_text(["w", "∂L/∂w mini-batch mean", "last Δw"])
    numbers = card_numbers(calm)
    w, gradient, step = (float(digits.replace("−", "-")) for digits in numbers.values())
    assert w == float(line.get_attribute("data-w") or 0)
    assert step == pytest.approx(-0.03 * gradient, rel=1e-6), "plain descent at the default rate"

    neuron(calm, 3, 0).click()
    lines = calm.locator("#stage [data-edge][tabindex='0']")
    expect(lines).to_have_count(2)
    lines.first.focus()
    expect(calm.locator("#stage .card-title")).to_have_text(re.compile("^hidden 2, neuron 1 → output"))
    expect(lines.first).to_have_attribute(
        "aria-label", re.compile("hidden 2, neuron 1 → output .+: weight .+, gradient .+, last change .+")
    )


def test_a_backward_step_shows_gradients_in_the_scope_on_screen_and_no_other_step_does(calm: Page):
    bars = calm.locator("#stage .bar")
    advance(calm, LOSS)
    expect(bars).to_have_count(0)

    advance(calm, 2)
    expect(bars).to_have_count(UNITS[1] * UNITS[2])
    point_at_the_middle_of(calm.locator("#stage [data-edge='2:1:0']"))
    word = calm.locator("#stage .edge-card dt").nth(1)
    expect(word).to_have_text("∂ℓ/∂w of this sample")
    expect(calm.locator("#stage .key-bars")).to_have_text("∂ℓ/∂w of this sample")
    share = card_numbers(calm)["gradient"]
    a, delta = (float(digits_of(calm, layer, unit, what)) for layer, unit, what in A_AND_DELTA)
    assert float(share.replace("−", "-")) == pytest.approx(a * delta, rel=2e-2), "of rounded numbers"
    drawn = bars.evaluate_all("bars => bars.map(bar => bar.outerHTML)")

    choose_scope(calm, "panel.miniBatchMean")

    expect(word).to_have_text("∂L/∂w mini-batch mean")
    expect(calm.locator("#stage .key-bars")).to_have_text("∂L/∂w mini-batch mean")
    assert card_numbers(calm)["gradient"] != share
    assert bars.evaluate_all("bars => bars.map(bar => bar.outerHTML)") != drawn
    advance(calm, 2)
    expect(bars).to_have_count(0)


A_AND_DELTA = [(1, 1, ".neuron-value"), (2, 0, ".neuron-delta")]


def digits_of(page: Page, layer: int, unit: int, what: str) -> str:
    """A number on screen as Python writes it."""
    return (neuron(page, layer, unit).locator(what).text_content() or "").replace("−", "-")


def point_at_the_middle_of(line: Locator) -> None:
    line.page.mouse.move(*middle_of(line))


def middle_of(line: Locator) -> tuple[float, float]:
    middle = "path => { const { x, y } = path.getPointAtLength(path.getTotalLength() / 2); return [x, y]; }"
    x, y = line.locator(".line").evaluate(middle)
    world = line.page.locator("#stage .world").bounding_box()
    assert world is not None
    return world["x"] + x, world["y"] + y


def test_a_tapped_connection_stays_on_its_card_until_the_next_tap(open_page: Callable[..., Page]):
    page = open_page(has_touch=True)
    expect_rest(page, 0)
    card = page.locator("#stage .edge-card")
    page.clock.install()

    for elsewhere in ("#stage", "h1"):
        page.touchscreen.tap(*middle_of(page.locator("#stage [data-edge='1:0:0']")))
        page.clock.run_for(LONG_MS)
        expect(card).to_be_visible()
        page.locator(elsewhere).first.tap(position={"x": 3, "y": 3})
        page.clock.run_for(LONG_MS)
        expect(card).to_be_hidden()


LONG_MS = 2_000
"""Longer than a card waits for the pointer to come back."""


def test_a_click_on_the_empty_stage_puts_the_neuron_away_and_one_on_a_connection_does_not(calm: Page):
    chosen = neuron(calm, 2, 0)
    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    calm.mouse.click(*middle_of(calm.locator("#stage [data-edge='1:0:0']")))
    advance(calm)
    expect(chosen).to_have_attribute("aria-pressed", "true")

    calm.locator("#stage").click(position={"x": 3, "y": 3})

    expect(chosen).to_have_attribute("aria-pressed", "false")


def test_where_gradients_are_many_those_of_the_neuron_explained_stand_out(calm: Page):
    choose_data(calm, data_set("spiral"))
    advance(calm, LOSS + 2)
    bars = calm.locator("#stage .bar")
    expect(bars).to_have_count(8 * 8)
    ahead = calm.locator("#stage .bar:not(.aside)")
    expect(ahead).to_have_count(8)
    of_the_first = ahead.evaluate_all("bars => bars.map(bar => bar.outerHTML)")

    neuron(calm, 2, 3).click()
    expect(neuron(calm, 2, 3)).to_have_attribute("aria-pressed", "true")

    expect(ahead).to_have_count(8)
    assert ahead.evaluate_all("bars => bars.map(bar => bar.outerHTML)") != of_the_first


LARGE = {"data": {"kind": "digits"}, "hidden": [{"units": 128}, {"units": 64}]}


def test_a_large_network_is_shown_neuron_by_neuron_from_near_and_its_weights_can_be_set(calm: Page):
    configure(calm, LARGE)
    stage = calm.locator("#stage")
    expect(stage.locator("button[data-layer='1']")).to_have_count(0)

    stage.get_by_role("button", name=say("stage.everyNeuron")).click()
    expect(stage.locator("button[data-layer='1']")).to_have_count(128)
    last = neuron(calm, 1, 127)
    advance(calm, 2)
    last.scroll_into_view_if_needed()
    expect(last.locator(".neuron-value")).to_be_visible()
    expect(last.locator(".neuron-value")).not_to_have_text("·")
    last.click()
    expect(stage.locator("[data-edge^='1:'][data-edge$=':127']")).to_have_count(64)

    calm.evaluate("document.activeElement.blur()")
    calm.keyboard.press("-")
    expect(stage.locator("button[data-layer='1']")).to_have_count(0)
    cells = stage.locator(".matrix[data-layer='2'] canvas").first
    cells.click(position={"x": 1, "y": 1})
    handle = stage.get_by_role("slider")
    expect(handle).to_have_accessible_name(say("byHand.handle", FIRST_OF_LARGE))
    handle.focus()
    before = handle.get_attribute("aria-valuenow")
    calm.keyboard.press("Shift+ArrowUp")
    expect(handle).not_to_have_attribute("aria-valuenow", before or "")
    expect(handle).to_be_focused()


FIRST_OF_LARGE = "hidden 1, neuron 1 → hidden 2, neuron 1"
