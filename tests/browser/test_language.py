"""The page in another language: longer words, from right to left, and none of them left behind in English."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import in_room
from tests.browser.driving import expect_index, expect_rest, press_key, resize
from tests.browser.test_layout import CLIPPED, OFF_STAGE, SIZES
from tests.browser.words import say

ASCII_WORD = r"""(page) => {
  const NAMED = "script, code, option, h1, .header-run, .data-caption strong, .chips, "
    + ".outcome-name, .target-class, .plane-legend";
  const seen = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest(NAMED)) seen.push(data);
  }
  for (const element of page.querySelectorAll("[aria-label], [title]"))
    if (!element.closest("#stage, .thumbnails, .chips, .header-run, #rail select"))
      seen.push(element.ariaLabel ?? "", element.title);
  return seen.filter((text) => /(^|[^\p{L}])[a-z]{3,}([^\p{L}]|$)/u.test(text));
}"""
"""Texts with a plain English word, but for names that come from the data and the catalogue."""
CUT_OFF = """() => [...document.querySelectorAll(":is(#header, #rail, #panel, #transport) button")]
  .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
  .filter((element) => !element.closest(".phases, .rows, .line"))
  .filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < -1 || right > innerWidth + 1;
  })
  .map((element) => element.textContent || element.ariaLabel)
"""


@pytest.fixture
def speaking(new_page, server_url, room):
    """Opens the page in a language, at a size, one mini-batch in: ``speaking("pseudo", "phone")``."""

    def open_in(language: str, size: str) -> Page:
        page = new_page(viewport=SIZES[size])
        page.goto(in_room(f"{server_url}/?lang={language}", room))
        expect_index(page, 0)
        expect(page.locator("#field-seed")).to_be_attached()
        press_key(page, "Shift+ArrowRight")
        expect_rest(page, 11)
        return page

    return open_in


def test_longer_words_from_right_to_left_find_room(speaking):
    page = speaking("pseudo", "desktop")

    for size, window in SIZES.items():
        resize(page, **window)
        for region in ("#header", "#rail", "#panel", "#transport"):
            assert page.locator(region).evaluate(CLIPPED) == [], (size, region)
        assert page.locator("#stage").evaluate(OFF_STAGE) == [], size
        assert page.evaluate(CUT_OFF) == [], size
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size


def test_no_word_of_the_page_stays_behind_in_english(speaking):
    page = speaking("pseudo", "desktop")

    assert page.locator("body").evaluate(ASCII_WORD) == []


def test_numbers_and_the_network_go_from_left_to_right(speaking):
    page = speaking("pseudo", "desktop")

    value = page.locator(".neuron-value").first
    assert value.evaluate("element => getComputedStyle(element).direction") == "ltr"
    names = page.locator("#stage .caption").all_inner_texts()
    assert [re.sub(r"\D", "", name) for name in names] == ["2", "14", "22", "1"]
    left = [box["x"] for box in (at.bounding_box() for at in page.locator("#stage .caption").all()) if box]
    assert left == sorted(left)


def test_an_unknown_language_is_english(speaking):
    page = speaking("xx", "desktop")

    expect(page.get_by_role("button", name=say("transport.forward"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
