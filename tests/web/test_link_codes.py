"""A run's link as a code to be scanned: to this server alone, and by an address that others reach."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from app.settings import Settings
from app.web.room_codes import drawn_small
from app.web.whereabouts import ways_in
from tests.patience import PATIENCE_S
from tests.serving import serving

MOST_LETTERS = 271
"""Of a code of 57 modules with the least correction."""


def asked(url: str, tail: str) -> tuple[int, dict]:
    try:
        with urlopen(Request(f"{url}/link-code", tail.encode()), timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_where_only_this_machine_comes_in_there_is_no_code(server_url):
    assert asked(server_url, "#z=abc") == (200, {"address": None, "svg": None})


def test_a_link_is_drawn_with_the_address_by_which_others_come_in(tmp_path):
    home = "https://nets.example.org/p/"
    with serving(tmp_path, "--store", "none", "--public-url", home) as url:
        status, told = asked(url, "?room=a#z=abc&step=3")
        _, long = asked(url, "#z=" + "a" * MOST_LETTERS)

    assert (status, told["address"]) == (200, f"{home}?room=a#z=abc&step=3")
    assert told["svg"].encode() == drawn_small(told["address"])
    assert long == {"address": f"{home}#z={'a' * MOST_LETTERS}", "svg": None}


def test_a_code_has_at_most_57_modules():
    fits = drawn_small("h" * MOST_LETTERS)

    assert fits is not None
    assert b'viewBox="0 0 65 65"' in fits, "with four around it"
    assert drawn_small("h" * (MOST_LETTERS + 1)) is None


@pytest.mark.parametrize(
    "tail", ["", "//elsewhere.example", "https://elsewhere.example", "#a b", "#" + "a" * 3000]
)
def test_nothing_else_is_drawn(server_url, tail):
    assert asked(server_url, tail)[0] == 422


def test_a_server_that_listens_everywhere_is_reached_by_its_address():
    assert ways_in(Settings(), 80, "192.168.7.9:8765")[0] == "http://192.168.7.9:8765/"
