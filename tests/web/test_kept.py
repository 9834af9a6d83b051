"""A specification that is too large for an address is kept for the links that name it."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.patience import PATIENCE_S

SPEC = {"data": {"kind": "table", "x": [[1], [2]], "y": [[1], [2]], "label": "own"}}


def asked(url: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(Request(url, data=body, headers=headers), timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, {}


def test_what_is_kept_is_found_by_the_digest_of_its_run(server_url, open_line):
    open_line().say("configure", spec=SPEC)
    digest = open_line().until("run")["digest"]

    kept = asked(f"{server_url}/kept", json.dumps(SPEC).encode())
    found = asked(f"{server_url}/kept/{digest}")

    assert kept == (200, {"digest": digest})
    assert found == (200, SPEC)


def test_what_is_not_kept_is_not_there(server_url):
    assert asked(f"{server_url}/kept/{'0' * 32}")[0] == 404
    assert asked(f"{server_url}/kept/..%2f..%2fetc%2fpasswd")[0] == 404


@pytest.mark.parametrize("body", [b"{", b'{"seed": -1}'])
def test_only_specifications_are_kept(server_url, body):
    assert asked(f"{server_url}/kept", body)[0] == 422


def test_pages_of_other_sites_may_keep_nothing(server_url):
    assert asked(f"{server_url}/kept", b"{}", Origin="https://evil.test")[0] == 403
