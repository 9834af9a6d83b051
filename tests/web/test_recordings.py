"""A room's run is taken home as a recording, and brought back: to another room, or another server."""

import io
import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import numpy as np
import pytest

from app.recordings import MOST_BYTES, read, verify, written
from tests.patience import PATIENCE_S
from tests.recordings.files import TABLE, file, members, recorded, vouched


@pytest.fixture
def post(server_url):
    """Brings what is said to be a recording; gives status and answer."""

    def bring(content: bytes) -> tuple[int, dict]:
        try:
            with urlopen(Request(f"{server_url}/recordings", content), timeout=PATIENCE_S) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            with error:
                return error.code, json.load(error)

    return bring


def test_a_run_is_taken_home_and_another_room_stands_where_it_stood(server_url, open_line, post):
    line = open_line()
    room = line.receive()[0]["room"]
    line.say("step", count=3, unit="epoch")
    line.say("set_parameter", parameter={"layer": 1, "unit_in": 0, "unit_out": 0, "value": 2.0})
    line.say("step", count=-40)
    _, was = shown(line)

    with urlopen(f"{server_url}/export/recording?room={room}", timeout=PATIENCE_S) as answer:
        named, saved = answer.headers["content-disposition"], answer.read()
    status, told = post(saved)
    line.say("reset")
    done = line.say("replay", uploaded=told["uploaded"])

    assert named == f'attachment; filename="propscope-{room}-recording.propscope"'
    assert verify(read(io.BytesIO(saved))).first is None
    assert (status, told["steps"], told["differences"]) == (200, 825, {})
    assert done["index"] == 785
    _, there = shown(line)
    assert was.keys() == there.keys()
    assert all(np.array_equal(was[key], there[key]) for key in was)
    assert line.say("seek", index=825)["type"] == "done"


def shown(line):
    """What a keyframe of the step has, come to anew."""
    line.say("step", count=2)
    line.socket.send(json.dumps({"type": "step", "id": 10**6, "count": -2}))
    while True:
        told, arrays = line.receive()
        if told.get("kind") == "keyframe":
            return told, arrays


def test_a_table_that_no_server_has_kept_comes_with_the_file(open_line, post):
    _, told = post(written(recorded(TABLE)))
    line = open_line()

    line.socket.send(json.dumps({"type": "replay", "id": 1, "uploaded": told["uploaded"]}))

    run = line.until("run", id=2)
    assert run["spec"]["data"]["x"] == TABLE["data"]["x"]


def test_what_is_not_the_same_there_is_told(post):
    parts = members(file())
    made_on = json.loads(parts["recording.json"])["made_on"]

    _, told = post(vouched(parts, made_on=made_on | {"numpy": "0.9"}))

    assert told["differences"] == {"numpy": ["0.9", made_on["numpy"]]}


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "unreadable"),
        (file()[:-1], 422, "unreadable"),
        (bytes(MOST_BYTES + 1), 413, "too_many_bytes"),
    ],
)
def test_what_is_no_recording_is_refused_with_the_reason(post, content, status, code):
    answered, told = post(content)

    assert (answered, told["code"], told["field"]) == (status, code, "recording")


def test_a_recording_is_stood_in_once(open_line, post):
    _, told = post(file())
    line = open_line()
    assert line.say("replay", uploaded=told["uploaded"])["type"] == "done"

    again = line.say("replay", uploaded=told["uploaded"])

    assert (again["type"], again["field"]) == ("error", "uploaded")
