"""The whole page by keyboard: every key, and every place where a key is not ours."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import Line, another_run, chip, expect_index, press_key, wait_until_past
from tests.browser.words import say

STEPS_PER_BATCH = 11
STEPS_PER_EPOCH = 25 * STEPS_PER_BATCH


def test_a_held_key_repeats_and_stops_when_let_go(commands: Line):
    page = commands.page
    expect_index(page, 0)

    page.keyboard.down("ArrowRight")
    page.keyboard.down("ArrowRight")  # as the system repeats it: no command of its own
    wait_until_past(page, 3)
    page.keyboard.up("ArrowRight")
    made = commands.settled()
    press_key(page, "ArrowLeft")

    expect_index(page, made - 1)
    assert commands.most_under_way == 1


def test_a_key_goes_on_by_its_unit_whatever_the_unit_of_the_buttons(page: Page):
    page.get_by_role("radio", name=say("transport.units.epoch"), exact=True).click()

    for key, index in (
        ("ArrowRight", 1),
        ("Shift+ArrowRight", STEPS_PER_BATCH),
        ("PageDown", STEPS_PER_EPOCH),
    ):
        press_key(page, key)
        expect_index(page, index)
        press_key(page, "Home")
        expect_index(page, 0)


def test_a_key_goes_back_by_its_unit_and_end_returns(page: Page):
    expect_index(page, 0)
    press_key(page, "PageDown")
    expect_index(page, STEPS_PER_EPOCH)

    for key, index in (
        ("ArrowLeft", STEPS_PER_EPOCH - 1),
        ("Shift+ArrowLeft", STEPS_PER_EPOCH - STEPS_PER_BATCH),
        ("PageUp", 0),
        ("Home", 0),
    ):
        press_key(page, key)
        expect_index(page, index)
        page.keyboard.press("End")
        expect_index(page, STEPS_PER_EPOCH)


def test_space_plays_and_pauses(page: Page):
    expect_index(page, 0)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name=say("transport.pause"))).to_be_visible()
    wait_until_past(page, 0)
    page.keyboard.press("Space")

    expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()


def test_space_on_a_button_presses_it_and_does_not_play_too(commands: Line):
    page = commands.page
    page.get_by_role("button", name=say("transport.forward")).focus()
    press_key(page, "Space")

    expect_index(page, 1)
    assert commands.sent == ["step"]


def test_space_plays_after_a_click_on_a_button(commands: Line):
    page = commands.page
    forward = say("transport.forward")
    for name in (
        say("rail.moreUnits", 1),
        data_set("spiral"),
        say("rail.reset"),
        chip("forward", 1),
        forward,
    ):
        page.get_by_role("button", name=name, exact=True).click()
        sent = commands.settled()
        press_key(page, "Space")

        expect(page.get_by_role("button", name=say("transport.pause"))).to_be_visible()
        assert commands.sent[sent:] == ["play"], name
        press_key(page, "Space")
        expect(page.get_by_role("button", name=say("transport.play"), exact=True)).to_be_visible()


def test_a_key_takes_the_focus_from_a_button_that_was_clicked_and_tab_goes_on_from_there(page: Page):
    more = page.get_by_role("button", name=say("rail.moreUnits", 1))
    with another_run(page):
        more.click()
    press_key(page, "PageDown")
    expect_index(page, STEPS_PER_EPOCH)
    expect(page.locator("button:focus")).to_have_count(0)

    press_key(page, "Tab")
    expect(page.get_by_label(say("rail.activationOf", 1))).to_be_focused()
    press_key(page, "Shift+Tab")
    expect(more).to_be_focused()
    press_key(page, "Space")

    expect(page.get_by_role("status", name=say("header.run"), exact=True)).to_contain_text("2–6–2–1")


def test_space_leaves_the_neuron_that_was_clicked_selected(page: Page):
    neuron = page.locator("#stage button[data-layer='2'][data-unit='0']")
    neuron.click()
    expect(neuron).to_have_attribute("aria-pressed", "true")
    press_key(page, "Space")

    expect(page.get_by_role("button", name=say("transport.pause"))).to_be_visible()
    expect(neuron).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("field", ["input[role=spinbutton]", "select"])
def test_in_a_field_the_keys_are_the_field_s(commands: Line, field: str):
    page = commands.page
    expect_index(page, 0)
    page.locator(f"#rail {field}:visible").first.focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowLeft", "End", "Home", "?"):
        page.keyboard.press(key)
    # What is sent is sent in order: once this is, anything the keys had asked for would have been.
    with commands.socket.expect_event("framesent", lambda payload: "set_speed" in payload):
        page.get_by_role("radio", name=say("transport.units.epoch"), exact=True).click()

    assert [sent for sent in commands.sent if sent != "configure"] == ["set_speed"]
    expect(page.get_by_role("dialog", name=say("help.title"))).to_be_hidden()


def test_the_help_opens_names_the_keys_and_gives_the_focus_back(commands: Line):
    page = commands.page
    expect_index(page, 0)
    help_dialog = page.get_by_role("dialog", name=say("help.title"))

    page.keyboard.press("?")
    expect(help_dialog).to_contain_text("One mini-batch back or forward")
    press_key(page, "ArrowRight")
    page.keyboard.press("Escape")
    expect(help_dialog).to_be_hidden()
    press_key(page, "ArrowRight")

    expect_index(page, 1)
    assert commands.sent == ["step"]


@pytest.mark.parametrize(
    ("presses", "region"), [(1, "#stage"), (2, "#transport")], ids=["the network", "the playback"]
)
def test_the_form_can_be_skipped(calm: Page, presses: int, region: str):
    page = calm
    for _ in range(presses):
        page.keyboard.press("Tab")
    expect(page.locator(".skips a:focus")).to_be_in_viewport(ratio=1)

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator(f"{region} :focus")).to_be_visible()
