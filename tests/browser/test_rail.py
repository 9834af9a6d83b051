"""The build rail: every control changes the run, and what is refused is said where it was typed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import configure, expect_index, index_of, press
from tests.browser.railing import button, choose, field, run
from tests.browser.words import say


@pytest.fixture
def page(page: Page) -> Page:
    """The page, its form built."""
    expect(button(page, say("rail.reset"))).to_be_visible()
    return page


def step(page: Page, times: int = 1) -> None:
    """Make propagations, each seen before the next."""
    start = index_of(page)
    for made in range(1, times + 1):
        press(page, say("transport.forward"))
        expect_index(page, start + made)


def test_a_first_visitor_sees_the_default_run_and_can_change_its_shape(page):
    expect(run(page)).to_have_text(f"{data_set('circle')} · 2–4–2–1 · tanh")
    expect(button(page, data_set("circle"))).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#rail")).to_contain_text("25 parameters")

    button(page, say("rail.addLayer")).click()
    expect(run(page)).to_contain_text("2–4–2–2–1")

    button(page, say("rail.moreUnits", 3)).click()
    expect(run(page)).to_contain_text("2–4–2–3–1")

    button(page, say("rail.fewerUnits", 1)).click()
    expect(run(page)).to_contain_text("2–3–2–3–1")

    choose(page, say("rail.unitsOf", 2), "7")
    expect(run(page)).to_contain_text("2–3–7–3–1")

    button(page, say("rail.removeLayer", 2)).click()
    expect(run(page)).to_contain_text("2–3–3–1")

    button(page, say("rail.removeLastLayer")).click()
    button(page, say("rail.removeLastLayer")).click()
    expect(run(page)).to_contain_text("2–1")


def test_quick_presses_all_count(page):
    more = button(page, say("rail.moreUnits", 1))

    for _ in range(6):
        more.click(no_wait_after=True)

    expect(run(page)).to_contain_text("2–10–2–1")
    expect(field(page, say("rail.unitsOf", 1))).to_have_value("10")


def test_noise_starts_the_run_again_how_it_learns_does_not_and_both_are_kept(page):
    rate, noise, optimizer, batch = (
        say(f"rail.{name}") for name in ("learningRate", "noise", "optimizer", "batchSize")
    )
    step(page)
    field(page, noise).press("ArrowUp")
    field(page, noise).press("ArrowUp")
    expect_index(page, 0)
    expect(field(page, noise)).to_have_value("2")

    step(page, 2)
    choose(page, batch, "010")
    expect(field(page, batch)).to_have_value("10")
    field(page, rate).press("ArrowUp")
    expect(field(page, rate)).to_have_value("0.04")
    expect_index(page, 2)
    step(page)
    field(page, optimizer).select_option("adam")
    expect_index(page, 3)
    expect(page.locator("#rail")).to_have_attribute("aria-busy", "false")

    page.reload()
    expect_index(page, 3)
    for label, value in ((optimizer, "adam"), (noise, "2"), (rate, "0.04")):
        expect(field(page, label)).to_have_value(value)
    button(page, say("rail.reset")).click()
    expect_index(page, 0)
    expect(field(page, noise)).to_have_value("2")


def test_a_refused_value_is_told_at_its_field_and_in_the_bar_until_it_is_typed_over(page):
    noise = field(page, say("rail.noise"))
    bar = page.get_by_role("alert")
    step(page, 2)
    choose(page, say("rail.noise"), "300")

    told = "at most 80 %, got 300 %"
    expect(noise).to_have_attribute("aria-invalid", "true")
    expect(noise).to_have_accessible_description(re.compile(re.escape(told)))
    expect(bar).to_have_text(re.compile(re.escape(say("refused", say("rail.noise"), told))))
    expect(noise).to_have_value("300")
    expect_index(page, 2)
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    expect(bar).to_be_empty()
    expect(noise).to_have_value("30")

    choose(page, say("rail.noise"), "900")
    expect(bar).not_to_be_empty()
    button(page, say("notices.dismiss")).click()

    expect(bar).to_be_empty()
    expect(noise).not_to_have_attribute("aria-invalid", "true")
    expect(noise).to_have_value("30")


def test_every_data_set_can_be_picked_and_brings_its_features_and_classes(page):
    stage = page.get_by_role("main")
    catalog = page.evaluate("fetch('catalog.json').then((answer) => answer.json())")
    for dataset in catalog["datasets"]:
        label = dataset["label"]
        button(page, label).click()
        expect(button(page, label)).to_have_attribute("aria-pressed", "true")
        expect(run(page)).to_have_text(re.compile(f"^{re.escape(label)} · "))
        expect(page.get_by_role("alert")).to_be_empty()
        if dataset["name"] == "iris":
            expect(run(page)).to_have_text(re.compile(r" · 4–.*–3 · "))
            for feature in ("sepal length", "sepal width", "petal length", "petal width"):
                expect(button(page, f"{feature} (cm)")).to_have_attribute("aria-pressed", "true")
                expect(stage.get_by_role("button", name=feature)).to_have_count(1)
            for species in ("setosa", "versicolor", "virginica"):
                expect(stage.get_by_role("button", name=species)).to_have_count(1)
        if dataset["name"] == "digits":
            page.get_by_text(say("rail.inputsChosen", 64, 64, "image")).click()
            page.get_by_role("group", name=say("rail.inputs")).get_by_role("button").first.click()
            expect(page.get_by_text(say("rail.inputsChosen", 64, 63, "image"))).to_be_visible()


def test_a_run_that_leaves_the_finite_numbers_says_where_and_what_to_do(page):
    hidden = [{"units": units, "activation": "linear"} for units in (4, 2)]
    optimizer = {"kind": "sgd", "learning_rate": 1e6}
    configure(page, {"hidden": hidden, "output_activation": "linear", "optimizer": optimizer})
    alert = page.get_by_role("alert")

    page.get_by_role("radio", name=say("transport.units.epoch")).click()
    press(page, say("transport.forward"))

    expect(alert).to_have_text(
        re.compile(
            r"Stopped before \w+, layer \d, mini-batch \d+ of epoch 0: "
            r"\w+ of layer \d would no longer be a finite number\. Go back, or lower"
        )
    )
    button(page, say("notices.dismiss")).click()
    expect(alert).to_be_empty()


def test_everyone_in_the_room_sees_the_form_change_what_is_folded_away_too(page, open_page):
    biases, optimizer, momentum = (
        say(f"rail.{name}") for name in ("biases", "optimizer", "constants.momentum")
    )
    other = open_page()
    for each in (page, other):
        expect(field(each, biases)).to_be_hidden()
        each.get_by_text(say("rail.more"), exact=True).click()
        expect(field(each, biases)).to_have_value("trained")
        expect(field(each, momentum)).to_be_hidden()

    field(page, biases).select_option("fixed")
    field(page, optimizer).select_option("momentum")
    expect(field(page, momentum)).to_have_value("0.9")
    choose(page, momentum, "0.5")

    expect(field(other, biases)).to_have_value("fixed")
    expect(field(other, optimizer)).to_have_value("momentum")
    expect(field(other, momentum)).to_have_value("0.5")


def test_the_rail_is_used_by_keyboard_alone(page):
    button(page, data_set("spiral")).focus()
    page.keyboard.press("Enter")
    expect(run(page)).to_contain_text(data_set("spiral"))
    button(page, say("rail.addLayer")).focus()
    page.keyboard.press("Space")

    expect(field(page, say("rail.unitsOf", 3))).to_be_visible()
    expect(button(page, say("rail.addLayer"))).to_be_focused()
