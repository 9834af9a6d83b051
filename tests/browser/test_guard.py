"""The guard of the browser tests sees what a page may not do."""

import re

import pytest
from playwright.sync_api import Page, Route

MOST_LOOKS = 300
BETWEEN_LOOKS_MS = 100
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
    ("action", "told"),
    [
        ("console.error('boom')", "console: boom"),
        ("queueMicrotask(() => { throw new Error('boom') })", "uncaught: boom"),
        ("fetch('/missing')", "request failed: .*: 404"),
        ("location = 'http://third.example/'", "request to a third party: http://third.example/"),
        ("document.documentElement.setAttribute('style', 'color: red')", "security policy: style-src"),
        ("new WebSocket('ws://third.example/')", "security policy: connect-src"),
    ],
)
def test_a_page_that_misbehaves_is_found_out(empty_page: Page, guard, action: str, told: str):
    empty_page.evaluate(f"() => {{ {action} }}")

    for _ in range(MOST_LOOKS):
        if any(re.search(told, line) for line in guard.problems()):
            break
        empty_page.wait_for_timeout(BETWEEN_LOOKS_MS)
    else:
        pytest.fail("nothing was told")
    guard.expect(".")


def test_a_quiet_page_is_clean(empty_page: Page, guard):
    empty_page.evaluate("console.log('all is well')")

    assert guard.problems() == []


def test_what_a_test_expects_is_let_pass(empty_page: Page, guard):
    guard.expect("boom")

    empty_page.evaluate("console.error('boom')")

    assert guard.problems() == []
