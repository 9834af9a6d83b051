"""The guard of the browser tests sees what a page may not do."""

import re

import pytest
from playwright.sync_api import Page, Route

STRICT = {"content-type": "text/html", "content-security-policy": "default-src 'self'"}


@pytest.fixture
def empty_page(new_page, server_url: str) -> Page:
    """A page of this server's host with nothing on it, under a strict policy."""

    def answer(route: Route) -> None:
        known = route.request.url == f"{server_url}/empty"
        route.fulfill(
            status=200 if known else 404, headers=STRICT, body="<!doctype html><title>empty</title>"
        )

    page = new_page()
    page.route("**/*", answer)
    page.goto(f"{server_url}/empty")
    return page


@pytest.mark.parametrize(
    ("event", "action", "told"),
    [
        ("console", "console.error('boom')", "console: boom"),
        ("pageerror", "queueMicrotask(() => { throw new Error('boom') })", "uncaught: boom"),
        ("response", "fetch('/missing')", "request failed: .*: 404"),
        ("request", "location = 'http://third.example/'", "request to a third party: http://third.example/"),
        (
            "console",
            "document.documentElement.setAttribute('style', 'color: red')",
            "security policy: style-src",
        ),
        ("console", "new WebSocket('ws://third.example/')", "security policy: connect-src"),
    ],
)
def test_a_page_that_misbehaves_is_found_out(empty_page: Page, guard, event: str, action: str, told: str):
    with empty_page.expect_event(event, lambda _: guard.saw(told)):
        empty_page.evaluate(f"() => {{ {action} }}")

    assert any(re.search(told, line) for line in guard.problems())
    guard.expect(".")


def test_a_quiet_page_is_clean(empty_page: Page, guard):
    empty_page.evaluate("console.log('all is well')")

    assert guard.problems() == []


def test_what_a_test_expects_is_let_pass(empty_page: Page, guard):
    guard.expect("boom")

    empty_page.evaluate("console.error('boom')")

    assert guard.problems() == []
