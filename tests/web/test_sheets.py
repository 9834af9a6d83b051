"""Exercise sheets of a room's network come over HTTP as one file, the same as the command line's."""

import io
import json
import socket
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from app.engine import read_spec
from app.sheets import blocks, exercises, files
from tests.patience import PATIENCE_S

XOR = {
    "data": {"kind": "xor"},
    "hidden": [{"units": 2, "activation": "sigmoid"}],
    "output_activation": "sigmoid",
}
URL = "https://learn.example.org/"


@pytest.fixture
def ask(server_url, open_line):
    """Asks for sheets of a room of this test's own, which runs ``XOR``."""
    line = open_line()
    room = line.receive()[0]["room"]
    assert line.say("configure", spec=XOR)["type"] == "done"

    def ask(way: str = "sheets", **asked: object) -> tuple[int, str, bytes]:
        address = f"{server_url}/{way}?{urlencode({'room': room, 'url': URL, **asked})}"
        try:
            with urlopen(address, timeout=PATIENCE_S) as answer:
                assert answer.headers["cache-control"] == "no-store"
                return answer.status, answer.headers["content-disposition"], answer.read()
        except HTTPError as error:
            with error:
                return error.code, "", error.read()

    ask.line, ask.room = line, room
    return ask


def test_a_class_has_the_files_of_the_command_line_in_one(ask):
    status, named, content = ask(pupils=3, rows=2, level="slopes", seed=5)

    wanted = files(list(exercises(read_spec(json.dumps(XOR)), 3, rows=2, seed=5)), "slopes", URL)
    assert (status, named) == (200, f'attachment; filename="propscope-{ask.room}-sheets.zip"')
    with ZipFile(io.BytesIO(content)) as pack:
        assert {name: pack.read(name).decode() for name in pack.namelist()} == {
            name: "".join(pieces) for name, pieces in wanted.items()
        }
    assert ask(pupils=3, rows=2, level="slopes", seed=5)[2] == content


def test_key_and_questions_can_be_left_out(ask):
    with ZipFile(io.BytesIO(ask(key=False, questions=False)[2])) as pack:
        assert pack.namelist() == ["sheets.html"]


def test_sheets_are_of_what_is_in_force_where_the_run_stands(ask):
    ask.line.say("step", count=1, unit="epoch")
    changed = XOR | {"optimizer": {"kind": "sgd", "learning_rate": 0.7}}
    assert ask.line.say("configure", spec=changed)["type"] == "done"

    with ZipFile(io.BytesIO(ask()[2])) as pack:
        assert "η = 0.7" in pack.read("sheets.html").decode()


def test_what_a_sheet_asks_for_is_told_before_it_is_made(ask):
    status, _, told = ask("sheets/described", level="delta")

    (exercise,) = exercises(read_spec(json.dumps(XOR)), 1)
    lines = [line for block in blocks(exercise, "delta") for line in block.lines]
    blank = sum(line.blank for line in lines)
    assert (status, json.loads(told)) == (200, {"blank": blank, "numbers": len(lines)})
    assert 0 < blank < len(lines)


@pytest.mark.parametrize(("way", "answered"), [("sheets", 422), ("sheets/described", 200)])
def test_what_a_hand_cannot_work_is_refused_with_its_bound(ask, way, answered):
    ask.line.say("configure", spec=XOR | {"hidden": [{"units": 9}]})

    status, _, refused = ask(way)

    told = json.loads(refused)
    assert (status, told["field"], told["limit"], told["value"]) == (
        answered,
        "hidden.0.units",
        4,
        "9",
    )


@pytest.mark.parametrize(
    ("asked", "field", "limit"),
    [({"pupils": 301}, "pupils", 300), ({"rows": 5}, "rows", 4), ({"level": "all"}, "level", None)],
)
def test_what_is_out_of_bounds_is_refused_by_its_name(ask, asked, field, limit):
    status, _, refused = ask(**asked)

    told = json.loads(refused)
    assert (status, told["field"]) == (422, field)
    assert limit is None or told["limit"] == limit


def test_a_room_that_is_not_there_is_said_so(ask):
    assert ask(room="nobody-is-here")[0] == 404


def test_who_goes_away_does_not_keep_others_waiting(ask, server_url):
    place = urlsplit(server_url)
    query = urlencode({"room": ask.room, "pupils": 300, "url": URL})
    with socket.create_connection((place.hostname, place.port), PATIENCE_S) as leaving:
        leaving.sendall(f"GET /sheets?{query} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())

    assert ask()[0] == 200
