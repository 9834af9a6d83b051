"""A page brings a CSV file: what it would become is told before it is used, and then it is a room's run."""

import json
import socket
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from app.data.csv_table import MOST_BYTES
from app.web.csv_files import MOST_CHOICES_BYTES
from tests.data import csv_files
from tests.patience import PATIENCE_S
from tests.web.rough import head, raw_line, rest, send_all, status

WINE = csv_files.red_wine()


def sent(file: bytes, name: str = "wine.csv", **choices: object) -> bytes:
    return json.dumps({"name": name, "choices": choices}).encode() + b"\n" + file


def post(url: str, path: str, body: bytes, **headers: str) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(Request(f"{url}/csv/{path}", data=body, headers=headers), timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_a_file_is_described_before_anything_is_chosen(server_url):
    code, told = post(server_url, "described", sent(WINE))

    assert code == 200
    assert (told["name"], told["rows"], told["delimiter"], told["flagged"]) == ("wine.csv", 1599, ";", 6)
    assert [each["name"] for each in told["columns"]] == [*csv_files.RED_WINE_COLUMNS, "quality"]
    assert told["columns"][0].keys() == {
        "name", "number", "kind", "role", "why", "values", "low", "high", "mean", "deviation", "histogram",
        "counts", "flagged", "becomes", "refused",
    }  # fmt: skip
    assert told["preview"][0]["cells"][0] == "4.6"
    assert (told["aim"], told["network"], told["problem"]["code"]) == (None, None, "unusable")


def test_a_description_follows_what_is_chosen(server_url):
    choices = {"target": ["quality"], "missing": "drop", "kinds": {"density": "off"}, "train_fraction": 0.5}
    code, told = post(server_url, "described", sent(WINE, **choices))

    assert code == 200
    assert (told["kept"], told["train_rows"], told["test_rows"], told["problem"]) == (1593, 796, 797, None)
    assert (told["columns"][7]["role"], told["columns"][7]["why"]) == ("off", "chosen")
    assert told["network"] == {"units": [10, 16, 6], "activations": ["tanh", "softmax"]}


def test_a_file_becomes_a_rooms_run_by_its_name(server_url, open_line):
    line = open_line()

    code, told = post(server_url, "run", sent(WINE, target=["quality"], missing="drop"))
    answer = line.say("configure", **told)

    assert (code, answer["type"]) == (200, "done")
    assert line.say("step")["index"] == 1
    run = open_line().until("run")
    assert run["spec"]["data"]["label"] == "wine.csv"
    assert run["classes"] == ["3", "4", "5", "6", "7", "8"]
    assert run["layers"][0]["names"] == list(csv_files.RED_WINE_COLUMNS)
    assert (run["train_rows"], run["test_rows"]) == (1274, 319)


def test_text_of_64_values_is_a_rooms_target_as_soon_as_it_is_chosen(server_url, open_line):
    file = b"x,name\n" + b"".join(b"%d,class %d\n" % (n, n % 64) for n in range(128))

    described = post(server_url, "described", sent(file))[1]["columns"][1]
    _, told = post(server_url, "run", sent(file, target=["name"]))
    answer = open_line().say("configure", **told)

    assert (described["role"], described["why"], described["refused"]) == ("off", "text", None)
    assert answer["type"] == "done"
    assert len(open_line().until("run")["classes"]) == 64


@pytest.mark.parametrize("path", ["described", "run"])
@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (b"", "bad_json", ""),
        (b"a,b\n1,2\n", "bad_json", ""),
        (sent(b"", name=""), "too_short", "name"),
        (sent(b"", missing="guess"), "invalid", "choices.missing"),
        (sent(b"", colour="red"), "unknown_field", "choices.colour"),
        (sent(b"a,b\n1,2\n3,4\n", target=["c"]), "unknown_name", "target"),
        (sent("a,b\n1,2\n".encode("utf-16")), "bad_encoding", "wine.csv"),
        (sent(b"a,b\n" + b"1,2\n" * 10_001), "too_large", "wine.csv, rows"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_field_and_the_value(server_url, path, body, code, field):
    answer, told = post(server_url, path, body)

    assert (answer, told["type"], told["code"], told["field"]) == (422, "error", code, field)


def test_a_table_that_cannot_be_used_is_refused_by_its_cell(server_url):
    code, told = post(server_url, "run", sent(WINE, target=["quality"]))

    assert (code, told["code"], told["value"]) == (422, "unusable", "100333333333333.0")
    assert told["field"] == "wine.csv, row 1360, column alcohol"


@pytest.mark.parametrize("path", ["described", "run"])
def test_a_file_that_is_too_large_is_refused_before_all_of_it_has_come(server_url, path):
    with raw_line(server_url) as line:
        size = MOST_BYTES + MOST_CHOICES_BYTES + 2**20
        asked = head(server_url, f"/csv/{path}", f"Content-Length: {size}", "Connection: close")
        send_all(line, asked.replace(b"GET", b"POST") + sent(b"x" * (size - 2**19))[: size - 2**19])
        answer = rest(line)

    assert status(answer) == 413
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "too_many_bytes"


def test_a_page_that_goes_in_the_middle_leaves_the_others_their_turn(server_url):
    with raw_line(server_url) as line:
        asked = head(server_url, "/csv/described", f"Content-Length: {len(WINE)}")
        send_all(line, asked.replace(b"GET", b"POST") + WINE[:1000])
        line.shutdown(socket.SHUT_RDWR)

    assert post(server_url, "described", sent(WINE))[0] == 200


def test_pages_of_other_sites_may_bring_nothing(server_url):
    with pytest.raises(HTTPError) as caught:
        urlopen(
            Request(f"{server_url}/csv/described", data=sent(WINE), headers={"Origin": "https://evil.test"})
        )

    with caught.value:
        assert caught.value.code == 403
