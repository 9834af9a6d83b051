"""What a run cannot learn: told in the form and in a bar under the network, which covers none of it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import TWO_FRAMES, another_run, configure, resize
from tests.browser.railing import button, choose, field
from tests.browser.words import say

SIZES = ((1440, 900), (1280, 720), (390, 844), (844, 390))
ZEROS = say("lessons.short.nothing_moves")


def lessons(page: Page) -> Locator:
    """The bar under the network."""
    return page.get_by_role("status", name=say("lessons.title"), exact=True)


def test_what_a_run_cannot_learn_is_said_while_it_holds_and_stays_away_once_it_was_read(page):
    form = page.locator("#rail").get_by_text(ZEROS)
    initializer = field(page, say("rail.initializer"))
    expect(lessons(page)).to_be_empty()
    expect(form).to_have_count(0)

    initializer.select_option("zeros")
    expect(lessons(page)).to_contain_text(f"{ZEROS}. tanh of 0 is 0, so no weight ever gets a gradient")
    expect(form).to_be_visible()

    field(page, say("rail.activationOf", 2)).select_option("sigmoid")
    expect(lessons(page)).to_contain_text(f"{ZEROS}. Every neuron of hidden 1, 2 gets the same gradient")

    button(lessons(page), say("lessons.dismiss")).click()
    expect(lessons(page)).to_be_empty()
    expect(page.locator("#stage")).to_be_focused()
    with another_run(page):
        choose(page, say("rail.seed"), "8")
    expect(lessons(page)).to_be_empty()
    expect(form).to_be_visible()

    initializer.select_option("uniform")
    expect(form).to_have_count(0)
    initializer.select_option("zeros")
    expect(lessons(page)).to_contain_text(ZEROS)
    initializer.select_option("uniform")
    expect(lessons(page)).to_be_empty()


def test_a_lesson_covers_no_neuron_and_can_be_read_at_every_size(page):
    configure(page, {"initializer": "zeros", "hidden": [{"activation": "sigmoid"}] * 2})
    because = lessons(page).get_by_text("Every neuron of hidden 1, 2 gets the same gradient")
    why = button(lessons(page), say("lessons.why"))

    for width, height in SIZES:
        resize(page, width, height)
        expect(lessons(page)).to_contain_text(ZEROS)
        if why.is_visible():
            if why.get_attribute("aria-expanded") == "true":
                why.click()
            expect(because).to_be_hidden()
            why.click()
            expect(why).to_have_attribute("aria-expanded", "true")
        expect(because).to_be_visible()
        page.evaluate(TWO_FRAMES)

        bar = lessons(page).bounding_box()
        seen = page.locator(".stage-viewport").bounding_box()
        neurons = [neuron.bounding_box() for neuron in page.locator("#stage button[data-unit]").all()]
        assert bar
        assert seen
        assert seen["y"] + seen["height"] <= bar["y"] + 0.5, width
        assert bar["y"] + bar["height"] <= height, width
        assert len(neurons) == 11
        for box in neurons:
            assert box
            assert seen["y"] <= box["y"] < box["y"] + box["height"] <= seen["y"] + seen["height"], width
