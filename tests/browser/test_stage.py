"""The network stage: every propagation changes what the step table says, and nothing else."""

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import VIEWPORT, in_room
from tests.browser.driving import choose_data, expect_drawn, expect_index, expect_rest, press
from tests.browser.staging import (
    INPUT,
    LAYERS,
    LOSS,
    READ,
    STEPS_PER_BATCH,
    UNKNOWN,
    Shown,
    advance,
    changed,
    changed_weights,
    neuron,
    of_layer,
)
from tests.browser.words import say

STEPS_PER_EPOCH = 25 * STEPS_PER_BATCH
TWEEN_MS = 600
"""How long a step moves at the speed a first visitor has."""


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The page of most visitors: what a step does, moves."""
    return open_page(reduced_motion="no-preference")


@pytest.fixture
def calm(open_page: Callable[..., Page]) -> Page:
    """The page of someone who asks for no motion, at the start."""
    page = open_page(reduced_motion="reduce")
    expect_rest(page, 0)
    return page


@pytest.fixture(scope="module")
def walk(browser: Browser, server_url: str) -> Iterator[list[Shown]]:
    """What the stage shows after each propagation of the first mini-batch and a few more, in any room."""
    context = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    page = context.new_page()
    page.goto(in_room(f"{server_url}/", f"stage-walk-{uuid.uuid4().hex[:8]}"))
    expect_rest(page, 0)
    shown = [page.evaluate(READ)]
    for _ in range(STEPS_PER_BATCH + LAYERS):
        advance(page)
        shown.append(page.evaluate(READ))
    yield shown
    context.close()


def test_before_the_first_step_there_are_weights_and_nothing_else(calm: Page):
    shown = calm.evaluate(READ)

    assert len(shown["edges"]) == 2 * 4 + 4 * 2 + 2
    assert all(float(w) for w in shown["edges"].values())
    assert all(neuron["value"] == UNKNOWN and not neuron["delta"] for neuron in shown["neurons"].values())
    assert (shown["loss"], shown["target"], shown["chip"]) == (UNKNOWN, UNKNOWN, "")


def test_the_input_step_brings_the_sample_and_its_target(walk: list[Shown]):
    before, after = walk[:2]

    assert changed(before, after, "value") == {0}
    assert UNKNOWN not in of_layer(after, 0, "value")
    assert after["target"] in ("1.00", "−1.00")
    assert after["chip"] == "INPUT"


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_a_forward_step_brings_the_numbers_of_its_layer_and_only_those(walk: list[Shown], layer: int):
    before, after = walk[INPUT + layer - 1 : INPUT + layer + 1]

    assert changed(before, after, "value") == {layer}
    assert UNKNOWN not in of_layer(after, layer, "value")
    assert changed(before, after, "delta") == set()
    assert changed_weights(before, after) == set()
    assert after["chip"] == f"▶ FORWARD · layer {layer}"


def test_the_loss_step_brings_the_loss_and_nothing_else(walk: list[Shown]):
    before, after = walk[LOSS - 1 : LOSS + 1]

    assert before["loss"] == UNKNOWN
    assert float(after["loss"]) > 0
    assert before | {"loss": after["loss"], "chip": "LOSS"} == after


@pytest.mark.parametrize("layer", [3, 2, 1])
def test_a_backward_step_brings_the_deltas_of_its_layer_and_moves_no_weight(walk: list[Shown], layer: int):
    made = LOSS + 1 + LAYERS - layer
    before, after = walk[made - 1 : made + 1]

    assert changed(before, after, "delta") == {layer}
    assert "" not in of_layer(after, layer, "delta")
    assert changed(before, after, "value") == set()
    assert changed_weights(before, after) == set()
    assert after["chip"] == f"◀ BACKWARD · layer {layer}"


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_an_update_step_moves_the_weights_of_its_layer_and_no_others(walk: list[Shown], layer: int):
    made = LOSS + LAYERS + layer
    before, after = walk[made - 1 : made + 1]

    assert changed_weights(before, after) == {layer}
    assert changed(before, after, "value") == set()
    assert changed(before, after, "delta") == set()
    assert after["chip"] == f"↻ UPDATE · layer {layer}"


def test_the_next_mini_batch_starts_with_nothing_computed(calm: Page):
    advance(calm, STEPS_PER_BATCH + 1)
    shown = calm.evaluate(READ)

    assert UNKNOWN not in of_layer(shown, 0, "value")
    for layer in (1, 2, 3):
        assert set(of_layer(shown, layer, "value")) == {UNKNOWN}
        assert set(of_layer(shown, layer, "delta")) == {""}
    assert shown["loss"] == UNKNOWN


def test_going_back_shows_exactly_the_earlier_numbers(calm: Page, walk: list[Shown]):
    advance(calm, STEPS_PER_BATCH + LAYERS)

    for index in range(STEPS_PER_BATCH + LAYERS - 1, -1, -1):
        press(calm, say("transport.back"))
        expect_rest(calm, index)
        assert calm.evaluate(READ) == walk[index]


def test_a_neuron_says_its_numbers(walk: list[Shown]):
    names = [walk[index]["neurons"] for index in (0, INPUT, LOSS + LAYERS)]

    assert names[0]["1:1"]["name"] == "hidden 1, neuron 2: not computed yet"
    assert re.fullmatch(r"input x₁: −?\d[\d.]*", names[1]["0:0"]["name"])
    number = r"−?\d[\d.]*(e−\d+)?"
    assert re.fullmatch(rf"hidden 1, neuron 2: activation {number}, delta {number}", names[2]["1:1"]["name"])
    assert re.match(rf"output .+: activation {number}, delta {number}", names[2]["3:0"]["name"])


def test_a_selected_neuron_stays_selected_while_stepping(calm: Page):
    neuron(calm, 2, 1).click()
    advance(calm, STEPS_PER_BATCH + 1)

    expect(neuron(calm, 2, 1)).to_have_attribute("aria-pressed", "true")
    expect(calm.locator("#stage [aria-pressed='true']")).to_have_count(1)


def test_a_second_click_and_escape_both_unselect(calm: Page):
    chosen = neuron(calm, 1, 0)

    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "false")
    chosen.press("Enter")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    chosen.press("Escape")
    expect(chosen).to_have_attribute("aria-pressed", "false")


def test_a_selection_does_not_go_over_to_another_data_set(calm: Page):
    neuron(calm, 2, 1).click()
    expect(neuron(calm, 2, 1)).to_have_attribute("aria-pressed", "true")

    choose_data(calm, "Wines")

    expect(calm.locator("#stage .outcome-name").first).to_have_text("cultivar 1")
    expect(calm.locator("#stage [aria-pressed='true']")).to_have_count(0)


def test_an_update_says_how_much_its_changes_are_magnified(calm: Page):
    advance(calm, LOSS + LAYERS + 1)

    expect(calm.locator("#stage .magnified")).to_have_text(re.compile(r"changes drawn ×[125]0*"))
    expect(calm.locator("#stage .mark.step").first).to_have_text(re.compile("^[▲▼] "))


def test_negative_weights_are_dashed(calm: Page):
    for edge in calm.locator("#stage [data-edge]").all():
        dashed = edge.locator(".line").evaluate("line => getComputedStyle(line).strokeDasharray !== 'none'")
        assert dashed == (float(edge.get_attribute("data-w") or 0) < 0)


WATCH_MOTION = """() => {
  const stage = document.querySelector("#stage");
  window.moved = [];
  new MutationObserver(() => {
    if (stage.dataset.animating === "true") window.moved.push(Number(stage.dataset.index));
  }).observe(stage, { attributes: true, attributeFilter: ["data-animating"] });
}"""


def test_every_step_moves_and_rests_at_the_picture_that_is_shown_without_motion(
    walk: list[Shown], page: Page
):
    expect_rest(page, 0)
    page.evaluate(WATCH_MOTION)
    page.clock.install()

    for index in range(1, STEPS_PER_BATCH + 1):
        press(page, say("transport.forward"))
        expect_drawn(page, index)
        page.clock.fast_forward(TWEEN_MS)
        expect_rest(page, index)
        assert page.evaluate(READ) == walk[index]

    assert page.evaluate("window.moved") == list(range(1, STEPS_PER_BATCH + 1))


def test_without_motion_no_step_ever_moves(calm: Page):
    calm.evaluate(WATCH_MOTION)

    advance(calm, STEPS_PER_BATCH)

    assert calm.evaluate("window.moved") == []
    expect(calm.locator("#stage")).to_have_class(re.compile("outlined"))


def stop_the_clock(page: Page) -> None:
    """Let time pass, and frames be drawn, only when the test says so."""
    page.clock.install()
    # Late enough not to be past when the page hears of it, too early for its line to count as silent.
    page.clock.pause_at(datetime.now() + timedelta(seconds=10))


def test_a_key_completes_the_motion_at_once(page: Page):
    expect_rest(page, 0)
    advance(page)
    stop_the_clock(page)
    press(page, say("transport.forward"))
    expect_index(page, 2)
    page.clock.run_for(TWEEN_MS / 4)
    expect(page.locator("#stage[data-index='2'][data-animating='true']")).to_be_visible()
    assert UNKNOWN not in of_layer(page.evaluate(READ), 1, "value"), "z adds up"

    after = page.evaluate("""() => {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift", bubbles: true }));
      return document.querySelector("#stage").dataset.animating;
    }""")

    assert after == "false"
    assert not any("z" in value for value in of_layer(page.evaluate(READ), 1, "value"))
    expect(page.locator("#stage .packet")).to_have_count(0)


def test_the_first_beat_adds_up_z_and_the_second_makes_the_activation(page: Page):
    expect_rest(page, 0)
    advance(page)
    stop_the_clock(page)
    press(page, say("transport.forward"))
    expect_index(page, 2)

    shown = []
    while len(shown) < 2 or page.locator("#stage").get_attribute("data-animating") == "true":
        page.clock.run_for(TWEEN_MS / 8)
        shown.append(of_layer(page.evaluate(READ), 1, "value")[0])

    beats = [value.startswith("z ") for value in shown]
    assert beats == sorted(beats, reverse=True)
    assert 2 <= beats.count(True) < len(beats) - 1
    assert len(set(shown)) == 4, "z grows with each of the two inputs, then becomes a"


def test_gradients_come_after_the_delta_they_are_made_of(page: Page):
    expect_rest(page, 0)
    press(page, "Loss")
    expect_rest(page, LOSS)
    stop_the_clock(page)
    press(page, say("transport.forward"))
    expect_index(page, LOSS + 1)

    shown = []
    while not shown or page.locator("#stage").get_attribute("data-animating") == "true":
        page.clock.run_for(TWEEN_MS / 8)
        opacity = page.locator("#stage .bar").first.evaluate(
            "bar => Number(bar.parentElement.getAttribute('opacity'))"
        )
        shown.append((of_layer(page.evaluate(READ), LAYERS, "delta")[0] != "", opacity))

    assert shown[0] == (False, 0), "neither at first"
    assert shown[-1] == (True, 1), "both at last"
    assert all(delta for delta, opacity in shown if opacity > 0)


@pytest.fixture
def digits(calm: Page) -> Page:
    """Handwritten digits, 64-32-16-10, at the start."""
    choose_data(calm, "Handwritten digits")
    expect(calm.locator("#stage[data-density='strips']")).to_be_visible()
    return calm


def test_digits_are_a_picture_strips_and_matrices(digits: Page):
    advance(digits, 5)

    expect(digits.locator("#stage .sheet.image canvas")).to_have_count(1)
    expect(digits.locator("#stage .matrix")).to_have_count(3)
    expect(digits.locator("#stage .matrix-caption").first).to_have_text("w · 64×32")
    expect(digits.locator("#stage button[data-layer='1']")).to_have_count(32)
    expect(digits.locator("#stage [data-edge]")).to_have_count(0)
    expect(digits.locator("#stage .outcome-name")).to_have_text(list("0123456789"))
    expect(digits.locator("#stage .outcome.wanted")).to_have_count(1)
    expect(digits.locator("#stage .outcome.said")).to_have_count(1)


def test_only_the_strongest_connections_of_a_selected_neuron_are_drawn_between_strips(digits: Page):
    neuron(digits, 2, 3).click()

    expect(digits.locator("#stage [data-edge^='2:']")).to_have_count(32)
    expect(digits.locator("#stage [data-edge^='3:3:']")).to_have_count(10)
    expect(digits.locator("#stage [data-edge^='1:']")).to_have_count(0)


def test_a_pixel_can_be_chosen_without_a_mouse(digits: Page):
    choice = digits.get_by_role("combobox", name="Neuron of input")
    expect(choice.locator("option:checked")).to_have_text("pixel: pick one")

    choice.select_option(index=20)

    expect(digits.locator("#stage .sheet .cursor")).to_be_visible()
    expect(digits.locator("#stage [data-edge^='1:19:']")).to_have_count(32)


def test_pointing_into_a_matrix_shows_that_connection(digits: Page):
    frame = digits.locator("#stage .matrix[data-layer='2'] .matrix-frame").first
    box = frame.bounding_box()
    assert box is not None

    frame.hover(position={"x": box["width"] / 32, "y": box["height"] / 64})

    expect(digits.locator("#stage .card-title")).to_have_text("hidden 1, neuron 1 → hidden 2, neuron 1")


def test_a_rescale_button_comes_when_the_weights_outgrow_the_widths(calm: Page):
    rescale = calm.get_by_role("button", name="rescale", exact=True)
    expect(rescale).to_be_hidden()
    key = calm.locator("#stage .key-scale")
    before = key.text_content()

    calm.get_by_role("radio", name="epoch").click()
    for epoch in range(1, 41):
        press(calm, say("transport.forward"))
        expect_rest(calm, epoch * STEPS_PER_EPOCH)
        if rescale.is_visible():
            break
    rescale.click()

    expect(rescale).to_be_hidden()
    assert key.text_content() != before
