"""A table of more rows than the line takes at once comes to the room from a link all the same."""

import base64
import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.driving import expect_index
from tests.browser.railing import run
from tests.browser.words import say

ROWS = 1600
MOST_MESSAGE_BYTES = 65_536


def test_a_link_with_1600_rows_opens_at_its_step(open_page: Callable[..., Page]):
    x = [[(row * 7919 % 10007) / 10007, (row * 104729 % 10009) / 10009] for row in range(ROWS)]
    spec = {"data": {"kind": "table", "x": x, "y": [[1.0 if a > b else 0.0] for a, b in x]}}
    text = json.dumps(spec)
    assert len(text) > MOST_MESSAGE_BYTES

    page = open_page(f"#spec={base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}&step=3")

    expect_index(page, 3)
    expect(run(page)).to_have_text(re.compile(f"^{say('rail.ownTable')} · "))
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_link_of_a_large_table_is_short_and_opens_for_others(open_page: Callable[..., Page]):
    x = [[row / ROWS, (row * 7919 % 10007) / 10007] for row in range(ROWS)]
    spec = {"data": {"kind": "table", "x": x, "y": [[a] for a, _ in x], "label": "flats.csv"}}
    text = base64.urlsafe_b64encode(json.dumps(spec).encode()).decode().rstrip("=")
    page = open_page(f"#spec={text}&step=2")
    expect_index(page, 2)

    page.get_by_role("button", name=say("sharing.share"), exact=True).click()
    copy = page.get_by_role("button", name=say("share.copy.link"))
    expect(copy).to_be_enabled()
    made = page.get_by_label(say("share.result.link"), exact=True)
    expect(made).to_have_value(re.compile(r"#kept=[0-9a-f]{32}&step=2&sum=[\w-]{8}$"))
    link = made.input_value()
    other = open_page(link.partition("#")[2].join(["#", ""]))

    expect_index(other, 2)
    expect(run(other)).to_have_text(re.compile("^flats.csv · "))
