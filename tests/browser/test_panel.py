"""The maths panel: its numbers are those of the network on screen, and its terms are tied to the edges."""

import math
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import staging
from tests.browser.catalogue import data_set
from tests.browser.driving import choose_data, configure, expect_index, press, resize
from tests.browser.looking import looking
from tests.browser.panelling import (
    COPY,
    STEPS,
    expect_painted,
    go_to,
    neuron,
    numbers,
    panel,
    read,
    result,
    select,
    title,
)
from tests.browser.staging import Shown
from tests.browser.words import say

CLEAR = "rgba(0, 0, 0, 0)"
HINT = "rgb(255, 248, 225)"
"""The calm ground of what is pointed at, in light colours."""


@pytest.fixture(scope="module")
def walk(browser: Browser, server_url: str) -> Iterator[dict[str, Shown]]:
    """What panel and stage show after each step of the first mini-batch up to its first update."""
    with looking(browser, server_url) as page:
        expect_painted(page, 0)
        shown = {"start": read(page)}
        for index, step in enumerate(STEPS[:9], start=1):
            press(page, say("transport.forward"))
            expect_painted(page, index)
            expect(panel(page).locator(".code-line[aria-current=step]").first).to_be_visible()
            shown[step] = read(page) | page.evaluate(staging.READ)
        yield shown


def last(shown: Shown) -> Shown:
    """The line that ends in the neuron's result."""
    [line] = [line for line in shown["lines"] if line["isLast"]]
    return line


def test_before_the_first_step_the_panel_says_what_to_press(walk):
    assert say("formulas.start.press") in walk["start"]["text"]


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_forward_ends_in_the_activation_that_the_neuron_shows(walk, layer):
    shown = walk[f"forward {layer}"]

    assert shown["title"] == say("panel.phases.forward") + say("panel.neuron", layer, 1)
    assert shown["neurons"][f"{layer}:0"]["value"] == shown["result"]


def test_the_terms_of_forward_add_up_to_z(walk):
    a1, w1, a2, w2, bias, z = walk["forward 1"]["lines"][0]["numbers"]

    assert a1 * w1 + a2 * w2 + bias == pytest.approx(z, abs=1e-12)


def test_the_loss_is_half_the_squared_difference_from_the_target(walk):
    shown = walk["loss"]

    a, y, value = last(shown)["numbers"]

    assert (a - y) ** 2 / 2 == pytest.approx(value, abs=1e-12)
    assert shown["result"] in shown["loss"]
    assert say("formulas.loss.batch", 10, False).upper() in shown["text"].upper()


@pytest.mark.parametrize("layer", [3, 2, 1])
def test_backward_is_blame_times_slope_and_the_delta_at_the_neuron(walk, layer):
    shown = walk[f"backward {layer}"]

    blame, slope, delta = last(shown)["numbers"]

    assert blame * slope == pytest.approx(delta, abs=1e-12)
    assert shown["title"] == say("panel.phases.backward") + say("panel.neuron", layer, 1)
    assert shown["neurons"][f"{layer}:0"]["delta"] == shown["result"]


def test_hidden_blame_says_that_it_uses_the_old_weights_and_has_those(walk):
    shown = walk["backward 2"]

    w, _, _ = shown["lines"][0]["numbers"]

    assert say("formulas.backward.oldWeights") in shown["text"]
    assert float(shown["edges"]["3:0:0"]) == w


def test_an_update_takes_the_rate_times_the_gradient_from_the_old_weight(walk):
    before, shown = walk["backward 1"], walk["update 1"]

    old, rate, gradient, new = last(shown)["numbers"]

    edge = shown["marked"]
    assert edge in ("1:0:0", "1:1:0")
    assert rate == 0.03
    assert old == pytest.approx(float(before["edges"][edge]), abs=1e-12)
    assert old - rate * gradient == pytest.approx(new, abs=1e-12)
    assert float(shown["edges"][edge]) == new


@pytest.mark.parametrize("layer", [3, 2, 1])
def test_the_slope_stands_on_the_line_it_is_reckoned_on(walk, layer):
    [slope] = [line for line in walk[f"backward {layer}"]["lines"] if "slope = " in line["text"]]

    assert len(slope["tops"]) > 1
    assert max(slope["tops"]) - min(slope["tops"]) < 3


def test_the_line_that_runs_is_marked_in_the_code(walk):
    assert walk["backward 2"]["current"][0] == "d_a2 = wb3[:-1] @ delta3  # blame"


def assert_python_agrees(line: str) -> None:
    """What stands left of a line's last sign of equality makes what stands right of it."""
    *_, left, right = line.split("=")
    digits = len(re.sub(r"e.*|^[-0. ]*|\.", "", right.strip()))
    made = eval(left, {**vars(math), "max": max, "abs": abs})
    assert f"{made:.{digits - 1}e}" == f"{float(right):.{digits - 1}e}", line


def test_the_terms_of_a_sum_are_copied_where_they_are_seen(walk):
    line = walk["forward 1"]["lines"][0]

    x1, w1, x2, w2, bias, z = (shown.replace("−", "-") for shown in line["shown"])

    assert line["copied"] == f"= {x1} * {w1} + {x2} * {w2} + {bias} = {z}"


def test_the_whole_panel_is_copied_line_by_line_with_its_code_as_it_is(walk):
    shown = walk["backward 2"]

    lines = shown["copied"].split("\n")

    assert lines[0] == f"{say('panel.phases.backward')} {say('panel.neuron', 2, 1)}"
    assert lines[1] == shown["aside"], "a dot between words is no product"
    assert "·" in lines[1]
    assert any(line.endswith(f"# {say('formulas.backward.oldWeights')}") for line in lines)
    assert any(line.startswith("i=1 ") for line in lines)
    assert lines[-len(shown["code"]) :] == shown["code"]


def test_what_is_copied_is_a_line_that_python_reckons(page):
    spec = {
        "output_activation": "sigmoid",
        "loss": "binary_cross_entropy",
        "optimizer": {"kind": "adamw", "learning_rate": 0.012},
        "regularization": {"kind": "l2", "rate": 0.003},
    }
    configure(page, spec)
    for step in ("forward 1", "loss", "backward 3", "backward 2", "update 1"):
        go_to(page, step)

        lines = [line["copied"] for line in read(page)["lines"]]

        reckoned = [line for line in lines if re.search(r"\d\.\d.*= [-\d.e]+$", line)]
        assert reckoned, step
        for line in reckoned:
            assert_python_agrees(line)

    heading = panel(page).get_by_role("heading", name=say("formulas.update.used", "AdamW"))
    assert re.search(r"^WHAT ADAMW USED · i=[12]$", heading.inner_text()), "a name stays as it is in the list"


def test_what_is_pointed_at_in_panel_or_network_lights_its_counterpart(page):
    go_to(page, "forward 1")
    edge = page.locator('#stage [data-edge="1:1:0"]')
    term = panel(page).locator('.term[data-edge="1:1:0"]')
    hot, lit = re.compile(r"\bhot\b"), re.compile(r"\blit\b")
    expect(term).not_to_have_class(lit)
    expect(term).to_have_css("background-color", CLEAR)

    edge.hover()
    expect(term).to_have_class(lit)
    expect(term).to_have_css("background-color", HINT)

    term.hover()
    expect(page.locator(".edge-card")).to_be_hidden()
    expect(edge).to_have_class(hot)
    expect(term).to_have_css("background-color", HINT)

    title(page).hover()
    expect(edge).not_to_have_class(hot)
    expect(term).not_to_have_class(lit)


def test_a_neuron_just_clicked_lights_nothing_and_one_before_it_lights_its_row_once(page):
    go_to(page, "backward 2")
    lit = panel(page).locator(".lit")

    select(page, 2, 1)
    expect(lit).to_have_count(0)

    neuron(page, 1, 2).hover()
    expect(lit).to_have_count(1)
    expect(lit).to_have_attribute("data-edge", "2:2:1")
    expect(lit.locator(".num").first).to_have_css("background-color", CLEAR)


def test_the_chosen_sample_and_the_scope_rule_panel_and_network(page):
    previous = panel(page).get_by_role("button", name=say("panel.previousSample"))
    following = panel(page).get_by_role("button", name=say("panel.nextSample"))
    place = panel(page).get_by_role("status", name=say("panel.sample"))
    expect(place).to_be_hidden()
    go_to(page, "backward 2")
    expect(previous).to_be_disabled()
    expect(panel(page)).to_contain_text(say("formulas.backward.sampleGradients"))

    samples: list[float] = []
    for number in range(1, 11):
        expect(place).to_have_text(say("panel.sampleOf", number, 10))
        if samples:
            expect(result(page)).not_to_have_attribute("data-value", str(samples[-1]))
        samples.append(float(result(page).get_attribute("data-value")))
        expect(neuron(page, 2, 0).locator(".neuron-delta")).to_have_text(result(page).inner_text())
        if number < 10:
            following.click()
    expect(following).to_be_disabled()

    panel(page).get_by_role("radio", name=say("panel.miniBatchMean")).click()

    expect(panel(page)).to_contain_text(say("formulas.backward.batchGradients", False))
    expect(panel(page)).not_to_contain_text(say("formulas.backward.sampleGradients"))
    mean = float(result(page).get_attribute("data-value"))
    assert mean == pytest.approx(sum(samples) / len(samples), abs=1e-12)
    expect(neuron(page, 2, 0).locator(".neuron-delta")).to_have_text(result(page).inner_text())


def test_mini_batches_that_follow_each_other_slowly_are_explained(page):
    page.get_by_role("radio", name=say("transport.units.mini-batch"), exact=True).click()

    press(page, say("transport.play"))

    expect(title(page)).to_have_text(say("panel.phases.update") + say("panel.neuron", 3, 1))
    press(page, say("transport.pause"))


def test_the_tabs_take_the_arrows_and_the_scores_in_one_are_copied_row_by_row(page):
    go_to(page, "input")
    maths, results = say("panel.maths"), say("panel.results")
    panel(page).get_by_role("tab", name=maths).focus()

    page.keyboard.press("ArrowRight")

    expect(panel(page).get_by_role("tab", name=results)).to_be_focused()
    expect(panel(page).get_by_role("tabpanel", name=results)).to_be_visible()
    expect(panel(page).get_by_role("tabpanel", name=maths)).to_be_hidden()
    expect_index(page, 1)

    scores = panel(page).locator(".score-board table")
    expect(scores.locator("caption")).to_have_text(say("panel.measured", 0, False))
    row = scores.get_by_role("row", name=say("panel.loss"))
    train, test = row.get_by_role("cell").all_inner_texts()
    lines = scores.evaluate(COPY).split("\n")
    assert lines[0].lower() == say("panel.measured", 0, False).lower()
    names = f"{say('panel.train')} {say('panel.test')}"
    assert lines[1:3] == [names, f"{say('panel.loss')} {train} {test}"]


def test_the_first_sample_of_a_truth_table_is_not_all_zero(page):
    table = {"data": {"kind": "xor4"}, "batch_size": 4, "shuffle": False}
    configure(page, table)
    go_to(page, "input")

    place = panel(page).get_by_role("status", name=say("panel.sample"))
    expect(place).to_have_text(say("panel.sampleOf", 2, 4))
    assert any(numbers(panel(page).locator(".row")))


def test_a_penalty_is_shown_beside_the_loss_of_the_mini_batch_and_of_the_epoch(page):
    configure(page, {"regularization": {"kind": "l2", "rate": 0.1}})
    go_to(page, "loss")

    shown = panel(page).locator("section", has_text=say("formulas.loss.withPenalty"))
    data, penalty, total = numbers(shown.locator(".line.numbers").first)
    assert data + penalty == pytest.approx(total)
    expect(shown).to_contain_text(say("formulas.loss.once", False))
    chart = page.get_by_role("slider", name=say("chart.travel"))
    expect(chart).to_have_attribute("title", re.compile(r"loss [\d.]+ \+ penalty [\d.]+ = [\d.]+"))


OVERFLOWING = """panel => Array.from(panel.querySelectorAll("*"))
  .filter((part) => part.clientWidth && getComputedStyle(part).display !== "inline")
  .filter((part) => part.scrollWidth > part.clientWidth + 1)
  .map((part) => part.textContent)"""


def test_no_formula_of_the_digits_is_wider_than_the_panel(page):
    choose_data(page, data_set("digits"))
    for index in range(1, len(STEPS) + 1):
        press(page, say("transport.forward"))
        expect_painted(page, index)
        assert panel(page).evaluate(OVERFLOWING) == [], index

    resize(page, 1280, 720)
    for index in range(len(STEPS), 0, -1):
        assert panel(page).evaluate(OVERFLOWING) == [], f"{index} in a smaller window"
        press(page, say("transport.back"))
        expect_painted(page, index - 1)
