"""A page that was saved plays from its file, with the network off, and with the engine's own numbers."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from app.engine import Spec
from app.export.saved import Epochs, run_of_spec, saved
from app.export.saved.ends import Ends
from app.playback.run import begun
from app.web.one_page import one_page
from tests.browser.driving import expect_rest, index_of, press, wait_for, wait_until_past
from tests.browser.panelling import numbers, panel, select
from tests.browser.staging import READ, UNITS, UNKNOWN, advance
from tests.browser.test_chart import travel_slider
from tests.browser.words import say

EPOCHS = 30
EPOCH = 25 * 11


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    body = saved(run_of_spec(Spec()), Epochs(0, EPOCHS), Epochs(0, 2), address="lock=speed").body
    path = tmp_path_factory.mktemp("lesson") / "lesson.html"
    path.write_bytes(one_page(body, "circle", "Our lesson"))
    return path


@pytest.fixture
def offline(browser: Browser, lesson: Path) -> Iterator[Page]:
    """The page, opened from its file where there is no network; it logs nothing and asks for nothing."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_offline(True)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: wrong.append(request.url) if _leaves(request.url) else None)
    page.goto(lesson.as_uri())
    expect_rest(page, 0)
    yield page
    assert [line for line in wrong if not line.startswith(lesson.as_uri())] == []
    context.close()


def _leaves(url: str) -> bool:
    return not url.startswith(("data:", "blob:"))


def engine(index: int) -> dict[tuple[str, int], np.ndarray]:
    timeline = begun(Spec()).timeline
    timeline.advance(index)
    return dict(timeline.state().arrays)


def expect_the_engines_numbers(page: Page, index: int) -> None:
    expect_rest(page, index)
    shown, made = page.evaluate(READ), engine(index)
    for edge, w in shown["edges"].items():
        layer, unit_in, unit_out = map(int, re.split(r"\D+", edge))
        assert float(w) == pytest.approx(made["w", layer][unit_in, unit_out], rel=1e-6), edge
    for layer, units in UNITS.items():
        values = made["a", layer][0] if ("a", layer) in made else [None] * units
        for unit, value in enumerate(values):
            said = shown["neurons"][f"{layer}:{unit}"]["value"]
            assert said == UNKNOWN if value is None else read_number(said) == pytest.approx(value, rel=6e-3)


def read_number(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-"))


def test_it_plays_steps_back_travels_and_selects_with_the_engines_numbers(offline: Page):
    page = offline
    expect(page).to_have_title("Our lesson")
    expect(page.locator(".header-line")).to_have_text("Saved page")

    advance(page, 4)
    expect_the_engines_numbers(page, 4)
    select(page, 2, 1)
    made = engine(4)
    told = numbers(panel(page))
    for w in made["w", 2][:, 1]:
        assert any(number == pytest.approx(w, rel=1e-6) for number in told), (w, told)
    press(page, say("transport.back"))
    expect_the_engines_numbers(page, 3)

    press(page, say("transport.last"))
    expect_the_engines_numbers(page, EPOCHS * EPOCH)
    travel_slider(page).press("Home")
    expect_the_engines_numbers(page, 0)

    press(page, say("transport.play"))
    wait_until_past(page, 2)
    press(page, say("transport.pause"))
    expect_the_engines_numbers(page, index_of(page))


def test_a_link_to_a_step_leads_to_the_nearest_that_is_there_and_says_so_and_a_reload_stays(offline: Page):
    page = offline
    advance(page)
    wait_for(page, "() => location.hash.includes('step=1&')")
    page.evaluate(f"location.hash = location.hash.replace('step=1&', 'step={3 * EPOCH - 15}&')")

    expect_the_engines_numbers(page, 3 * EPOCH - 10)
    what_it_has = page.locator(".header-line").get_attribute("title")
    assert what_it_has, "in whole"
    expect(page.get_by_role("alert")).to_contain_text(what_it_has)
    wait_for(page, f"() => location.hash.includes('step={3 * EPOCH - 10}&')")
    page.reload()
    expect_the_engines_numbers(page, 3 * EPOCH - 10)


def test_what_it_cannot_do_is_not_there_or_locked(offline: Page):
    page = offline
    for name in ("header.gallery", "header.takeHome", "header.openRoom"):
        expect(page.get_by_role("button", name=say(name))).to_be_hidden()
    expect(page.get_by_role("slider", name=say("transport.speed"))).to_be_disabled()
    expect(page.get_by_label(say("rail.learningRate"), exact=True)).to_be_disabled()

    page.keyboard.press("?")
    keys = page.get_by_role("dialog").locator("kbd").all_inner_texts()
    assert "F" in keys
    assert not {"Ctrl Z", "N", "B", "X"} & set(keys)
    page.keyboard.press("Escape")

    page.evaluate("location.hash = 'sample=2'")
    wait_for(page, "() => location.hash.includes('sample=2')")
    expect(page.get_by_role("button", name=say("header.takeHome"))).to_be_hidden()


def test_its_film_shows_the_ends_of_its_epochs_and_a_press_goes_there(offline: Page):
    page = offline
    expect(page.locator(".chart-range")).to_be_attached()
    page.keyboard.press("f")
    pictures = page.locator(".film-frames button")
    wait_for(page, "() => document.querySelectorAll('.film-frames canvas[width]').length > 3")

    pictures.nth(2).click()

    expect(pictures.nth(2)).to_have_class("here")
    expect_the_engines_numbers(page, index_of(page))
    assert index_of(page) % EPOCH == 0 < index_of(page)


def test_its_results_are_those_of_the_end_of_an_epoch_with_its_rows_at_the_last(offline: Page):
    page = offline
    page.get_by_role("tab", name=say("panel.results")).click()
    matrix = page.locator(".result-confusion")
    expect(matrix.get_by_role("radio", name=say("panel.test"), exact=True)).to_be_visible()
    press(page, say("transport.last"))
    wait_for(
        page, f"() => document.querySelector('#panel-results .sections').dataset.index === '{EPOCHS * EPOCH}'"
    )

    told = run_of_spec(Spec())
    told.timeline.advance(EPOCHS * EPOCH)
    test = Ends(told).read().results.test
    assert test
    counts = [number for row in test.confusions[0] for number in row]
    cells = matrix.locator("td button")
    assert [int(text.split("\n")[0]) for text in cells.all_inner_texts()] == counts
    cells.first.click()
    expect(matrix.locator(".result-rows li")).to_have_count(min(48, counts[0]))

    page.keyboard.press("Escape")
    press(page, say("transport.back"))
    expect(page.locator("#panel-results")).to_contain_text("As it was after epoch")


def test_on_a_phone_its_form_is_read_and_the_theme_chosen_in_it(offline: Page):
    page = offline
    page.set_viewport_size({"width": 390, "height": 844})

    page.get_by_role("button", name=say("header.build")).click()
    expect(page.get_by_label(say("rail.learningRate"), exact=True)).to_be_disabled()
    page.locator("#rail").get_by_role("button", name=say("header.themeSystem")).click()

    expect(page.locator("html")).to_have_attribute("data-theme", "light")
