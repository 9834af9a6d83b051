"""Exercise sheets of the network on screen, from the page's own form: a class's in one file."""

import io
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Locator, Page, expect

from tests.browser.catalogue import data_set
from tests.browser.conftest import new_room
from tests.browser.driving import choose_data, expect_rest
from tests.browser.test_export import downloaded, menu
from tests.browser.words import say


class Links(HTMLParser):
    """The links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.found.append(dict(attributes)["href"])


def form(page: Page) -> Locator:
    menu(page).get_by_role("button", name=say("exporting.sheets"), exact=True).click()
    opened = page.get_by_role("dialog", name=say("sheets.title"))
    expect(opened).to_be_visible()
    return opened


def test_a_class_takes_sheets_whose_codes_lead_to_their_step(page: Page, server_url: str, tmp_path: Path):
    opened = form(page)
    expect(opened.get_by_role("spinbutton", name=say("sheets.pupils"))).to_be_focused()
    page.keyboard.type("2")
    opened.get_by_label(say("sheets.level")).select_option("delta")
    opened.get_by_label(say("sheets.key")).uncheck()
    expect(opened.get_by_role("status")).to_contain_text("to be found")

    pack = downloaded(page, opened.get_by_role("button", name=say("sheets.download")), tmp_path)

    with ZipFile(io.BytesIO(pack.read_bytes())) as files:
        assert files.namelist() == ["sheets.html", "moodle.xml"]
        links = Links(files.read("sheets.html").decode()).found
    assert len(links) == 2
    assert links[0] != links[1]
    assert all(link.startswith(f"{server_url}/#spec=") and link.endswith("&step=6") for link in links)
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    page.goto(links[1].replace("#", f"?room={new_room()}#"))
    expect_rest(page, 6)


def test_of_a_network_too_large_for_a_hand_the_bound_is_told(page: Page):
    choose_data(page, data_set("digits"))
    opened = form(page)

    expect(opened.get_by_role("status")).to_have_text("The number of inputs should be at most 4, got 64.")
    expect(opened.get_by_role("button", name=say("sheets.download"))).to_be_disabled()
