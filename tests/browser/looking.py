"""One page that many tests judge: it is opened and walked through once, and none of them changes it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.browser.conftest import VIEWPORT, in_room
from tests.browser.contexts import BEEN_HERE, PATIENCE_MS
from tests.browser.driving import expect_index
from tests.browser.guard import Guard
from tests.browser.hindered import hinder


@contextmanager
def looking(browser: Browser, server_url: str) -> Iterator[Page]:
    """Open a page that moves nothing, in a room of its own; when it closes it must have been clean."""
    guard = Guard(server_url)
    with browser.new_context(viewport=VIEWPORT, locale="en-GB", reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(BEEN_HERE)
        page = context.new_page()
        hinder(page)
        guard.watch(page)
        page.goto(in_room(f"{server_url}/", f"looked-at-{uuid.uuid4().hex[:12]}"))
        expect_index(page, 0)
        yield page
        assert guard.problems() == []
