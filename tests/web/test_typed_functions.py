"""A function that is being typed is pictured, or told what is wrong with it."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.patience import PATIENCE_S


def post(url: str, body: bytes) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(Request(f"{url}/function", data=body), timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def function(expression: str, **more: object) -> bytes:
    return json.dumps({"kind": "function", "expression": expression} | more).encode()


def test_a_function_is_pictured_as_it_will_be(server_url):
    code, told = post(server_url, function("x^2", domain=[-1, 1]))

    assert code == 200
    assert (told["variables"], told["compares"], told["domain"]) == (["x"], False, [-1, 1])
    assert told["values"][0] == told["values"][-1] == 1
    assert told["values"][120] == 0


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        (function("sin(x"), 200, "bad_expression", "data.expression"),
        (function("1/x"), 200, "undefined", "data.expression"),
        (function("x", domain=[2, 1]), 200, "not_above", "data.domain.1"),
        (b'{"kind": "circle"}', 422, "unknown_name", "data.kind"),
        (b"{", 422, "bad_json", "data"),
        (b"[" * 5000, 413, "too_many_bytes", "function"),
    ],
)
def test_what_is_no_function_is_answered_in_words(server_url, body, status, code, field):
    answered, told = post(server_url, body)

    assert (answered, told["code"], told["field"]) == (status, code, field)
