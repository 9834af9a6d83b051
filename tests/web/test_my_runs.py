"""The kept runs of one browser, which shows a secret: another sees none, and learns of none."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.serving import serving
from tests.web.conftest import Line

MINE, ANOTHER = "1" * 64, "2" * 64


def asked(url: str, secret: str, **body: str) -> tuple[int, dict]:
    """Ask as a browser that shows a secret."""
    text = json.dumps(body).encode() if body else None
    try:
        request = Request(url, text, {"x-propscope-browser": secret})
        with urlopen(request, timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, {}


@pytest.fixture
def room(server_url):
    """The name of an own room where a step was made."""
    with dial(server_url.replace("http", "ws", 1) + "/ws") as socket:
        line = Line(socket)
        name = line.until("welcome")["room"]
        asked(f"{server_url}/runs/own", MINE, room=name)
        line.say("step")
        yield name


def rooms(server_url, secret):
    return [run["room"] for run in asked(f"{server_url}/runs", secret)[1]["runs"]]


def test_a_run_is_seen_and_changed_by_who_shows_its_secret_alone(server_url, room):
    assert room in rooms(server_url, MINE)
    assert rooms(server_url, ANOTHER) == []
    for what in ("name", "copy", "delete", "undelete"):
        assert asked(f"{server_url}/runs/{what}", ANOTHER, room=room)[0] == 404
    assert asked(f"{server_url}/runs/own", ANOTHER, room=room)[0] == 200, "which tells nothing"
    assert rooms(server_url, ANOTHER) == []

    status, copy = asked(f"{server_url}/runs/copy", MINE, room=room, title="Mine, too")
    assert status == 200
    assert asked(f"{server_url}/runs/name", MINE, room=room, title="Mine")[0] == 200
    assert asked(f"{server_url}/runs/delete", MINE, room=room)[0] == 409, "somebody is in it"
    titles = {run["title"] for run in asked(f"{server_url}/runs", MINE)[1]["runs"]}
    assert {"Mine", "Mine, too"} <= titles
    assert asked(f"{server_url}/runs/delete", MINE, room=copy["room"])[0] == 200
    assert copy["room"] not in rooms(server_url, MINE)


@pytest.mark.parametrize("secret", ["", "1" * 63, "1" * 65, "G" * 64])
def test_what_can_be_no_secret_has_no_runs(server_url, room, secret):
    assert asked(f"{server_url}/runs", secret)[1].get("runs", []) == []
    assert asked(f"{server_url}/runs/name", secret, room=room, title="A")[0] in (404, 422)


def test_what_cannot_be_done_is_refused(server_url, room):
    assert asked(f"{server_url}/runs/name", MINE, room=room, title="a" * 81)[0] == 422
    assert asked(f"{server_url}/runs/name", MINE, room=room, title="a" * 2000)[0] == 422
    assert asked(f"{server_url}/runs/burn", MINE, room=room)[0] == 404


def test_a_server_that_keeps_none_says_so_and_for_how_long_they_are_there(tmp_path):
    room = "own-" + "0" * 32

    with serving(tmp_path, "--store", "none") as url:
        told = asked(f"{url}/runs", MINE)
        owned = asked(f"{url}/runs/own", MINE, room=room)
        named = asked(f"{url}/runs/name", MINE, room=room, title="A")

    assert told == (200, {"kept_days": 0.0, "idle_minutes": 30.0, "most": 200, "runs": []})
    assert (owned[0], named[0]) == (200, 503)
