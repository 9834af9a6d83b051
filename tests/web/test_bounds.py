"""The server against clients that send too much, too slowly, too often, or nothing at all."""

import asyncio
import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import uvicorn
from uvicorn.server import ServerState

from app.web.http_protocol import limited_to
from app.web.listen import Patience
from tests.bench.process import cpu_s
from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.serving import serving, serving_process
from tests.web.conftest import Line
from tests.web.rough import frame, handshake, head, raw_line, rest, send_all, status

TEXT, BINARY, PING, PONG, CONTINUED = 1, 2, 9, 10, 0


class PoorServer(NamedTuple):
    """Where it is, and where its words go."""

    url: str
    pid: int
    log: Path


def alive(url: str) -> bool:
    return urlopen(f"{url}/health", timeout=PATIENCE_S).status == 200


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (["Cookie: " + "c" * 9000], 431),
        ([f"X-{number}: 1" for number in range(140)], 431),
        ([f"X-{number}: {'x' * 1000}" for number in range(90)], 431),
        (["Cookie: " + "c" * 7000], 200),
    ],
    ids=["a fat cookie", "many headers", "a fat head", "a cookie that is taken"],
)
def test_a_head_is_bounded_and_whoever_sends_more_is_told(server_url, more, expected):
    with raw_line(server_url) as line:
        send_all(line, head(server_url, "/health", "Connection: close", *more))
        answer = rest(line)

    assert status(answer) == expected
    assert expected == 200 or b"cookies" in answer


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (["Cookie: " + "c" * 9000], 431),
        ([f"X-{number}: 1" for number in range(140)], 431),
        (["Cookie: " + "c" * 7900], 101),
        ([f"X-{number}: 1" for number in range(90)], 101),
    ],
    ids=["a fat cookie", "many headers", "a cookie that is taken", "headers that are taken"],
)
def test_a_line_asked_for_with_too_much_is_answered(server_url, more, expected):
    with raw_line(server_url) as line:
        send_all(line, handshake(server_url, *more))

        assert status(line.recv(4096)) == expected


def test_an_endless_header_is_not_kept(server_url):
    with raw_line(server_url) as line:
        send_all(line, head(server_url).removesuffix(b"\r\n") + b"X: ")
        for _ in range(64):
            send_all(line, b"x" * 65_536)

        assert status(rest(line) or b"HTTP/1.1 431 ") == 431
    assert alive(server_url)


def test_an_address_is_bounded(server_url):
    with raw_line(server_url) as line:
        send_all(line, head(server_url, f"/?{'a' * 9000}"))

        assert status(rest(line)) == 414


@pytest.mark.parametrize(
    "request_", [b"\x16\x03\x01\x02\x00\x01", b"HELLO\r\n\r\n", b"GET /\xff HTTP/1.1\r\n\r\n"]
)
def test_what_is_no_http_is_answered_and_ended(server_url, request_):
    with raw_line(server_url) as line:
        send_all(line, request_)

        assert status(rest(line)) == 400


def test_questions_without_waiting_for_answers_are_bounded(server_url):
    with raw_line(server_url) as line:
        send_all(line, head(server_url) * 1000)
        answers = rest(line)

    assert answers.count(b"HTTP/1.1 200") <= 32
    assert alive(server_url)


def test_a_few_questions_at_once_are_answered_in_order(server_url):
    with raw_line(server_url) as line:
        send_all(line, head(server_url) * 7 + head(server_url, "/nothing", "Connection: close"))
        answers = rest(line)

    assert answers.count(b"HTTP/1.1 200") == 7
    assert answers.rindex(b"HTTP/1.1 404") > answers.rindex(b"HTTP/1.1 200")


def opened(line: socket.socket, url: str) -> None:
    send_all(line, handshake(url))
    assert status(line.recv(4096)) == 101


def close_code(came: bytes) -> int | None:
    """The code of the last frame that came, if it says why the line ends."""
    place = came.rfind(b"\x88")
    return int.from_bytes(came[place + 2 : place + 4], "big") if place >= 0 else None


@pytest.mark.parametrize(
    "useless",
    [
        frame(PING) * 100_000,
        frame(PONG, b"x" * 125) * 20_000,
        frame(TEXT, fin=False) + frame(CONTINUED, fin=False) * 100_000,
        frame(BINARY, b"x", fin=False) + frame(CONTINUED, b"x", fin=False) * 100_000,
    ],
    ids=["pings", "pongs", "empty fragments", "small fragments"],
)
def test_frames_that_ask_for_nothing_end_the_line_of_who_sends_too_many(server_url, open_line, useless):
    other = open_line()
    with raw_line(server_url) as line:
        opened(line, server_url)
        send_all(line, useless)
        rest(line)

    assert other.say("step")["index"] == 1


def test_a_message_in_many_large_parts_is_taken(server_url):
    text = json.dumps({"type": "step", "id": 1}).encode()
    parts = [b" " * 1024] * 60
    with raw_line(server_url) as line:
        opened(line, server_url)
        send_all(line, frame(TEXT, b" ", fin=False))
        send_all(line, b"".join(frame(CONTINUED, part, fin=False) for part in parts))
        send_all(line, frame(CONTINUED, text))
        came = b""
        while b'"type":"done"' not in came:
            chunk = line.recv(65_536)
            assert chunk, came[-200:]
            came += chunk


def test_many_messages_at_once_are_all_answered(open_line):
    line = open_line()

    for number in range(1, 501):
        line.socket.send(json.dumps({"type": "pause", "id": number}))

    assert line.until("done", id=500)


def test_text_that_is_none_ends_the_line_without_a_word_in_the_log(tmp_path):
    with serving(tmp_path) as url:
        with raw_line(url) as line:
            opened(line, url)
            send_all(line, frame(TEXT, b"\xff\xfe"))
            assert close_code(rest(line)) == 1007
        for path in ("/%ff?room=%ff", "/static/%ff"):
            with pytest.raises(HTTPError) as caught:
                urlopen(url + path, timeout=PATIENCE_S)
            caught.value.close()
        with raw_line(url) as line:
            send_all(line, handshake(url, "Cookie: \xff\xfe"))
            assert status(line.recv(4096)) == 101
        with raw_line(url) as line:
            send_all(line, handshake(url).replace(b"room=", b"room=\xff"))
            assert status(rest(line)) == 400

    assert (tmp_path / "server.log").read_text() == ""


@pytest.fixture(scope="module")
def poor_server(tmp_path_factory) -> Iterator[PoorServer]:
    """A server that is impatient, and may have 150 files open."""
    home = tmp_path_factory.mktemp("poor")
    command = ("sh", "-c", 'ulimit -n 150; exec "$@"', "sh", sys.executable, "-um", "tests.web.impatient")
    with serving_process(home, command=command) as (url, process):
        yield PoorServer(url, process.pid, home / "server.log")


def test_who_says_nothing_or_not_all_or_trickles_is_let_go(poor_server):
    url = poor_server.url
    begun = [
        b"",
        head(url)[:-2],
        head(url, "/ws", "Content-Length: 100").replace(b"GET", b"POST") + b"half",
        head(url) + b"\r\n",
    ]
    with ExitStack() as stack:
        lines = [stack.enter_context(raw_line(url)) for _ in [*begun, b"trickle"]]
        for line, text in zip(lines, begun, strict=False):
            send_all(line, text)
        trickling = lines[-1]
        trickling.settimeout(0.1)
        began = time.monotonic()
        send_all(trickling, head(url)[:-2] + b"X: ")
        while time.monotonic() - began < PATIENCE_S and is_open(trickling):
            send_all(trickling, b"x")

        assert time.monotonic() - began < PATIENCE_S
        for line in lines[:-1]:
            rest(line)


def is_open(line: socket.socket) -> bool:
    try:
        return line.recv(1) != b""
    except TimeoutError:
        return True
    except ConnectionError:
        return False


def test_out_of_handles_means_neither_a_busy_loop_nor_a_full_log(poor_server):
    url = poor_server.url
    with dial(f"{url.replace('http', 'ws', 1)}/ws") as viewer, ExitStack() as stack:
        silent = [stack.enter_context(raw_line(url)) for _ in range(250)]
        before = cpu_s(poor_server.pid)
        assert Line(viewer).say("step")["type"] == "done"
        for line in silent:
            rest(line)
        spent = cpu_s(poor_server.pid) - before

        assert alive(url)
        assert spent < 1
        assert len(poor_server.log.read_text().splitlines()) <= 3


def test_whoever_is_one_too_many_is_told_so():
    async def answer() -> bytes:
        config = uvicorn.Config(lambda *_: None, log_config=None)
        config.load()
        crowded = limited_to(most_connections=0, longest_request_s=PATIENCE_S)
        ours, theirs = socket.socketpair()
        await asyncio.get_running_loop().create_connection(
            lambda: crowded(config, ServerState(), {}), sock=ours
        )
        reader, writer = await asyncio.open_connection(sock=theirs)
        writer.write(head("http://127.0.0.1"))
        said = await reader.read()
        writer.close()
        return said

    said = asyncio.run(answer())

    assert status(said) == 503
    assert b"as many connections as it may have" in said


def test_a_loop_that_can_take_no_connection_says_so_once_in_a_while(capsys):
    now = [0.0]
    patience = Patience(lambda: now[0])
    context = {"exception": OSError(24, "Too many open files"), "message": "socket.accept() out of resource"}

    for now[0] in (0.0, 1.0, 59.0, 61.0):
        patience(None, context)

    assert capsys.readouterr().err.count("no connection can be taken for now") == 2
