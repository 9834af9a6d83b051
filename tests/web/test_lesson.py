"""A lesson is taken home over HTTP: by who shows a key that drives, while the class is open."""

import io
import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from zipfile import ZipFile

import pytest

from app.rooms.keys import KEY_HEADER
from tests.patience import PATIENCE_S
from tests.web.conftest import Line

Take = Callable[..., tuple[int, str, bytes]]


@pytest.fixture
def take(server_url: str) -> Take:
    def take(code: str, key: str | None) -> tuple[int, str, bytes]:
        request = Request(f"{server_url}/lesson?room={code}", headers={KEY_HEADER: key} if key else {})
        try:
            with urlopen(request, timeout=PATIENCE_S) as answer:
                assert answer.headers["cache-control"] == "no-store"
                return answer.status, answer.headers["content-disposition"], answer.read()
        except HTTPError as error:
            with error:
                return error.code, "", error.read()

    return take


@pytest.fixture
def teacher(open_line: Callable[..., Line]) -> Line:
    return open_line()


@pytest.fixture
def held(teacher: Line) -> tuple[str, dict[str, str]]:
    """A class: its code, and a key of each role."""
    teacher.socket.send(json.dumps({"type": "open_room", "id": 1000}))
    code = teacher.until("classroom")["code"]
    # Links are told as each is made: the last are those of both roles.
    while len(links := teacher.until("links")["links"]) < 2:
        pass
    return code, {link["role"]: link["key"] for link in links}


def test_a_lesson_is_taken_with_the_counts_of_what_was_asked(take, teacher, held, open_line):
    code, keys = held
    asked: dict[str, Any] = {"kind": "free", "text": "Why?", "options": ["so", "or so"]}
    assert teacher.say("start_poll", question=asked)["type"] == "done"
    assert open_line().say("answer", poll=1, choice=1, device="a-device-of-it")["type"] == "done"

    status, named, content = take(code.lower(), keys["drive"])

    assert status == 200
    assert named == f'attachment; filename="propscope-{code.lower()}-lesson.zip"'
    with ZipFile(io.BytesIO(content)) as pack:
        assert json.loads(pack.read("lesson.json"))["polls"][0]["rounds"] == [[0, 1]]
        assert "or so,1" in pack.read("polls.csv").decode()


def test_nobody_takes_it_without_a_key_that_drives(take, held):
    code, keys = held

    refused = [take(code, key) for key in (None, "a-key", keys["present"], keys["drive"].swapcase())]

    assert [(status, content) for status, _, content in refused] == [(403, b"bad_key")] * 4


def test_it_is_there_while_the_class_is_open(take, teacher, held):
    code, keys = held
    assert take(code, keys["drive"])[0] == 200

    assert teacher.say("close_room")["type"] == "done"

    assert take(code, keys["drive"])[0] == 404
