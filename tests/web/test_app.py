"""The server over real sockets: the page and its headers, the line, and those who mean no good."""

import asyncio
import json
import socket
from contextlib import suppress
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import numpy as np
import pytest
from fastapi import Response
from websockets.exceptions import ConnectionClosed, InvalidStatus

from app.engine import Spec, Trainer
from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.playback.viewpoint import Viewpoint
from app.protocol import GREETING, SUBPROTOCOL
from app.rooms.outbox import MOST_FRAMES_WAITING
from app.web.app import create_app
from tests.dialling import dial
from tests.patience import PATIENCE_S


def get(url: str, **headers: str):
    return urlopen(Request(url, headers=headers), timeout=PATIENCE_S)


@pytest.mark.parametrize(
    "path", ["/", "/static/js/main.js", "/static/css/tokens.css", "/catalog.json", "/health"]
)
def test_every_answer_carries_the_security_headers(server_url, path):
    answer = get(server_url + path)

    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_page_is_small_over_the_wire(server_url):
    answer = get(server_url + "/static/vendor/uplot/uPlot.esm.js", **{"Accept-Encoding": "gzip"})

    assert answer.headers["content-encoding"] == "gzip"


def test_the_catalogue_lists_every_table(server_url):
    catalogue = json.load(get(server_url + "/catalog.json"))

    for table, records in (("activations", ACTIVATIONS), ("losses", LOSSES), ("optimizers", OPTIMIZERS)):
        assert [record["name"] for record in catalogue[table]] == list(records)
    assert {"circle", "xor", "spiral", "iris", "digits"} <= {
        record["name"] for record in catalogue["datasets"]
    }
    assert catalogue["schema"]["$defs"]["HiddenSpec"]["properties"]["units"]["maximum"] == 128


@pytest.mark.parametrize("path", ["/static/../app/server.py", "/static/%2e%2e/pyproject.toml", "/nothing"])
def test_nothing_but_the_pages_files_is_served(server_url, path):
    with pytest.raises(HTTPError) as caught:
        get(server_url + path)

    with caught.value:
        assert caught.value.code == 404


@pytest.mark.parametrize("path", ["/", "/static/js/main.js", "/catalog.json", "/health"])
def test_the_head_of_an_answer_can_be_asked_for_alone(server_url, path):
    head = urlopen(Request(server_url + path, method="HEAD"), timeout=PATIENCE_S)

    assert head.status == 200
    assert head.headers["content-length"] == get(server_url + path).headers["content-length"]
    assert head.read() == b""


def test_a_name_this_server_is_not_known_by_is_refused(server_url):
    with pytest.raises(HTTPError) as caught:
        get(server_url, Host="evil.test")

    with caught.value:
        assert caught.value.code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.test"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://[::1"},
        {"Host": "evil.test"},
    ],
)
def test_pages_of_other_sites_get_no_line(server_url, headers):
    address = server_url.replace("http", "ws", 1) + "/ws"

    with pytest.raises(InvalidStatus) as caught, dial(address, additional_headers=headers):
        pass

    assert caught.value.response.status_code == 403


def test_joining_tells_everything_in_order(open_line):
    line = open_line()

    kinds: list[str] = []
    while "keyframe" not in kinds:
        told = line.receive()[0]
        kinds.append(told.get("type") or told["kind"])

    assert kinds[0] == "welcome"
    assert [kind for kind in kinds if kind not in ("welcome", "people", "beat")] == [
        "run",
        "history",
        "playback",
        "layout",
        "keyframe",
    ]
    assert line.socket.subprotocol == SUBPROTOCOL


def test_a_page_of_another_version_is_told_which_one_is_spoken_and_nothing_else(open_line):
    line = open_line(subprotocols=["propscope.v1", GREETING])

    welcome, _ = line.receive()
    with pytest.raises(ConnectionClosed) as closed:
        line.receive()

    assert welcome == {"type": "welcome", "room": "", "protocol": SUBPROTOCOL}
    assert closed.value.rcvd.code == 1002


def test_a_page_of_this_version_is_let_in_whatever_else_it_offers(open_line):
    line = open_line(subprotocols=[GREETING, SUBPROTOCOL])

    assert line.until("welcome")["room"]
    assert line.socket.subprotocol == SUBPROTOCOL


def test_the_numbers_on_the_line_are_the_engines(open_line):
    view = Viewpoint(Spec())
    trainer = Trainer(view.spec, view.data.x_train, view.data.y_train)
    state = trainer.start()
    line = open_line()
    line.until("keyframe")

    for number in range(1, 24):
        state = trainer.step(state)
        line.socket.send(json.dumps({"type": "step", "id": number}))
        header, arrays = line.receive()
        while header.get("kind") != "step":
            header, arrays = line.receive()

        assert (header["index"], header["phase"], header["layer"]) == (
            number,
            state.position.phase,
            state.position.layer,
        )
        for key in state.made:
            assert np.array_equal(arrays[key], state.arrays[key]), key


def test_two_viewers_stay_on_the_same_step(open_line):
    first, second = open_line(), open_line()
    first.until("keyframe")
    second.until("keyframe")

    first.say("step", count=3)
    second.until("keyframe", index=3)
    second.say("step")

    first.until("step", index=4)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "{",
        "null",
        '"text"',
        '{"type": "explode"}',
        b"\x00\x01",
        "[" * 60_000,
        "x" * 70_000,
        " " * 900_000,
    ],
    ids=["empty", "half", "null", "text", "unknown", "binary", "nested", "too-large", "much-too-large"],
)
def test_the_server_survives_any_message(open_line, message):
    line = open_line()
    line.say("step", count=5)

    line.socket.send(message)

    assert line.until("error")["code"]
    assert line.say("step")["index"] == 6


def test_a_message_too_large_to_read_ends_only_its_own_line(open_line):
    line, other = open_line(), open_line()
    line.say("step", count=5)

    # The line may end while the message is still on its way.
    with suppress(ConnectionClosed):
        line.socket.send("x" * 2**21)
    with pytest.raises(ConnectionClosed):
        line.until("nothing that is ever said")
    assert other.say("step")["index"] == 6


def test_a_room_with_a_strange_name_is_refused(server_url):
    with dial(server_url.replace("http", "ws", 1) + "/ws?room=../etc") as socket_:
        told = json.loads(socket_.recv(timeout=PATIENCE_S))

    assert (told["type"], told["field"]) == ("error", "room")


def test_a_room_has_one_name_however_it_is_written(server_url):
    address = server_url.replace("http", "ws", 1) + "/ws?room=Room-K7QX"
    with dial(address) as socket_:
        assert json.loads(socket_.recv(timeout=PATIENCE_S))["room"] == "room-k7qx"


def test_a_viewer_that_stops_reading_delays_nobody(server_url, open_line):
    line = open_line()
    line.say("configure", spec={"hidden": [{"units": 128}, {"units": 128}]})
    stalled = socket.create_connection((urlsplit(server_url).hostname, urlsplit(server_url).port))
    stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    room = line.socket.request.path.split("=")[-1]
    stalled.sendall(
        f"GET /ws?room={room} HTTP/1.1\r\nHost: {urlsplit(server_url).netloc}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    assert b"101" in stalled.recv(16)

    stepped = [line.say("step")["index"] for _ in range(2 * MOST_FRAMES_WAITING)]
    line.say("set_speed", speed=None)
    line.say("play")
    seen = [line.until("keyframe")["index"] for _ in range(5)]

    assert stepped == list(range(1, len(stepped) + 1))
    assert seen == sorted(set(seen)), "every frame is further on than the one before"
    assert line.say("pause")["type"] == "done"
    stalled.close()


def test_health_says_so_when_no_session_can_run():
    async def asked() -> Response:
        app = create_app()
        (health,) = [route for route in app.routes if getattr(route, "path", "") == "/health"]
        return await health.endpoint()

    answer = asyncio.run(asked())

    assert answer.status_code == 503
    assert json.loads(answer.body)["status"] != "ok"
