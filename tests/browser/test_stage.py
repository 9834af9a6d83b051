"""The network stage: every propagation changes what the step table says, and nothing else."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import (
    choose_data,
    configure,
    expect_drawn,
    expect_index,
    expect_rest,
    go_as_fast_as_it_goes,
    press,
    resize,
    wait_for,
    wait_until_past,
)
from tests.browser.looking import looking
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
WATCH_MOTION = """() => {
  const stage = document.querySelector("#stage");
  window.moved = [];
  new MutationObserver(() => {
    if (stage.dataset.animating === "true") window.moved.push(Number(stage.dataset.index));
  }).observe(stage, { attributes: true, attributeFilter: ["data-animating"] });
}"""
DASHED = """() => Array.from(document.querySelectorAll("#stage [data-edge]"), (edge) => ({
  w: Number(edge.dataset.w),
  isDashed: getComputedStyle(edge.querySelector(".line")).strokeDasharray !== "none",
}))"""


class Walk(NamedTuple):
    """What the stage of someone who asks for no motion shows, there and back again."""

    there: list[Shown]
    back: list[Shown]
    lines: list[dict[str, float | bool]]
    moved: list[int]
    look: str
    """The stage's classes after the update that ends the mini-batch."""


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The page of most visitors: what a step does, moves."""
    return open_page(reduced_motion="no-preference")


@pytest.fixture(scope="module")
def walked(browser: Browser, server_url: str) -> Iterator[Walk]:
    """The first mini-batch and a few steps more, and back to the start."""
    with looking(browser, server_url) as page:
        expect_rest(page, 0)
        page.evaluate(WATCH_MOTION)
        lines = page.evaluate(DASHED)
        there = [page.evaluate(READ)]
        for _ in range(STEPS_PER_BATCH + LAYERS):
            advance(page)
            there.append(page.evaluate(READ))
            if len(there) == STEPS_PER_BATCH + 1:
                look = page.locator("#stage").get_attribute("class") or ""
        moved = page.evaluate("window.moved")
        back = []
        for index in range(len(there) - 2, -1, -1):
            press(page, say("transport.back"))
            expect_rest(page, index)
            back.append(page.evaluate(READ))
        yield Walk(there, back, lines, moved, look)


@pytest.fixture(scope="module")
def walk(walked: Walk) -> list[Shown]:
    """What the stage shows after each propagation of the first mini-batch and a few more."""
    return walked.there


def test_before_the_first_step_there_are_weights_and_nothing_else(walk: list[Shown]):
    shown = walk[0]

    assert len(shown["edges"]) == 2 * 4 + 4 * 2 + 2
    assert all(float(w) for w in shown["edges"].values())
    assert all(neuron["value"] == UNKNOWN and not neuron["delta"] for neuron in shown["neurons"].values())
    assert (shown["loss"], shown["target"], shown["chip"]) == (UNKNOWN, UNKNOWN, "")


def test_the_input_step_brings_the_sample_and_its_target(walk: list[Shown]):
    before, after = walk[:2]

    assert changed(before, after, "value") == {0}
    assert UNKNOWN not in of_layer(after, 0, "value")
    assert after["target"] in ("1.00", "−1.00")
    assert after["chip"] == say("stage.chips.input")


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_a_forward_step_brings_the_numbers_of_its_layer_and_only_those(walk: list[Shown], layer: int):
    before, after = walk[INPUT + layer - 1 : INPUT + layer + 1]

    assert changed(before, after, "value") == {layer}
    assert UNKNOWN not in of_layer(after, layer, "value")
    assert changed(before, after, "delta") == set()
    assert changed_weights(before, after) == set()
    assert after["chip"] == say("stage.chips.forward", layer)


def test_the_loss_step_brings_the_loss_and_nothing_else(walk: list[Shown]):
    before, after = walk[LOSS - 1 : LOSS + 1]

    assert before["loss"] == UNKNOWN
    assert float(after["loss"]) > 0
    assert before | {"loss": after["loss"], "chip": say("stage.chips.loss")} == after


@pytest.mark.parametrize("layer", [3, 2, 1])
def test_a_backward_step_brings_the_deltas_of_its_layer_and_moves_no_weight(walk: list[Shown], layer: int):
    made = LOSS + 1 + LAYERS - layer
    before, after = walk[made - 1 : made + 1]

    assert changed(before, after, "delta") == {layer}
    assert "" not in of_layer(after, layer, "delta")
    assert changed(before, after, "value") == set()
    assert changed_weights(before, after) == set()
    assert after["chip"] == say("stage.chips.backward", layer)


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_an_update_step_moves_the_weights_of_its_layer_and_no_others(walk: list[Shown], layer: int):
    made = LOSS + LAYERS + layer
    before, after = walk[made - 1 : made + 1]

    assert changed_weights(before, after) == {layer}
    assert changed(before, after, "value") == set()
    assert changed(before, after, "delta") == set()
    assert after["chip"] == say("stage.chips.update", layer)


def test_the_next_mini_batch_starts_with_nothing_computed(walk: list[Shown]):
    shown = walk[STEPS_PER_BATCH + INPUT]

    assert UNKNOWN not in of_layer(shown, 0, "value")
    for layer in (1, 2, 3):
        assert set(of_layer(shown, layer, "value")) == {UNKNOWN}
        assert set(of_layer(shown, layer, "delta")) == {""}
    assert shown["loss"] == UNKNOWN


def test_going_back_shows_exactly_the_earlier_numbers(walked: Walk):
    assert walked.back == walked.there[-2::-1]


def test_without_motion_no_step_ever_moves(walked: Walk):
    assert walked.moved == []
    assert "outlined" in walked.look.split()


def test_negative_weights_are_dashed(walked: Walk):
    assert {line["w"] < 0 for line in walked.lines} == {True, False}
    assert all(line["isDashed"] == (line["w"] < 0) for line in walked.lines)


def test_a_neuron_says_its_numbers(walk: list[Shown]):
    names = [walk[index]["neurons"] for index in (0, INPUT, LOSS + LAYERS)]

    assert names[0]["1:1"]["name"] == say("stage.unknown", say("stage.neuron", say("stage.hidden", 1), 2))
    assert re.fullmatch(r"input x₁: −?\d[\d.]*", names[1]["0:0"]["name"])
    number = r"−?\d[\d.]*(e−\d+)?"
    assert re.fullmatch(rf"hidden 1, neuron 2: activation {number}, delta {number}", names[2]["1:1"]["name"])
    assert re.match(rf"output .+: activation {number}, delta {number}", names[2]["3:0"]["name"])


def test_a_neuron_stays_selected_through_steps_until_it_is_pressed_again_or_the_data_goes(calm: Page):
    selected = calm.locator("#stage [aria-pressed='true']")
    chosen = neuron(calm, 2, 1)
    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "false")
    chosen.press("Enter")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    chosen.press("Escape")
    expect(chosen).to_have_attribute("aria-pressed", "false")

    chosen.click()
    advance(calm, 2)
    calm.get_by_role("radio", name=say("transport.units.epoch")).click()
    press(calm, say("transport.forward"))
    expect_rest(calm, STEPS_PER_EPOCH)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(selected).to_have_count(1)

    choose_data(calm, data_set("wine"))
    expect(calm.locator("#stage .outcome-name").first).to_have_text("cultivar 1")
    expect(selected).to_have_count(0)


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


def stop_the_clock(page: Page) -> None:
    """Let time pass, and frames be drawn, only when the test says so."""
    page.clock.install()
    # Late enough not to be past when the page hears of it, too early for its line to count as silent.
    page.clock.pause_at(datetime.now() + timedelta(seconds=10))


COMPLETE = """() => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift", bubbles: true }));
  return document.querySelector("#stage").dataset.animating;
}"""
"""A key that does nothing else."""
BAR_OPACITY = "bar => Number(bar.parentElement.getAttribute('opacity'))"


def step_by(page: Page, index: int) -> None:
    """Make a propagation while the clock stands still."""
    press(page, say("transport.forward"))
    expect_index(page, index)


def frames_of_the_motion(page: Page) -> Iterator[None]:
    """Let time pass in small pieces until nothing moves any more."""
    page.clock.run_for(TWEEN_MS / 8)
    yield
    while page.locator("#stage").get_attribute("data-animating") == "true":
        page.clock.run_for(TWEEN_MS / 8)
        yield


def test_a_step_moves_in_two_beats_and_a_key_completes_it_at_once(page: Page):
    expect_rest(page, 0)
    advance(page)
    stop_the_clock(page)

    step_by(page, 2)
    shown = [of_layer(page.evaluate(READ), 1, "value")[0] for _ in frames_of_the_motion(page)]
    beats = [value.startswith("z ") for value in shown]
    assert beats == sorted(beats, reverse=True), "first z adds up, then the activation is made"
    assert 2 <= beats.count(True) < len(beats) - 1
    assert len(set(shown)) == 4, "z grows with each of the two inputs, then becomes a"

    step_by(page, 3)
    page.clock.run_for(TWEEN_MS / 4)
    expect(page.locator("#stage[data-index='3'][data-animating='true']")).to_be_visible()
    assert UNKNOWN not in of_layer(page.evaluate(READ), 2, "value"), "z adds up"
    assert page.evaluate(COMPLETE) == "false"
    assert not any("z" in value for value in of_layer(page.evaluate(READ), 2, "value"))
    expect(page.locator("#stage .packet")).to_have_count(0)

    for index in (4, LOSS):
        step_by(page, index)
        page.clock.run_for(TWEEN_MS / 4)
        page.evaluate(COMPLETE)
    step_by(page, LOSS + 1)
    bar = page.locator("#stage .bar").first
    both = [
        (of_layer(page.evaluate(READ), LAYERS, "delta")[0] != "", bar.evaluate(BAR_OPACITY))
        for _ in frames_of_the_motion(page)
    ]
    assert both[0] == (False, 0), "neither delta nor gradients at first"
    assert both[-1] == (True, 1), "both at last"
    assert all(delta for delta, opacity in both if opacity > 0), "no gradient before its delta"


def test_digits_are_a_picture_strips_and_matrices_in_which_neurons_are_chosen_and_pointed_at(calm: Page):
    stage = calm.locator("#stage")
    choose_data(calm, data_set("digits"))
    expect(calm.locator("#stage[data-density='strips']")).to_be_visible()
    advance(calm, 5)

    expect(stage.locator(".sheet.image canvas")).to_have_count(1)
    expect(stage.locator(".matrix")).to_have_count(3)
    expect(stage.locator(".matrix-caption").first).to_have_text("w · 64×32")
    expect(stage.locator("button[data-layer='1']")).to_have_count(32)
    expect(stage.locator("[data-edge]")).to_have_count(0)
    expect(stage.locator(".outcome-name")).to_have_text(list("0123456789"))
    expect(stage.locator(".outcome.wanted")).to_have_count(1)
    expect(stage.locator(".outcome.said")).to_have_count(1)

    frame = stage.locator(".matrix[data-layer='2'] .matrix-frame").first
    box = frame.bounding_box()
    assert box is not None
    frame.hover(position={"x": box["width"] / 32, "y": box["height"] / 64})
    one, other = (say("stage.neuron", say("stage.hidden", layer), 1) for layer in (1, 2))
    expect(stage.locator(".card-title")).to_have_text(say("stage.connection", one, other))

    neuron(calm, 2, 3).click()
    expect(stage.locator("[data-edge^='2:']")).to_have_count(32)
    expect(stage.locator("[data-edge^='3:3:']")).to_have_count(10)
    expect(stage.locator("[data-edge^='1:']")).to_have_count(0)

    choice = calm.get_by_role("combobox", name=say("stage.pickIn", say("stage.input")))
    expect(choice.locator("option:checked")).to_have_text(say("stage.pick.image"))
    choice.select_option(index=20)
    expect(stage.locator(".sheet .cursor")).to_be_visible()
    expect(stage.locator("[data-edge^='1:19:']")).to_have_count(32)


IN_TWO_ROWS = """() => {
  const words = [...document.querySelectorAll(".key > *")].filter((part) => part.checkVisibility());
  return words.filter((part) => part.offsetHeight > 24 || part.offsetParent.offsetHeight > 24)
    .map((part) => part.textContent);
}"""
"""Words of the key that reach down into the phase's name."""


def test_a_rescale_button_comes_when_the_weights_outgrow_the_widths(calm: Page):
    rescale = calm.get_by_role("button", name=say("stage.rescale"), exact=True)
    configure(calm, {"optimizer": {"kind": "adam", "learning_rate": 0.1}})
    expect(rescale).to_be_hidden()
    key = calm.locator("#stage .key-scale")
    before = key.text_content()

    calm.get_by_role("radio", name=say("transport.units.epoch")).click()
    for epoch in range(1, 11):
        press(calm, say("transport.forward"))
        expect_rest(calm, epoch * STEPS_PER_EPOCH)
        if rescale.is_visible():
            break
    expect(rescale).to_be_visible()
    backward = STEPS_PER_EPOCH * epoch + LAYERS + 3
    calm.get_by_role("radio", name=say("transport.units.propagation")).click()
    for index in range(STEPS_PER_EPOCH * epoch + 1, backward + 1):
        press(calm, say("transport.forward"))
        expect_rest(calm, index)
    resize(calm, 1280, 720)
    assert calm.evaluate(IN_TWO_ROWS) == []
    rescale.click()

    expect(rescale).to_be_hidden()
    assert key.text_content() != before


FILMED = """() => {
  const shown = (element) => getComputedStyle(element).visibility === "visible" && element.offsetWidth > 0;
  const elements = [...document.querySelectorAll("#stage .tile > canvas, #stage .edge > .line")];
  return [shown(document.querySelector("#stage .film")), elements.some((each) => shown(each))];
}"""
AS_FILMED = """() => {
  const world = document.querySelector("#stage .world").getBoundingClientRect();
  const film = document.querySelector("#stage .film");
  const times = film.width / world.width;
  const seen = (x, y) => film.getContext("2d")
    .getImageData(Math.floor((x - world.left) * times), Math.floor((y - world.top) * times), 1, 1).data;
  const near = (one, other) => [0, 1, 2].every((part) => Math.abs(one[part] - other[part]) <= 3);
  const cells = [...document.querySelectorAll("#stage .tile > canvas")].flatMap((canvas) => {
    const box = canvas.getBoundingClientRect();
    const middle = (cell) => (cell + 0.5) / canvas.width;
    return [[2, 8], [8, 2], [8, 13], [5, 10]].map(([row, column]) => near(
      seen(box.left + box.width * middle(column), box.top + box.height * middle(row)),
      canvas.getContext("2d").getImageData(column, row, 1, 1).data,
    ));
  });
  const lines = [...document.querySelectorAll("#stage .edge:not(.negative) > .line")].map((line) => {
    const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
    return seen(x, y)[3] > 0;
  });
  return { cells, lines };
}"""


def test_at_speed_the_network_is_one_picture_of_what_elements_show_at_rest(open_page):
    page = open_page(device_scale_factor=2)
    go_as_fast_as_it_goes(page)
    configure(page, {"optimizer": {"kind": "sgd", "learning_rate": 1e-9}})
    assert page.evaluate(FILMED) == [False, True]

    press(page, say("transport.play"))
    wait_until_past(page, 100)
    wait_for(page, f"() => String(({FILMED})()) === 'true,false'")
    press(page, say("transport.pause"))
    expect(page.locator("#stage .world")).not_to_have_class(re.compile("fast"))

    assert page.evaluate(FILMED) == [False, True]
    pictured = page.evaluate(AS_FILMED)
    assert len(pictured["cells"]) == 4 * 9
    assert all(pictured["cells"])
    assert len(pictured["lines"]) > 5
    assert all(pictured["lines"])
