"""What tests do in the build rail, and read of it."""

from playwright.sync_api import Locator, Page

from tests.browser.words import say


def run(page: Page) -> Locator:
    """The run in a few words: "Circle · 2–4–2–1 · tanh"."""
    return page.get_by_role("status", name=say("header.run"), exact=True)


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def field(page: Page, name: str) -> Locator:
    return page.locator("#rail").get_by_label(name, exact=True)


def choose(page: Page, name: str, value: str) -> None:
    """Type a value into a field, and leave it."""
    field(page, name).fill(value)
    field(page, name).press("Enter")
