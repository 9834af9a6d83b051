"""What rows say is read and heard on the page, and what a visitor types goes through the network."""

import numpy as np
from playwright.sync_api import Page, expect

from app.data import DATASETS, text
from tests.browser.catalogue import data_set
from tests.browser.driving import choose_data, expect_index, press_key, wait_for
from tests.browser.panelling import panel
from tests.browser.test_own_sample import SAYS, asked, begin
from tests.browser.words import say

STOPPED = "() => !document.querySelector('.said-play').hasAttribute('data-playing')"


def step(page: Page) -> None:
    """Bring the first mini-batch."""
    press_key(page, "ArrowRight")
    expect_index(page, 1, "#panel")


def test_a_sentence_is_shown_and_another_typed(open_page):
    page = open_page()
    kind, record = "sentiment", DATASETS["sentiment"]
    choose_data(page, data_set(kind))
    step(page)

    shown = panel(page).locator(".said-text")
    expect(shown).to_contain_text(".")
    sentence = shown.text_content()[1:-1]
    assert sentence in record.said.texts()
    marked = [each.lower() for each in shown.locator("mark").all_text_contents()]
    assert marked == [word for word in text.words(sentence) if word in record.inputs]

    own = begin(page)
    field = own.get_by_role("textbox", name=say("text.field"))
    expect(field).to_have_value(sentence)
    field.fill("The tea was cold, and the cold zebra rude.")
    expect(own.get_by_role("list", name=say("text.read.words")).get_by_role("listitem")).to_have_text(
        ["cold × 2", "rude"]
    )
    expect(own.get_by_role("status")).to_have_text(f"{say('text.strangers.words')}: tea, zebra")
    values = text.counts([field.input_value()], record.inputs, "words")[0]
    wait_for(page, SAYS, list(asked(kind, values.tolist()).layers[-1].a))


def test_a_word_is_heard_and_another_voice_says_it(open_page):
    page = open_page()
    kind, record = "spoken", DATASETS["spoken"]
    choose_data(page, data_set(kind))
    step(page)

    play = panel(page).locator(".said-sound").get_by_role("button")
    expect(play).to_contain_text("voice")
    row = record.said.texts().index(play.text_content())
    with page.expect_response(f"**/said/spoken/{row}.wav") as heard:
        play.click()
    assert heard.value.ok
    wait_for(page, STOPPED)

    own = begin(page)
    own.get_by_label(say("text.word")).select_option("stop")
    own.get_by_label(say("text.voice")).select_option("54")
    levels, labels = record.make(0, 0.0, np.random.default_rng(0))
    assert record.classes[labels[536]] == "stop"
    wait_for(page, SAYS, list(asked(kind, levels[536].tolist()).layers[-1].a))
    expect(own.locator("canvas.picture").first).to_be_visible()
