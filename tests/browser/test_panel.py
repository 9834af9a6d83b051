"""The maths panel: its numbers are those of the network on screen, and its terms are tied to the edges."""

import math
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import (
    choose_data,
    configure,
    expect_index,
    go_as_fast_as_it_goes,
    press,
    press_key,
)
from tests.browser.panelling import (
    STEPS,
    expect_painted,
    field,
    go_to,
    last_line,
    neuron,
    numbers,
    panel,
    result,
    select,
    title,
)
from tests.browser.words import say

CLEAR = "rgba(0, 0, 0, 0)"
HINT = "rgb(255, 248, 225)"
"""The calm ground of what is pointed at, in light colours."""


@pytest.fixture
def page(open_page) -> Page:
    """The page before its first step, without motion."""
    page = open_page(reduced_motion="reduce")
    expect_index(page, 0)
    return page


def test_before_the_first_step_the_panel_says_what_to_press(page):
    expect(panel(page)).to_contain_text("Press → to make one propagation")
    expect(panel(page).get_by_role("button", name="Next sample")).to_be_disabled()


@pytest.mark.parametrize(("step", "layer"), [("forward 1", 1), ("forward 2", 2), ("forward 3", 3)])
def test_forward_ends_in_the_activation_that_the_neuron_shows(page, step, layer):
    go_to(page, step)

    expect(title(page)).to_have_text(f"▶ FORWARDlayer {layer}, neuron 1")
    expect(neuron(page, layer, 0).locator(".neuron-value")).to_have_text(result(page).inner_text())


def test_the_terms_of_forward_add_up_to_z(page):
    go_to(page, "forward 1")

    a1, w1, a2, w2, bias, z = numbers(panel(page).locator(".line.numbers").first)

    assert a1 * w1 + a2 * w2 + bias == pytest.approx(z, abs=1e-12)


def test_the_loss_is_half_the_squared_difference_from_the_target(page):
    go_to(page, "loss")

    a, y, value = numbers(last_line(page))

    assert (a - y) ** 2 / 2 == pytest.approx(value, abs=1e-12)
    expect(page.locator("#stage .loss-value")).to_contain_text(result(page).inner_text())
    expect(panel(page)).to_contain_text("Mean over the mini-batch of 10")


@pytest.mark.parametrize(("step", "layer"), [("backward 3", 3), ("backward 2", 2), ("backward 1", 1)])
def test_backward_is_blame_times_slope_and_the_delta_at_the_neuron(page, step, layer):
    go_to(page, step)

    blame, slope, delta = numbers(last_line(page))

    assert blame * slope == pytest.approx(delta, abs=1e-12)
    expect(title(page)).to_have_text(f"◀ BACKWARDlayer {layer}, neuron 1")
    expect(neuron(page, layer, 0).locator(".neuron-delta")).to_have_text(result(page).inner_text())


def test_hidden_blame_says_that_it_uses_the_old_weights_and_has_those(page):
    go_to(page, "backward 2")

    w, _, _ = numbers(panel(page).locator(".line.numbers").first)

    expect(panel(page).get_by_text("uses the old w")).to_be_visible()
    assert float(page.locator('#stage [data-edge="3:0:0"]').get_attribute("data-w")) == w


def test_an_update_takes_the_rate_times_the_gradient_from_the_old_weight(page):
    go_to(page, "backward 1")
    before = {
        edge: float(page.locator(f'#stage [data-edge="{edge}"]').get_attribute("data-w"))
        for edge in ("1:0:0", "1:1:0")
    }
    press(page, say("transport.forward"))
    expect_painted(page, len(STEPS) + 1)

    old, rate, gradient, new = numbers(last_line(page))
    edge = panel(page).locator(".row.marked").get_attribute("data-edge")

    assert rate == 0.03
    assert old == pytest.approx(before[edge], abs=1e-12)
    assert old - rate * gradient == pytest.approx(new, abs=1e-12)
    assert float(page.locator(f'#stage [data-edge="{edge}"]').get_attribute("data-w")) == new


def shown_as_code(line: Locator) -> tuple[str, str]:
    """What stands left and right of a line's last sign of equality, the left as Python would have it."""
    text = line.evaluate(
        """line => {
          const copy = line.cloneNode(true);
          for (const power of copy.querySelectorAll("sup")) power.prepend("**");
          return copy.textContent;
        }"""
    )
    *_, left, right = text.split("=")
    code = (
        re.sub(r"√([\de.−]+)", r"(\1)**0.5", left)
        .replace("·", "*")
        .replace("\u202f", " ")
        .replace("²", "**2")
    )
    return code.replace("−", "-").strip(), right.strip()


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"])
def test_a_calculator_gets_the_new_weight_from_what_an_update_shows(page, optimizer):
    spec = {
        "optimizer": {"kind": optimizer, "learning_rate": 0.012},
        "regularization": {"kind": "l2", "rate": 0.003},
    }
    configure(page, spec)
    for index in (11, 22, 33):
        press_key(page, "Shift+ArrowRight")
        expect_index(page, index)
    for index in range(34, 44):
        press_key(page, "ArrowRight")
        expect_painted(page, index)

    code, new = shown_as_code(last_line(page))

    digits = len(re.sub(r"e.*|^[−0.]*|\.", "", new))
    assert f"{eval(code):.{digits - 1}e}" == f"{float(new.replace('−', '-')):.{digits - 1}e}", code


def test_a_learning_rate_chosen_after_an_update_is_not_said_to_have_been_used(page):
    configure(page, {"optimizer": {"kind": "adam", "learning_rate": 0.01}})
    go_to(page, "backward 1")
    press(page, say("transport.forward"))
    expect_painted(page, len(STEPS) + 1)
    rate = panel(page).locator(".row").filter(has_text="learning rate")
    expect(rate).to_have_text("η0.01 learning rate")

    field(page, "Learning rate").fill("0.5")
    field(page, "Learning rate").press("Enter")
    expect(page.locator("#rail")).to_have_attribute("aria-busy", "false")

    expect(rate).to_have_text("η0.01 learning rate")


def test_pointing_at_a_term_lights_its_edge_and_leaving_puts_it_out(page):
    go_to(page, "forward 1")
    edge = page.locator('#stage [data-edge="1:1:0"]')

    panel(page).locator('button[data-edge="1:1:0"]').hover()
    expect(edge).to_have_class(re.compile(r"\bhot\b"))

    title(page).hover()
    expect(edge).not_to_have_class(re.compile(r"\bhot\b"))


def test_pointing_at_an_edge_lights_its_term(page):
    go_to(page, "forward 1")
    term = panel(page).locator('button[data-edge="1:1:0"]')
    expect(term).not_to_have_class(re.compile(r"\blit\b"))
    expect(term).to_have_css("background-color", CLEAR)

    page.locator('#stage [data-edge="1:1:0"]').hover()

    expect(term).to_have_class(re.compile(r"\blit\b"))
    expect(term).to_have_css("background-color", HINT)
    term.hover()
    expect(term).to_have_css("background-color", HINT)


def test_a_neuron_just_clicked_lights_nothing_and_one_before_it_lights_its_row_once(page):
    go_to(page, "backward 2")
    lit = panel(page).locator(".lit")

    select(page, 2, 1)
    expect(lit).to_have_count(0)

    neuron(page, 1, 2).hover()
    expect(lit).to_have_count(1)
    expect(lit).to_have_attribute("data-edge", "2:2:1")
    expect(lit.locator(".num").first).to_have_css("background-color", CLEAR)


def test_the_chosen_sample_rules_the_panel_and_the_network(page):
    go_to(page, "forward 1")
    first = numbers(result(page).locator(".."))
    expect(panel(page).get_by_role("button", name="Previous sample")).to_be_disabled()

    panel(page).get_by_role("button", name="Next sample").click()

    expect(panel(page).get_by_role("status", name="Sample")).to_have_text("sample 2 of 10")
    assert numbers(result(page).locator("..")) != first
    expect(neuron(page, 1, 0).locator(".neuron-value")).to_have_text(result(page).inner_text())


def test_the_scope_switches_every_number_between_the_sample_and_the_mean(page):
    go_to(page, "backward 2")
    own = float(result(page).get_attribute("data-value"))
    expect(panel(page)).to_contain_text(re.compile("this sample's share", re.IGNORECASE))
    samples = [own]
    for place in range(2, 11):
        panel(page).get_by_role("button", name="Next sample").click()
        expect(panel(page).get_by_role("status", name="Sample")).to_have_text(f"sample {place} of 10")
        expect(result(page)).not_to_have_attribute("data-value", str(samples[-1]))
        samples.append(float(result(page).get_attribute("data-value")))

    panel(page).get_by_role("radio", name="Mini-batch mean").click()

    expect(panel(page)).to_contain_text(re.compile("gradients · mini-batch mean", re.IGNORECASE))
    expect(panel(page)).not_to_contain_text(re.compile("this sample's share", re.IGNORECASE))
    mean = float(result(page).get_attribute("data-value"))
    assert mean == pytest.approx(sum(samples) / len(samples), abs=1e-12)


def test_a_neuron_of_another_layer_keeps_its_formula_and_says_what_runs_now(page):
    go_to(page, "forward 1")
    select(page, 1, 2)
    value = result(page).inner_text()

    go_to(page, "forward 2")

    expect(title(page)).to_have_text("▶ FORWARDlayer 1, neuron 3")
    expect(panel(page)).to_contain_text("Now: ▶ FORWARD layer 2")
    expect(result(page)).to_have_text(value)


def test_a_neuron_not_reached_yet_shows_its_weights_and_no_result(page):
    select(page, 2, 1)
    go_to(page, "forward 1")

    expect(panel(page)).to_contain_text("Not computed yet")
    expect(result(page)).to_have_count(0)
    weight = panel(page).locator('.row[data-edge="2:0:1"] [data-value]').get_attribute("data-value")
    assert weight == page.locator('#stage [data-edge="2:0:1"]').get_attribute("data-w")


def test_no_step_is_explained_while_they_go_by_too_fast_to_read(page):
    go_to(page, "forward 1")
    go_as_fast_as_it_goes(page)

    press(page, say("transport.play"))
    expect(panel(page).get_by_text(say("panel.tooFastRule"))).to_be_visible()
    expect(result(page)).to_be_hidden()
    expect(panel(page)).to_have_attribute("data-index", "")

    press(page, say("transport.pause"))
    expect(result(page)).to_be_visible()
    page.wait_for_function(
        """() => {
          const [panel, stage, position] = ["#panel", "#stage", ".position"].map(
            (place) => document.querySelector(place).dataset.index
          );
          return panel && panel === stage && panel === position;
        }"""
    )


def test_mini_batches_that_follow_each_other_slowly_are_explained(page):
    page.get_by_role("radio", name="mini-batch", exact=True).click()

    press(page, say("transport.play"))

    expect(title(page)).to_have_text("↻ UPDATElayer 3, neuron 1")
    press(page, say("transport.pause"))


@pytest.mark.parametrize("step", ["backward 3", "backward 2", "backward 1"])
def test_the_slope_stands_on_the_line_it_is_reckoned_on(page, step):
    go_to(page, step)

    slope = panel(page).locator(".line.numbers").filter(has_text="slope = ")
    tops = slope.locator(".num").evaluate_all(
        "numbers => numbers.map((one) => one.getBoundingClientRect().top)"
    )

    assert len(tops) > 1
    assert max(tops) - min(tops) < 3


def test_a_heading_leaves_the_name_of_a_weight_as_it_is_in_the_list(page):
    configure(page, {"optimizer": {"kind": "adam"}})
    go_to(page, "backward 1")
    press(page, say("transport.forward"))
    expect_painted(page, len(STEPS) + 1)

    heading = panel(page).get_by_role("heading", name="What Adam used")

    expect(heading).to_have_text(re.compile("^What Adam used · i=[12]$"))
    assert re.search(r"^WHAT ADAM USED · i=[12]$", heading.inner_text())


def test_the_line_that_runs_is_marked_in_the_code(page):
    go_to(page, "backward 2")

    expect(panel(page).locator('[aria-current="step"]').first).to_have_text(
        "d_a2 = wb3[:-1] @ delta3  # blame"
    )


def test_the_first_sample_of_a_truth_table_is_not_all_zero(page):
    table = {"data": {"kind": "xor4"}, "batch_size": 4, "shuffle": False}
    configure(page, table)
    go_to(page, "input")

    expect(panel(page).get_by_role("status", name="Sample")).to_have_text("sample 2 of 4")
    assert any(numbers(panel(page).locator(".row")))


def test_the_tabs_take_the_arrows_and_the_run_stands_still(page):
    go_to(page, "input")
    panel(page).get_by_role("tab", name="Maths").focus()

    page.keyboard.press("ArrowRight")

    expect(panel(page).get_by_role("tab", name="Data")).to_be_focused()
    expect(panel(page).get_by_role("tabpanel", name="Data")).to_be_visible()
    expect(panel(page).get_by_role("tabpanel", name="Maths")).to_be_hidden()
    expect_index(page, 1)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)], ids=["1440x900", "1280x720"])
def test_no_formula_of_the_digits_is_wider_than_the_panel(open_page, size):
    page = open_page(reduced_motion="reduce", viewport={"width": size[0], "height": size[1]})
    choose_data(page, "Handwritten digits")

    for index in range(1, 12):
        press(page, say("transport.forward"))
        expect_painted(page, index)
        overflow = panel(page).evaluate(
            """panel => Array.from(panel.querySelectorAll("*"))
              .filter((part) => part.clientWidth && getComputedStyle(part).display !== "inline")
              .filter((part) => part.scrollWidth > part.clientWidth + 1)
              .map((part) => part.textContent)"""
        )
        assert overflow == [], index


COPY = """element => {
  const seen = [];
  const see = ({ clipboardData }) => seen.push(clipboardData.getData("text/plain"));
  document.addEventListener("copy", see, { once: true });
  getSelection().selectAllChildren(element);
  document.execCommand("copy");
  getSelection().removeAllRanges();
  return seen[0];
}"""


def assert_python_agrees(line: str) -> None:
    """What stands left of a line's last sign of equality makes what stands right of it."""
    *_, left, right = line.split("=")
    digits = len(re.sub(r"e.*|^[-0. ]*|\.", "", right.strip()))
    made = eval(left, {**vars(math), "max": max, "abs": abs})
    assert f"{made:.{digits - 1}e}" == f"{float(right):.{digits - 1}e}", line


@pytest.mark.parametrize("step", ["forward 1", "loss", "backward 3", "backward 2"])
def test_what_is_copied_is_a_line_that_python_reckons(page, step):
    configure(page, {"output_activation": "sigmoid", "loss": "binary_cross_entropy"})
    go_to(page, step)

    lines = [line.evaluate(COPY) for line in panel(page).locator(".line.numbers").all()]

    reckoned = [line for line in lines if re.search(r"\d\.\d.*=", line)]
    assert reckoned
    for line in reckoned:
        assert_python_agrees(line)


def test_the_terms_of_a_sum_are_copied_where_they_are_seen(page):
    go_to(page, "forward 1")
    line = panel(page).locator(".line.numbers").first
    seen = [shown.replace("−", "-") for shown in line.locator(".num").all_inner_texts()]

    x1, w1, x2, w2, bias, z = seen

    assert line.evaluate(COPY) == f"= {x1} * {w1} + {x2} * {w2} + {bias} = {z}"


def test_the_whole_panel_is_copied_line_by_line_with_its_code_as_it_is(page):
    go_to(page, "backward 2")

    lines = panel(page).evaluate(COPY).split("\n")

    assert any(line.endswith("# uses the old w") for line in lines)
    assert any(line.startswith("i=1 ") for line in lines)
    code = panel(page).locator(".code-line").all_inner_texts()
    assert lines[-len(code) :] == code


def test_the_scores_are_copied_row_by_row(page):
    panel(page).get_by_role("tab", name="Data").click()

    train, test = panel(page).get_by_role("row", name="loss").get_by_role("cell").all_inner_texts()

    lines = panel(page).get_by_role("table").evaluate(COPY).split("\n")

    assert lines[0].lower() == "after epoch 0 · all rows"
    assert lines[1:3] == ["train test", f"loss {train} {test}"]


def test_a_penalty_is_shown_beside_the_loss_of_the_mini_batch_and_of_the_epoch(page):
    configure(page, {"regularization": {"kind": "l2", "rate": 0.1}})
    go_to(page, "loss")

    shown = panel(page).locator("section", has_text=say("formulas.loss.withPenalty"))
    data, penalty, total = numbers(shown.locator(".line.numbers").first)
    assert data + penalty == pytest.approx(total)
    expect(shown).to_contain_text("once a mini-batch")
    chart = page.get_by_role("slider", name=say("chart.travel"))
    expect(chart).to_have_attribute("title", re.compile(r"loss [\d.]+ \+ penalty [\d.]+ = [\d.]+"))
