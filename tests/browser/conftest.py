"""A real server, a real Chromium, and pages that may not log, leak or break anything unseen."""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.contexts import PATIENCE_MS, Contexts
from tests.browser.driving import Line, expect_index, expect_rest
from tests.browser.guard import Guard
from tests.browser.teaching import Hearing, OpenClass, Teacher
from tests.serving import serving

FAILURES = Path(__file__).parent / "failures"
VIEWPORT = {"width": 1440, "height": 900}
expect.set_options(timeout=PATIENCE_MS)

OpenPage = Callable[..., Page]
_GUARD = pytest.StashKey[Guard]()


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server all tests share; every test has a room of its own there."""
    with serving(tmp_path_factory.mktemp("server"), "--allow-host", chromium.NOT_SECURE) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, without a window."""
    found = chromium.find()
    assert found is not None, "no Chromium: make chromium installs one"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=chromium.arguments())
        yield running
        running.close()


@pytest.fixture
def room() -> str:
    """The room of this test: its pages meet there, and nobody else's do."""
    return new_room()


@pytest.fixture
def guard(request: pytest.FixtureRequest, server_url: str) -> Guard:
    """What watches the pages of this test; ``guard.expect(pattern)`` lets a wanted failure pass."""
    return request.node.stash.setdefault(_GUARD, Guard(server_url))


@pytest.fixture(scope="session")
def contexts(browser: Browser, server_url: str) -> Contexts:
    """Where pages are opened, for a visitor who asks for no motion: else each step is drawn forty times."""
    return Contexts(browser, server_url, viewport=VIEWPORT, locale="en-GB", reduced_motion="reduce")


@pytest.fixture
def new_page(contexts: Contexts, guard: Guard) -> Iterator[Callable[..., Page]]:
    """Makes an empty page, each in a browser context by itself: ``new_page(color_scheme="dark")``.

    ``new_page(fresh=True)`` has nothing in its cache; all others find cookies and storage empty, no more.
    """
    with ExitStack() as pages:

        def make(**options: Any) -> Page:
            page = pages.enter_context(contexts.page(**options))
            guard.watch(page)
            return page

        yield make


@pytest.fixture(scope="module")
def _lasting_pages(contexts: Contexts, server_url: str) -> Iterator[Callable[[str], tuple[Page, Guard]]]:
    with ExitStack() as pages:

        @cache
        def make(path: str) -> tuple[Page, Guard]:
            page, guard = pages.enter_context(contexts.page()), Guard(server_url)
            guard.watch(page)
            page.goto(in_room(f"{server_url}/{path}", new_room()))
            expect_index(page)
            return page, guard

        yield make


@pytest.fixture
def lasting_page(
    _lasting_pages: Callable[[str], tuple[Page, Guard]], request: pytest.FixtureRequest
) -> Callable[[str], Page]:
    """Opens a page that all tests of a file share: ``lasting_page("?lang=pseudo")``.

    It stands as the test before has left it: for tests that only look, once they gave it its window and run.
    """

    def make(path: str) -> Page:
        page, request.node.stash[_GUARD] = _lasting_pages(path)
        return page

    return make


@pytest.fixture
def open_page(new_page: Callable[..., Page], server_url: str, room: str) -> OpenPage:
    """Opens the page in this test's room: ``open_page("?lesson=xor", reduced_motion="reduce")``.

    It is given once the room's run has come: before that nothing on it can be pressed.
    """

    def open_in_room(path: str = "", **context_options: Any) -> Page:
        page = new_page(**context_options)
        page.goto(in_room(f"{server_url}/{path.removeprefix('/')}", room))
        expect_index(page)
        return page

    return open_in_room


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The page, open in this test's room."""
    return open_page()


@pytest.fixture
def commands(new_page: Callable[..., Page], server_url: str, room: str) -> Line:
    """What the page in this room sends and is answered, from its first word on; it is ``commands.page``."""
    line = Line(new_page())
    line.page.goto(in_room(f"{server_url}/", room))
    expect_index(line.page)
    return line


def new_room() -> str:
    """Name a room where nobody is."""
    return f"test-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def dial_in(server_url: str) -> Iterator[Callable[..., Hearing]]:
    """Opens a line without a page: ``dial_in("?room=ABCD")``, or to a room that has nobody else."""
    with ExitStack() as lines:

        def make(search: str = "") -> Hearing:
            line = Hearing(server_url, search)
            lines.enter_context(line.socket)
            return line

        yield make


@pytest.fixture
def open_class(dial_in: Callable[..., Hearing], server_url: str) -> OpenClass:
    """Opens a class, and gives who leads it."""
    return lambda: Teacher(dial_in(), server_url)


@pytest.fixture
def calm(open_page: OpenPage) -> Page:
    """The page of someone who asks for no motion, drawn and at rest at the start."""
    page = open_page()
    expect_rest(page, 0)
    return page


def in_room(url: str, room: str) -> str:
    """The same address, in a room."""
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode({"room": room}))))
    return urlunsplit(parts._replace(query=query))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test whose pages did something they may not, and keep a picture of every failure."""
    try:
        result = yield
        if problems := _problems(item):
            pytest.fail("the page is not clean:\n" + "\n".join(problems), pytrace=False)
        return result
    except BaseException:
        _picture_pages(item)
        raise


def _problems(item: pytest.Item) -> list[str]:
    guard = item.stash.get(_GUARD, None)
    return guard.problems() if guard else []


def _picture_pages(item: pytest.Item) -> None:
    guard = item.stash.get(_GUARD, None)
    for number, page in enumerate(guard.pages if guard else [], start=1):
        if not page.is_closed():
            name = re.sub(r"[^\w.-]+", "-", item.name).strip("-")
            page.screenshot(path=FAILURES / f"{name}-{number}.png")
