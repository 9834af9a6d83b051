"""The page behind a proxy that passes on another name than its visitors use, or refuses what they need."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import expect_index, press
from tests.browser.guard import Guard
from tests.browser.words import say
from tests.proxying import Proxy, proxying
from tests.serving import serving

OpenPage = Callable[..., Page]
HOSTS = {
    "its own": lambda _: "127.0.0.1",
    "none": lambda _: None,
    "upper-case": str.upper,
    "without the port": lambda asked: asked.split(":")[0],
}


@pytest.fixture
def proxy(server_url: str) -> Iterator[Proxy]:
    """A proxy in front of the server all tests share, which knows of none."""
    with proxying() as proxy:
        proxy.upstream = server_url
        yield proxy


@pytest.fixture(scope="module")
def known_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """A proxy in front of a server that was told where its visitors see it: at ``/nets``."""
    home = tmp_path_factory.mktemp("server")
    with (
        proxying() as proxy,
        serving(home, "--public-url", f"http://{proxy.authority}/nets") as proxy.upstream,
    ):
        yield proxy


@pytest.fixture
def page(new_page: OpenPage, guard: Guard) -> Page:
    guard.host = "localhost"
    return new_page()


@pytest.mark.parametrize(
    ("name", "strips"),
    [("its own", "/nets"), ("none", ""), ("upper-case", ""), ("without the port", "/nets")],
)
def test_the_page_works_where_the_public_url_says(
    page: Page, known_proxy: Proxy, room: str, name: str, strips: str
):
    known_proxy.host, known_proxy.strips = HOSTS[name], strips

    page.goto(f"http://{known_proxy.authority}/nets?room={room}")  # without its last slash

    expect_index(page, 0)
    press(page, say("transport.forward"))
    expect_index(page, 1)
    expect(page.locator("#unloaded")).to_have_count(0)


def test_a_page_whose_program_is_refused_says_so_in_words(page: Page, proxy: Proxy, guard: Guard):
    guard.expect(" 403")
    proxy.host = lambda _: "127.0.0.1"

    page.goto(f"http://{proxy.authority}/")

    # These words stand in the document: the catalogue comes with the program.
    expect(page.get_by_role("region", name="The page did not load")).to_be_visible()
    expect(page.get_by_text("The program of this page did not load")).to_be_visible()
    expect(page.get_by_text("--public-url")).to_be_visible()


def test_a_page_with_too_many_cookies_for_the_line_says_so(page: Page, guard: Guard, server_url: str):
    guard.expect("431|WebSocket connection")
    guard.host = "127.0.0.1"
    fat = {"value": "c" * 3000, "domain": "127.0.0.1", "path": "/ws"}
    page.context.add_cookies([{"name": f"c{number}", **fat} for number in range(3)])
    page.goto(f"{server_url}/?room=cookies")

    expect(page.get_by_role("alert")).to_contain_text("The browser sends more about itself")


def test_a_page_whose_proxy_passes_no_websockets_on_says_so(page: Page, proxy: Proxy, guard: Guard):
    guard.expect("426|WebSocket connection")
    proxy.drops_upgrades = True

    page.goto(f"http://{proxy.authority}/")

    expect(page.get_by_role("alert")).to_contain_text(say("line.notPassedOn"))
