"""A table of as many rows as a specification may have comes to a room, and nothing larger."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from app.rooms.uploads import MOST_UPLOAD_BYTES
from tests.patience import PATIENCE_S
from tests.web.rough import head, raw_line, rest, send_all, status


def table(rows: int) -> dict[str, object]:
    x = [[(row * 7919 % 10007) / 10007, (row * 104729 % 10009) / 10009] for row in range(rows)]
    y = [[1.0 if a > b else 0.0] for a, b in x]
    return {"data": {"kind": "table", "x": x, "y": y}}


def post(url: str, body: bytes, **headers: str) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(Request(f"{url}/spec", data=body, headers=headers), timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


@pytest.mark.parametrize("rows", [1_600, 10_000])
def test_a_large_table_is_uploaded_and_configured_by_its_name(server_url, open_line, rows):
    line = open_line()

    code, told = post(server_url, json.dumps(table(rows)).encode())
    answer = line.say("configure", **told)

    assert code == 200
    assert answer["type"] == "done"
    assert line.say("step")["index"] == 1


def test_what_is_uploaded_is_checked_as_anything_else(server_url, open_line):
    line = open_line()
    for body, field in ((b'{"seed": -1}', "spec.seed"), (b"{", "spec"), (b"\xff", "spec")):
        _, told = post(server_url, body)

        answer = line.say("configure", **told)

        assert (answer["type"], answer["field"]) == ("error", field)
    assert line.say("step")["index"] == 1


def test_a_name_of_no_upload_is_refused(open_line):
    answer = open_line().say("configure", uploaded="made-up")

    assert (answer["type"], answer["field"]) == ("error", "uploaded")


def test_an_upload_that_is_too_large_is_refused_in_words(server_url):
    with raw_line(server_url) as line:
        size = MOST_UPLOAD_BYTES + 1
        asked = head(server_url, "/spec", f"Content-Length: {size}", "Connection: close")
        send_all(line, asked.replace(b"GET", b"POST"))
        send_all(line, b" " * size)
        answer = rest(line)

    assert status(answer) == 413
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "too_many_bytes"


def test_pages_of_other_sites_may_upload_nothing(server_url):
    with pytest.raises(HTTPError) as caught:
        urlopen(Request(f"{server_url}/spec", data=b"{}", headers={"Origin": "https://evil.test"}))

    with caught.value:
        assert caught.value.code == 403
