"""What brings others into a class is told over HTTP: the addresses to type, and the link as a code."""

import json
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from app.rooms.tries import MOST_MISSES
from app.web.room_codes import drawn
from tests.patience import PATIENCE_S
from tests.serving import serving


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for other machines, with a class K7QX."""
    home = tmp_path_factory.mktemp("open")
    with serving(home, "--classroom", "--room", "k7qx", "--public-url", "http://learn.example.org/") as url:
        yield url


@pytest.fixture(scope="module")
def closed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on this machine alone, with a class K7QX."""
    with serving(tmp_path_factory.mktemp("closed"), "--room", "K7QX") as url:
        yield url


def get(address: str) -> tuple[int, str, bytes]:
    try:
        with urlopen(address, timeout=PATIENCE_S) as answer:
            assert answer.headers["cache-control"] == "no-store"
            return answer.status, answer.headers["content-type"], answer.read()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.headers["content-type"], refused.read()


def test_the_page_learns_where_others_come_in(open_server):
    status, kind, body = get(f"{open_server}/room.json?room=K7QX")

    assert (status, kind) == (200, "application/json")
    assert json.loads(body) == {"addresses": ["http://learn.example.org/"]}


@pytest.mark.parametrize(
    "asked", ["room=K7QX", "room=k7qx", "room=K7QX&at=http%3A%2F%2Flearn.example.org%2F"]
)
def test_the_code_to_be_scanned_is_the_classs_link_and_nothing_else(open_server, asked):
    status, kind, body = get(f"{open_server}/room.svg?{asked}")

    assert (status, kind) == (200, "image/svg+xml")
    assert body == drawn("http://learn.example.org/?room=K7QX")


def test_no_code_leads_to_where_the_server_is_not(open_server):
    assert get(f"{open_server}/room.svg?room=K7QX&at={quote('http://evil.example/')}")[0] == 404


def test_where_nobody_else_comes_in_none_is_drawn_and_the_page_is_told(closed_server):
    assert json.loads(get(f"{closed_server}/room.json?room=K7QX")[2]) == {"addresses": []}
    assert get(f"{closed_server}/room.svg?room=K7QX")[0] == 404


@pytest.mark.parametrize("room", ["ZZZZ", "../etc", "", "own-0"])
@pytest.mark.parametrize("path", ["room.json", "room.svg"])
def test_of_a_room_that_is_not_open_nothing_is_told(closed_server, path, room):
    assert get(f"{closed_server}/{path}?room={quote(room)}")[0] == 404


def test_who_tries_many_codes_is_told_nothing_any_more(tmp_path):
    with serving(tmp_path, "--room", "K7QX") as url:
        answers = [get(f"{url}/room.json?room=ZZZZ")[0] for _ in range(MOST_MISSES)]

        assert answers == [404] * MOST_MISSES
        assert get(f"{url}/room.json?room=K7QX")[0] == 429
