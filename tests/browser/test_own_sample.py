"""A sample of the visitor's own goes forward on the page as the engine says it does."""

import json
from collections.abc import Sequence

import pytest
from playwright.sync_api import Locator, Page, expect

from app.data import DATASETS
from app.engine import Spec, decode
from app.playback.session import Session
from app.protocol import Probe, Probed, Step
from tests.browser.catalogue import data_set
from tests.browser.driving import TWO_FRAMES, choose_data, expect_index, wait_for
from tests.browser.panelling import panel
from tests.browser.words import say

SAYS = """wanted => {
  const shown = [...document.querySelectorAll("#panel .own .row .num")]
    .map(({ dataset }) => Number(dataset.value));
  return shown.length === wanted.length && shown.every((value, at) => Math.abs(value - wanted[at]) < 1e-12);
}"""
SHOWS = """([layer, wanted]) => {
  const shown = [...document.querySelectorAll(`#stage [data-layer="${layer}"] .neuron-value`)]
    .map(({ textContent }) => Number(textContent.replace("−", "-")));
  return shown.length === wanted.length && shown.every((value, at) => Math.abs(value - wanted[at]) <= 6e-3);
}"""


PIXELS = 64
"""A digit has eight rows of eight."""


def asked(kind: str, values: Sequence[float], propagations: int = 0) -> Probed:
    """What the engine says of a sample, in the run that a click on a data set begins."""
    session = Session(decode(json.dumps(DATASETS[kind].suggested), Spec))
    if propagations:
        session.obey(Step(1, propagations))
    (answer,) = session.obey(Probe(1, tuple(values)))
    return answer.letter


def begin(page: Page) -> Locator:
    """Choose a sample of one's own; give where it is made."""
    panel(page).get_by_role("radio", name=say("panel.own")).click()
    return panel(page).locator(".own")


def expect_said(page: Page, answer: Probed) -> None:
    """Wait until the panel has what the network says of it."""
    wait_for(page, SAYS, list(answer.layers[-1].a))


def expect_shown(page: Page, answer: Probed) -> None:
    """Wait until the panel has what the network says of it, and the stage every layer's numbers."""
    expect_said(page, answer)
    for layer, wanted in enumerate([answer.inputs, *(each.a for each in answer.layers)]):
        wait_for(page, SHOWS, [layer, list(wanted)])


@pytest.fixture
def page(open_page) -> Page:
    page = open_page()
    expect_index(page, 0, "#output")
    return page


def test_a_typed_row_goes_through_the_network_and_keeps_up_with_the_run(page):
    choose_data(page, data_set("iris"))
    own, row = begin(page), (5.5, 3.0, 4.25, 1.0)

    fields = own.get_by_role("spinbutton")
    expect(fields).to_have_count(len(row))
    for field, value in zip(fields.all(), row, strict=True):
        field.fill(str(value))

    expect_shown(page, asked("iris", row))
    strip = page.get_by_role("group", name=say("transport.strip"))
    strip.get_by_role("button").last.dispatch_event("click")
    expect_shown(page, asked("iris", row, propagations=8))


def test_it_is_seen_layer_by_layer_and_the_maths_has_its_numbers(page):
    choose_data(page, data_set("iris"))
    own = begin(page)
    own.get_by_role("button", name=say("own.upTo", 1, False)).click()

    expect(page.locator("#stage")).to_have_attribute("data-phase", "forward")
    outputs = page.locator('#stage [data-layer="2"] .neuron-value')
    expect(outputs).to_have_text(["·"] * 3)
    panel(page).get_by_role("tab", name=say("panel.maths")).click()
    expect(panel(page).get_by_role("heading", level=2)).to_contain_text(say("panel.neuron", 1, 1))
    panel(page).get_by_role("radio", name=say("panel.thisSample")).click()
    expect(page.locator("#stage")).to_have_attribute("data-phase", "")


SEEN = """() => [...document.querySelectorAll("#panel [role=gridcell]")]
  .map((cell) => Number(cell.ariaLabel.match(/: (\\d+) /)[1]))"""
"""The pixels that the network sees, as they are told."""


def expect_pixels(page: Page, wanted: str) -> list[float]:
    """Wait until what is drawn has as much ink as is wanted, once all is drawn; give its pixels."""
    wait_for(
        page,
        f"""() => {{
          const seen = ({SEEN})(), ink = seen.reduce((sum, pixel) => sum + pixel, 0);
          return seen.length === {PIXELS} && {wanted};
        }}""",
    )
    return page.evaluate(SEEN)


def test_a_digit_is_drawn_and_read_by_the_network(page):
    choose_data(page, data_set("digits"))
    own = begin(page)
    assert expect_pixels(page, "ink === 0") == [0] * PIXELS
    expect_said(page, asked("digits", [0] * PIXELS))

    box = own.locator(".drawing-pad").bounding_box()
    for places in (((0.35, 0.3), (0.5, 0.15), (0.5, 0.85)), ((0.35, 0.85), (0.65, 0.85))):
        for number, (x, y) in enumerate(places):
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
            if number == 0:
                page.mouse.down()
        page.mouse.up()
    page.evaluate(TWO_FRAMES)
    drawn = expect_pixels(page, "ink > 200")
    expect_said(page, asked("digits", drawn))
    expect(own.locator(".own-nearest canvas")).to_have_count(5)

    own.get_by_role("button", name=say("own.undo")).click()
    one = expect_pixels(page, f"ink !== {sum(drawn):g}")
    own.get_by_role("button", name=say("own.clear")).click()
    expect_pixels(page, "ink === 0")
    assert one != drawn


def test_a_digit_is_set_by_keys_alone(page):
    choose_data(page, data_set("digits"))
    begin(page)

    page.get_by_role("gridcell").first.focus()
    for key in ("ArrowRight", "ArrowDown", "Space", "ArrowDown", "Space"):
        page.keyboard.press(key)

    wanted = [16 if place in (9, 17) else 0 for place in range(PIXELS)]
    assert expect_pixels(page, "ink === 32") == wanted
    expect_said(page, asked("digits", wanted))
    expect_index(page, 0)


def test_a_point_of_the_map_is_a_sample_and_another_data_set_puts_it_away(page):
    plane = page.locator(".plane-map")
    box = plane.bounding_box()
    plane.click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.3})

    panel(page).get_by_role("tab", name=say("panel.data")).click()
    expect(panel(page).locator(".own").get_by_role("spinbutton")).to_have_count(2)
    x1, x2 = (
        float(field.input_value()) for field in panel(page).locator(".own").get_by_role("spinbutton").all()
    )
    assert 0 < x1 < 6
    assert 0 < x2 < 6
    expect_shown(page, asked("circle", (x1, x2)))
    choose_data(page, data_set("xor"))
    expect(panel(page).locator(".own")).to_be_hidden()
