"""The panel's data tab: the sample that is fed in, among the others, as it looks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import choose_data, expect_index, press_key
from tests.browser.panelling import (
    go_to,
    numbers,
    panel,
)


@pytest.fixture
def page(open_page) -> Page:
    """The page before its first step, without motion."""
    page = open_page(reduced_motion="reduce")
    expect_index(page, 0)
    return page


def test_a_click_on_a_point_of_the_mini_batch_chooses_that_sample(page):
    go_to(page, "forward 3")
    panel(page).get_by_role("tab", name="Data").click()
    sample = panel(page).get_by_role("status", name="Sample")
    features = panel(page).locator(".panel-section").filter(has_text="Features")
    for place in (2, 3):
        panel(page).get_by_role("button", name="Next sample").click()
        expect(sample).to_have_text(f"sample {place} of 10")
    x1, x2 = numbers(features)
    for place in (2, 1):
        panel(page).get_by_role("button", name="Previous sample").click()
        expect(sample).to_have_text(f"sample {place} of 10")

    # The plane runs from −6 to 6 over the canvas but for the ticks around it.
    picture = panel(page).get_by_role("img", name="The output over the input plane")
    scale = (picture.bounding_box()["width"] - 42) / 12
    picture.click(position={"x": 32 + (x1 + 6) * scale, "y": 8 + (6 - x2) * scale})

    expect(sample).to_have_text("sample 3 of 10")


def test_digits_show_the_picture_and_a_share_for_each_class(page):
    choose_data(page, "Handwritten digits")
    go_to(page, "forward 3")

    panel(page).get_by_role("tab", name="Data").click()

    expect(panel(page).get_by_role("img", name="Image of sample 1")).to_be_visible()
    shares = panel(page).locator(".panel-section").filter(has_text="Predicted shares").locator(".row")
    expect(shares).to_have_count(10)
    assert sum(numbers(row)[0] for row in shares.all()) == pytest.approx(1, abs=1e-6)


def test_the_target_of_a_sample_says_which_class_it_is(page):
    go_to(page, "forward 3")
    panel(page).get_by_role("tab", name="Data").click()
    outputs = panel(page).locator(".panel-section").filter(has_text="Outputs and targets").locator(".row")

    met = set()
    for place in range(1, 11):
        expect(panel(page).get_by_role("status", name="Sample")).to_have_text(f"sample {place} of 10")
        expect(outputs).to_contain_text(re.compile(r"1 = inside.*target (1\.00 inside|−1\.00 outside)$"))
        met.add("outside" in outputs.inner_text())
        if place < 10:
            panel(page).get_by_role("button", name="Next sample").click()

    assert met == {True, False}


EDGES_INK = """canvas => {
    const { width, height } = canvas;
    const pen = canvas.getContext("2d");
    return [[0, 0, 1, height], [width - 1, 0, 1, height], [0, height - 1, width, 1], [0, 0, width, 1]]
        .map((edge) => pen.getImageData(...edge).data.some((part) => part > 0));
}"""


@pytest.mark.parametrize(
    ("data", "plane"), [("Circle", "−6.00 to 6.00"), ("AND", "−0.500 to 1.50"), ("XOR", "−0.500 to 1.50")]
)
def test_no_number_at_the_picture_of_the_plane_is_cut(page, data, plane):
    choose_data(page, data)
    panel(page).get_by_role("tab", name="Data").click()
    picture = panel(page).get_by_role("img", name=f"The output over the input plane from {plane}")
    expect(picture).to_be_visible()

    assert picture.evaluate(EDGES_INK) == [False] * 4


def test_the_evaluation_is_the_one_where_the_run_stands(page):
    panel(page).get_by_role("tab", name="Data").click()
    for epoch in (1, 2):
        press_key(page, "PageDown")
        expect_index(page, epoch * 275)
    evaluation = panel(page).get_by_role("table", name="all rows")
    expect(evaluation).to_contain_text(re.compile("After epoch 2", re.IGNORECASE))

    press_key(page, "Home")
    expect_index(page, 0)

    expect(evaluation).to_contain_text(re.compile("After epoch 0", re.IGNORECASE))
    expect(evaluation.get_by_role("row", name="loss 0.620")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_of_a_digit_is_ink_on_the_page_in_every_theme(open_page, theme):
    page = open_page(reduced_motion="reduce", color_scheme=theme)
    choose_data(page, "Handwritten digits")
    go_to(page, "input")
    panel(page).get_by_role("tab", name="Data").click()
    picture = panel(page).get_by_role("img", name="Image of sample 1")

    corner = picture.evaluate("canvas => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data]")

    surface = panel(page).evaluate("element => getComputedStyle(element).backgroundColor")
    assert [str(part) for part in corner[:3]] == re.findall(r"\d+", surface), "no ink in a corner"


def test_a_single_input_shows_the_output_as_a_curve_over_it(page):
    choose_data(page, "Sine curve")
    go_to(page, "forward 2")

    panel(page).get_by_role("tab", name="Data").click()

    curve = panel(page).get_by_role("img", name="The output as a curve")
    expect(curve).to_be_visible()
    expect(panel(page).get_by_role("img", name="The output over the input plane")).to_be_hidden()
    before = curve.screenshot()
    press_key(page, "PageDown")
    expect(page.locator("#panel")).not_to_have_attribute("data-index", "3")
    assert curve.screenshot() != before, "the curve follows the training"


@pytest.mark.parametrize("data", ["Circle", "Sine curve"])
def test_the_picture_of_the_data_is_drawn_anew_in_another_theme(page, data):
    choose_data(page, data)
    panel(page).get_by_role("tab", name="Data").click()
    picture = panel(page).get_by_role("img", name="The output")
    drawn = "canvas => canvas.toDataURL()"
    before = picture.evaluate(drawn)

    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(page.locator("html")).to_have_css("color-scheme", "dark")

    assert picture.evaluate(drawn) != before
