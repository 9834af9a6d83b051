"""The build rail: every control changes the run, and what is refused is said where it was typed."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import another_run, configure, expect_index, press
from tests.browser.words import say


@pytest.fixture
def page(page: Page) -> Page:
    """The page, its form built."""
    expect(page.get_by_role("button", name=say("rail.reset"), exact=True)).to_be_visible()
    return page


def run(page: Page) -> Locator:
    return page.get_by_role("status", name=say("header.run"), exact=True)


def position(page: Page) -> Locator:
    return page.get_by_role("status", name=say("place.title"), exact=True)


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def field(page: Page, name: str) -> Locator:
    return page.locator("#rail").get_by_label(name, exact=True)


def step(page: Page, times: int = 1) -> None:
    """Make propagations, each seen before the next."""
    start = int(position(page).get_attribute("data-index") or "0")
    for made in range(1, times + 1):
        press(page, say("transport.forward"))
        expect_index(page, start + made)


def choose(page: Page, name: str, value: str) -> None:
    field(page, name).fill(value)
    field(page, name).press("Enter")


def test_a_first_visitor_sees_the_default_run(page):
    expect(run(page)).to_have_text("Circle · 2–4–2–1 · tanh")
    expect(button(page, "Circle")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("25 parameters")).to_be_visible()


def test_every_menu_offers_what_the_catalogue_has(page):
    catalog = page.evaluate("fetch('catalog.json').then((answer) => answer.json())")
    menus = {
        say("rail.activationOf", 1): "activations",
        say("rail.outputActivation"): "activations",
        say("rail.loss"): "losses",
        say("rail.initializer"): "initializers",
        say("rail.optimizer"): "optimizers",
        say("rail.penalty"): "penalties",
    }

    for label, table in menus.items():
        offered = field(page, label).locator("option").all_inner_texts()
        assert offered == [entry["label"] for entry in catalog[table]], label
    for dataset in catalog["datasets"]:
        expect(button(page, dataset["label"])).to_have_count(1)


def test_the_bounds_of_number_fields_are_the_schemas(page):
    schema = page.evaluate("fetch('catalog.json').then((answer) => answer.json())")["schema"]
    batch = schema["$defs"]["Spec"]["properties"]["batch_size"]

    expect(field(page, say("rail.batchSize"))).to_have_attribute("aria-valuemin", str(batch["minimum"]))
    expect(field(page, say("rail.batchSize"))).to_have_attribute("aria-valuemax", str(batch["maximum"]))


def test_layers_and_units_change_the_networks_shape(page):
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


def test_units_stop_at_their_bounds(page):
    fewer = button(page, say("rail.fewerUnits", 2))

    fewer.click()
    expect(run(page)).to_contain_text("2–4–1–1")

    expect(fewer).to_have_attribute("aria-disabled", "true")
    fewer.click(force=True)
    expect(field(page, say("rail.unitsOf", 2))).to_have_value("1")


@pytest.mark.parametrize(
    ("label", "value"),
    [
        (say("rail.activationOf", 1), "relu"),
        (say("rail.outputActivation"), "sigmoid"),
        (say("rail.loss"), "huber"),
        (say("rail.initializer"), "he_normal"),
        (say("rail.optimizer"), "adam"),
        (say("rail.penalty"), "l2"),
        (say("rail.trainAndTest"), "80"),
    ],
)
def test_a_menu_changes_the_run_which_starts_again(page, label, value):
    step(page)

    field(page, label).select_option(value)

    expect_index(page, 0)
    page.reload()
    expect(field(page, label)).to_have_value(value)


@pytest.mark.parametrize(
    ("label", "value"),
    [
        (say("rail.noise"), "20"),
        (say("rail.samples"), "120"),
        (say("rail.batchSize"), "5"),
        (say("rail.seed"), "11"),
        (say("rail.unitsOf", 1), "6"),
    ],
)
def test_a_number_changes_the_run_which_starts_again(page, label, value):
    step(page)

    choose(page, label, value)

    expect_index(page, 0)
    page.reload()
    expect(field(page, label)).to_have_value(value)


def test_samples_and_split_are_counted_under_the_data_set(page):
    choose(page, say("rail.samples"), "200")
    field(page, say("rail.trainAndTest")).select_option("80")

    expect(page.locator("#rail")).to_contain_text("160 / 40 rows")


def test_a_data_set_brings_its_number_of_samples_and_takes_it_along(page):
    for name, rows in (("Circle", "250 / 250"), ("Slope", "600 / 600"), ("Circle", "250 / 250")):
        button(page, name).click()
        expect(page.locator("#rail")).to_contain_text(f"{name} · {rows} rows")


def test_a_learning_rate_goes_on_where_the_run_stands(page):
    step(page, 3)

    choose(page, say("rail.learningRate"), "0.5")
    field(page, say("rail.usualValues", say("rail.learningRate"))).select_option("0.1")

    expect(field(page, say("rail.learningRate"))).to_have_value("0.1")
    expect_index(page, 3)
    expect(page.locator("#rail")).to_have_attribute("aria-busy", "false")
    page.reload()
    expect(field(page, say("rail.learningRate"))).to_have_value("0.1")
    expect_index(page, 3)


def test_typing_the_same_value_again_starts_nothing_anew(page):
    step(page, 2)

    choose(page, say("rail.batchSize"), "010")
    expect(field(page, say("rail.batchSize"))).to_have_value("10")
    step(page)

    expect_index(page, 3)


@pytest.mark.parametrize(
    ("label", "bad", "told", "back"),
    [
        (say("rail.noise"), "300", "at most 80 %, got 300 %", "0"),
        (say("rail.batchSize"), "0", "at least 1, got 0", "10"),
        (say("rail.unitsOf", 1), "999", "at most 128, got 999", "4"),
        (say("rail.learningRate"), "0", "more than 0", "0.03"),
        (say("rail.samples"), "2.5", "a whole number, got 2.5", "500"),
        (say("rail.seed"), "-1", "at least 0, got −1", "7"),
    ],
)
def test_a_refused_value_is_told_at_its_field_and_the_run_stands(page, label, bad, told, back):
    step(page, 2)

    choose(page, label, bad)

    expect(field(page, label)).to_have_attribute("aria-invalid", "true")
    expect(field(page, label)).to_have_accessible_description(re.compile(re.escape(told)))
    expect(page.get_by_role("alert")).to_have_text(re.compile(f"^{label}: should be .*{re.escape(told)}"))
    expect(field(page, label)).to_have_value(bad)
    expect_index(page, 2)
    button(page, say("notices.dismiss")).click()
    expect(field(page, label)).to_have_value(back)


def test_a_refused_value_is_typed_over(page):
    choose(page, say("rail.noise"), "300")
    expect(field(page, say("rail.noise"))).to_have_attribute("aria-invalid", "true")

    page.keyboard.type("30")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_be_empty()
    expect(field(page, say("rail.noise"))).to_have_value("30")


def test_a_refused_value_goes_when_the_run_does(page, open_page):
    other = open_page()
    choose(page, say("rail.noise"), "300")
    expect(field(page, say("rail.noise"))).to_have_attribute("aria-invalid", "true")

    button(other, "Spiral").click()

    expect(field(page, say("rail.noise"))).to_have_value("0")
    expect(page.get_by_role("alert")).to_be_empty()


def test_what_is_being_typed_outlasts_a_new_run(page):
    rate = field(page, say("rail.learningRate"))
    rate.fill("5e-3")

    configure(page, {"seed": 3, "optimizer": {"kind": "sgd", "learning_rate": 0.5}})

    expect(rate).to_have_value("5e-3")
    rate.press("Enter")
    expect(rate).to_have_value("0.005")


def test_a_field_left_empty_shows_what_holds_and_no_old_refusal(page):
    choose(page, say("rail.batchSize"), "0")
    expect(page.get_by_role("alert")).to_contain_text("at least 1")

    choose(page, say("rail.batchSize"), "")

    expect(field(page, say("rail.batchSize"))).to_have_value("10")
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_refusal_is_dismissed_in_one_place(page):
    choose(page, say("rail.noise"), "300")
    expect(page.get_by_role("alert")).not_to_be_empty()

    button(page, say("notices.dismiss")).click()

    expect(page.get_by_role("alert")).to_be_empty()
    expect(field(page, say("rail.noise"))).not_to_have_attribute("aria-invalid", "true")


def test_a_good_value_after_a_refused_one_is_taken(page):
    choose(page, say("rail.noise"), "300")
    expect(field(page, say("rail.noise"))).to_have_attribute("aria-invalid", "true")

    choose(page, say("rail.noise"), "30")

    expect(field(page, say("rail.noise"))).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_be_empty()
    expect(field(page, say("rail.noise"))).to_have_value("30")


def test_numbers_are_read_as_their_visitor_writes_them(page):
    choose(page, say("rail.learningRate"), "0,05")
    expect(field(page, say("rail.learningRate"))).to_have_value("0.05")

    choose(page, say("rail.learningRate"), "5\N{MINUS SIGN}")
    choose(page, say("rail.learningRate"), "5e\N{MINUS SIGN}3")

    expect(field(page, say("rail.learningRate"))).to_have_value("0.005")
    expect(page.get_by_role("alert")).to_be_empty()


def test_an_arrow_moves_a_number_by_its_own_step(page):
    rate, noise = field(page, say("rail.learningRate")), field(page, say("rail.noise"))

    rate.press("ArrowUp")
    expect(rate).to_have_value("0.04")
    noise.press("ArrowUp")
    noise.press("ArrowUp")

    expect(noise).to_have_value("2")
    expect(page.locator("#rail")).to_have_attribute("aria-busy", "false")
    page.reload()
    expect(rate).to_have_value("0.04")
    expect(noise).to_have_value("2")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("\N{MINUS SIGN}", "a number, got \N{MINUS SIGN}."),
        ("1,500", "written as 1.5 or as 1500, got 1,500."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_in_place_of_an_old_refusal(page, typed, told):
    choose(page, say("rail.learningRate"), "0")
    expect(page.get_by_role("alert")).to_contain_text("more than 0")

    choose(page, say("rail.learningRate"), typed)

    expect(field(page, say("rail.learningRate"))).to_have_accessible_description(f"Should be {told}")
    expect(page.get_by_role("alert")).to_have_text(f"Learning rate: should be {told}")
    expect(field(page, say("rail.learningRate"))).to_have_value(typed)
    button(page, say("notices.dismiss")).click()
    expect(field(page, say("rail.learningRate"))).to_have_value("0.03")


def test_a_loss_brings_the_output_activation_it_goes_with(page):
    field(page, say("rail.loss")).select_option("binary_cross_entropy")
    expect(field(page, say("rail.outputActivation"))).to_have_value("sigmoid")

    field(page, say("rail.outputActivation")).select_option("tanh")
    expect(field(page, say("rail.loss"))).to_have_value("squared_error")
    expect(page.get_by_role("alert")).to_be_empty()


def test_inputs_are_switched_on_and_off_but_for_the_last(page):
    button(page, "x₁²").click()
    expect(run(page)).to_contain_text("3–4–2–1")

    button(page, "x₁").click()
    button(page, "x₁²").click()
    expect(run(page)).to_contain_text("1–4–2–1")

    expect(button(page, "x₂")).to_have_attribute("aria-disabled", "true")
    button(page, "x₂").click(force=True)
    expect(button(page, "x₂")).to_have_attribute("aria-pressed", "true")


def test_a_new_seed_is_another_one(page):
    button(page, say("rail.newSeed")).click()

    expect(field(page, say("rail.seed"))).not_to_have_value("7")


def test_a_penalty_has_a_rate_only_when_there_is_one(page):
    rate, usual = (field(page, name) for name in (RATE, f"Usual values: {RATE.lower()}"))
    expect(rate).to_be_disabled()
    expect(usual).to_be_disabled()

    field(page, say("rail.penalty")).select_option("l2")
    expect(rate).to_be_enabled()
    expect(usual).to_be_enabled()
    choose(page, RATE, "0.05")

    expect(rate).to_have_value("0.05")


RATE = say("rail.penaltyRate")


def test_iris_brings_its_features_and_its_species(page):
    button(page, "Irises").click()

    expect(run(page)).to_have_text(re.compile("^Irises · 4–"))
    expect(run(page)).to_have_text(re.compile("–3 · "))
    stage = page.get_by_role("main")
    for feature in ("sepal length", "sepal width", "petal length", "petal width"):
        expect(button(page, f"{feature} (cm)")).to_have_attribute("aria-pressed", "true")
        expect(stage.get_by_role("button", name=feature)).to_have_count(1)
    for species in ("setosa", "versicolor", "virginica"):
        expect(stage.get_by_role("button", name=species)).to_have_count(1)


def test_every_data_set_can_be_picked(page):
    catalog = page.evaluate("fetch('catalog.json').then((answer) => answer.json())")

    for dataset in catalog["datasets"]:
        button(page, dataset["label"]).click()
        expect(button(page, dataset["label"])).to_have_attribute("aria-pressed", "true")
        expect(run(page)).to_have_text(re.compile(f"^{re.escape(dataset['label'])} · "))
        expect(page.get_by_role("alert")).to_be_empty()


def test_the_pixels_of_the_digits_fold_into_one_line(page):
    button(page, "Handwritten digits").click()

    fold = page.get_by_text("64 pixels: all")
    expect(fold).to_be_visible()
    fold.click()
    page.get_by_role("group", name=say("rail.inputs")).get_by_role("button").first.click()

    expect(page.get_by_text("64 pixels: 63 chosen")).to_be_visible()


def test_reset_goes_back_to_the_first_step_of_the_same_run(page):
    step(page, 3)

    button(page, say("rail.reset")).click()

    expect_index(page, 0)
    expect(field(page, say("rail.seed"))).to_have_value("7")


def test_a_run_that_leaves_the_finite_numbers_says_where_and_what_to_do(page):
    for label in (say("rail.activationOf", 1), say("rail.activationOf", 2), say("rail.outputActivation")):
        with another_run(page):
            field(page, label).select_option("linear")
    choose(page, say("rail.learningRate"), "1000000")
    expect(page.locator("#rail")).to_have_attribute("aria-busy", "false")
    alert = page.get_by_role("alert")

    page.get_by_role("radio", name="epoch").click()
    press(page, say("transport.forward"))

    expect(alert).to_have_text(
        re.compile(
            r"Stopped before \w+, layer \d, mini-batch \d+ of epoch 0: "
            r"\w+ of layer \d would no longer be a finite number\. Go back, or lower"
        )
    )
    button(page, say("notices.dismiss")).click()
    expect(alert).to_be_empty()


def test_everyone_in_the_room_sees_the_form_change(page, open_page):
    other = open_page()
    expect(page.get_by_text("2 watching")).to_be_visible()

    field(page, say("rail.optimizer")).select_option("adam")

    expect(field(other, say("rail.optimizer"))).to_have_value("adam")


def test_the_rail_is_used_by_keyboard_alone(page):
    button(page, "Spiral").focus()
    page.keyboard.press("Enter")
    expect(run(page)).to_contain_text("Spiral")
    button(page, say("rail.addLayer")).focus()
    page.keyboard.press("Space")

    expect(field(page, say("rail.unitsOf", 3))).to_be_visible()
    expect(button(page, say("rail.addLayer"))).to_be_focused()


def test_what_few_runs_change_is_folded_away_and_takes_effect(page, open_page):
    expect(field(page, "Biases")).to_be_hidden()
    page.get_by_text("More", exact=True).click()
    expect(field(page, "Biases")).to_have_value("trained")
    expect(field(page, "Momentum μ")).to_be_hidden()

    field(page, "Biases").select_option("fixed")
    field(page, "Optimizer").select_option("momentum")
    expect(field(page, "Momentum μ")).to_have_value("0.9")
    choose(page, "Momentum μ", "0.5")

    other = open_page()
    other.get_by_text("More", exact=True).click()
    expect(field(other, "Biases")).to_have_value("fixed")
    expect(field(other, "Momentum μ")).to_have_value("0.5")


def test_a_constant_that_no_optimizer_works_with_is_told_at_its_field(page):
    page.get_by_text("More", exact=True).click()
    field(page, "Optimizer").select_option("adam")

    choose(page, "Decay of the mean β₁", "1")

    expect(field(page, "Decay of the mean β₁")).to_have_accessible_description(
        "Should be less than 1, got 1."
    )


def lessons(page: Page) -> Locator:
    """The bar under the network."""
    return page.get_by_role("status", name=say("lessons.title"), exact=True)


def test_what_a_run_cannot_learn_is_said_in_the_form_and_under_the_network_while_it_holds(page):
    said = "All weights start at 0"
    form = page.locator("#rail").get_by_text(said)
    expect(lessons(page)).to_be_empty()
    expect(form).to_have_count(0)

    field(page, say("rail.initializer")).select_option("zeros")
    expect(lessons(page)).to_contain_text(f"{said}. tanh of 0 is 0, so no weight ever gets a gradient")
    expect(form).to_be_visible()

    field(page, say("rail.activationOf", 2)).select_option("sigmoid")
    expect(lessons(page)).to_contain_text(f"{said}. Every neuron of hidden 1, 2 gets the same gradient")

    field(page, say("rail.initializer")).select_option("uniform")
    expect(lessons(page)).to_be_empty()
    expect(form).to_have_count(0)


def test_a_lesson_that_was_read_stays_away_until_it_holds_anew(page):
    field(page, say("rail.initializer")).select_option("zeros")
    button(lessons(page), say("lessons.dismiss")).click()
    expect(lessons(page)).to_be_empty()
    expect(page.locator("#stage")).to_be_focused()

    choose(page, say("rail.seed"), "8")
    expect(field(page, say("rail.seed"))).to_have_value("8")
    expect(page.locator("#rail")).to_have_attribute("aria-busy", "false")
    expect(lessons(page)).to_be_empty()

    field(page, say("rail.initializer")).select_option("uniform")
    expect(page.locator("#rail").get_by_text("All weights start at 0")).to_have_count(0)
    field(page, say("rail.initializer")).select_option("zeros")
    expect(lessons(page)).to_contain_text("All weights start at 0")


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844), (844, 390)])
def test_a_lesson_covers_no_neuron_and_can_be_read_at_every_size(page, size):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    configure(page, {"initializer": "zeros", "hidden": [{"activation": "sigmoid"}] * 2})
    expect(lessons(page)).to_contain_text("All weights start at 0")
    because = lessons(page).get_by_text("Every neuron of hidden 1, 2 gets the same gradient")
    why = button(lessons(page), say("lessons.why"))

    if why.is_visible():
        expect(because).to_be_hidden()
        why.click()
        expect(why).to_have_attribute("aria-expanded", "true")
    expect(because).to_be_visible()

    bar = lessons(page).bounding_box()
    seen = page.locator(".stage-viewport").bounding_box()
    neurons = [neuron.bounding_box() for neuron in page.locator("#stage button[data-unit]").all()]
    assert bar
    assert seen
    assert seen["y"] + seen["height"] <= bar["y"] + 0.5
    assert bar["y"] + bar["height"] <= height
    assert len(neurons) == 11
    for box in neurons:
        assert box
        assert seen["y"] <= box["y"] < box["y"] + box["height"] <= seen["y"] + seen["height"]


def test_a_layer_is_frozen_by_its_chip_and_says_so_in_the_form_and_on_the_stage(page):
    frozen, stays = (
        say("rail.frozen", 2),
        say("stage.frozen", say("stage.caption", say("stage.hidden", 2), 2)),
    )
    lock, caption = (page.get_by_role("img", name=name, exact=True) for name in (frozen, stays))
    page.get_by_text(say("rail.more"), exact=True).click()
    chips = page.get_by_role("group", name=say("rail.frozenLayers"), exact=True)
    expect(lock).to_have_count(0)

    button(chips, say("rail.hidden", 2)).click()

    expect(button(chips, say("rail.hidden", 2))).to_have_attribute("aria-pressed", "true")
    expect(button(chips, say("rail.hidden", 1))).to_have_attribute("aria-pressed", "false")
    expect(lock).to_be_visible()
    expect(caption).to_be_visible()

    button(chips, say("rail.hidden", 2)).click()
    expect(lock).to_have_count(0)
    expect(caption).to_have_count(0)


def test_the_columns_of_an_own_table_are_standardised_in_the_form(page):
    columns = field(page, say("rail.columns"))
    expect(columns).to_be_hidden()
    table = {"kind": "table", "x": [[1, 200], [2, 300], [3, 100], [4, 500]], "y": [[0], [1], [0], [1]]}
    configure(page, {"data": table, "hidden": []})
    expect(columns).to_have_value("given")

    with another_run(page):
        columns.select_option("standardised")

    expect(columns).to_have_value("standardised")
    expect(button(page, "x₁")).to_have_attribute(
        "title", say("rail.standardised", say("rail.switchInput", "x₁", False), 2.5, 5**0.5 / 2)
    )
    page.get_by_role("tab", name=say("panel.data"), exact=True).click()
    step(page)
    expect(page.locator("#panel")).to_contain_text("1.00 → ")


def test_biases_that_a_run_needs_are_told_at_their_menu(page):
    configure(page, {"data": {"kind": "table", "x": [[0, 0], [0, 0]], "y": [[0], [1]]}})
    page.get_by_text(say("rail.more"), exact=True).click()

    field(page, say("rail.biases")).select_option("none")

    expect(field(page, say("rail.biases"))).to_have_accessible_description(re.compile("nothing comes in"))
    expect(field(page, say("rail.biases"))).to_have_value("trained")
