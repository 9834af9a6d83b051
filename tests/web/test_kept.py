"""A specification that is too large for an address is kept for the links that name it."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.patience import PATIENCE_S

SPEC = {"data": {"kind": "table", "x": [[1], [2]], "y": [[1], [2]], "label": "own"}}
PAINTED = {
    "data": {
        "kind": "table",
        "x": [[row % 12 - 5.5, row // 200] for row in range(1000)],
        "y": [[row % 3] for row in range(1000)],
        "classes": ["A", "B", "C"],
        "domain": [-6.0, 6.0],
        "train_fraction": 0.8,
    },
    "inputs": ["x1", "sin(x1*x2)"],
}
TYPED = {"data": {"kind": "function", "expression": "sin(x)*x", "domain": [-6.0, 6.0]}}


def asked(url: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(Request(url, data=body, headers=headers), timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, {}


@pytest.mark.parametrize("spec", [SPEC, PAINTED, TYPED])
def test_what_is_kept_is_found_by_the_digest_of_its_run(server_url, open_line, spec):
    open_line().say("configure", spec=spec)
    digest = open_line().until("run")["digest"]

    kept = asked(f"{server_url}/kept", json.dumps(spec).encode())
    found = asked(f"{server_url}/kept/{digest}")

    assert kept == (200, {"digest": digest})
    assert found == (200, spec)


def test_what_is_not_kept_is_not_there(server_url):
    assert asked(f"{server_url}/kept/{'0' * 32}")[0] == 404
    assert asked(f"{server_url}/kept/..%2f..%2fetc%2fpasswd")[0] == 404


@pytest.mark.parametrize("body", [b"{", b'{"seed": -1}'])
def test_only_specifications_are_kept(server_url, body):
    assert asked(f"{server_url}/kept", body)[0] == 422


def test_pages_of_other_sites_may_keep_nothing(server_url):
    assert asked(f"{server_url}/kept", b"{}", Origin="https://evil.test")[0] == 403
