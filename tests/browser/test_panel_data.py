"""The panel's data tab: the sample that is fed in, among the others, as it looks."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.catalogue import data_set
from tests.browser.driving import choose_data, expect_index
from tests.browser.panelling import go_to, panel
from tests.browser.words import say

CORNER = "canvas => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data].slice(0, 3).map(String)"


@pytest.fixture
def page(open_page) -> Page:
    """The page before its first step, its data tab open, without motion."""
    page = open_page()
    expect_index(page, 0)
    panel(page).get_by_role("tab", name=say("panel.data")).click()
    return page


def picture(page: Page, name: str) -> Locator:
    return panel(page).get_by_role("img", name=name)


def choose_theme(page: Page, theme: str) -> None:
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    expect(page.locator("html")).to_have_css("color-scheme", theme)


def test_digits_show_the_picture_as_ink_on_the_page_in_every_theme_and_a_share_for_each_class(page):
    choose_data(page, data_set("digits"))
    go_to(page, "forward 3")

    shares = (
        panel(page).locator(".panel-section", has_text=say("panel.outputs", True, "sample")).locator(".row")
    )
    expect(shares).to_have_count(10)
    image = picture(page, say("panel.pictureOf.image", 1))
    for theme in ("light", "dark"):
        choose_theme(page, theme)

        corner = image.evaluate(CORNER)

        surface = panel(page).evaluate("element => getComputedStyle(element).backgroundColor")
        assert corner == re.findall(r"\d+", surface), f"no ink in a corner, {theme}"
