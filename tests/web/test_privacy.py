"""A lesson leaves nothing behind: neither who was there nor how they came in."""

import json

from app.protocol import SUBPROTOCOL
from tests.dialling import dial
from tests.serving import serving
from tests.web.conftest import Line

WORDS = "look at Ada's neuron"


def test_nothing_of_a_class_is_written_anywhere(tmp_path):
    with serving(tmp_path) as url:
        secrets = hold_a_class(url.replace("http", "ws", 1) + "/ws")

    written = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {str(path.relative_to(tmp_path)) for path in written} == {
        "propscope/runs.sqlite",
        "propscope/runs.sqlite-lock",
        "propscope/secret",
        "server.log",
    }
    for told in (*secrets, WORDS, "127.0.0.1"):
        assert all(told.encode() not in held for held in written.values()), told


def hold_a_class(address: str) -> list[str]:
    """Open a class, point at something, and close it; give what might be found afterwards."""
    with dial(address, subprotocols=[SUBPROTOCOL]) as socket:
        teacher = Line(socket)
        own = teacher.until("welcome")["room"]
        socket.send(json.dumps({"type": "open_room", "id": 1000}))
        told = [teacher.until(kind) for kind in ("classroom", "links")]
        code, key = told[0]["code"], told[1]["links"][0]["key"]
        teacher.say("point_at", spotlight={"on": {"layer": 1, "unit": 0}, "words": WORDS})
        with dial(f"{address}?room={code}", subprotocols=[SUBPROTOCOL]) as other:
            follower = Line(other)
            assert follower.until("classroom")["spotlight"]["words"] == WORDS
            assert follower.say("play")["code"] == "not_allowed"
            assert teacher.say("close_room")["type"] == "done"
            assert follower.until("closed")["code"] == code
    return [own, code, key]
