"""A class over real sockets: who comes in by what, and that nobody drives who may not."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from app.protocol import SUBPROTOCOL
from app.protocol.decoding import NAMES
from app.rooms.classroom import MOST_LINKS
from app.rooms.codes import LETTERS
from app.rooms.keys import Grant, Keys
from app.rooms.tries import MOST_MISSES
from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.serving import serving
from tests.web.conftest import Line

CODE = "K7QX"
_EPOCHS = {"of": "epochs"}
_EPOCHS_PASS = {"quantity": _EPOCHS, "test": "at_least", "value": 1}

RUN_COMMANDS: dict[str, dict[str, Any]] = {
    "configure": {"spec": {}},
    "play": {},
    "pause": {},
    "step": {},
    "seek": {"index": 0},
    "set_speed": {"speed": 1.0},
    "set_loop": {"loop": {"first": 0, "last": 22}},
    "set_parameter": {"parameter": {"layer": 1, "unit_in": 0, "unit_out": 0, "value": 1.0}},
    "probe": {"values": [0.0, 0.0]},
    "weigh": {},
    "show_epochs": {"wanted": [0]},
    "undo": {},
    "redo": {},
    "reset": {},
    "restore": {"spec": {}, "edits": [], "index": 0},
    "replay": {"uploaded": "0" * 32},
    "branch": {},
    "go_to_branch": {"branch": 1},
    "rename_branch": {"branch": 1, "name": "mine"},
    "delete_branch": {"branch": 2},
    "undelete_branch": {},
    "read_branch": {"branch": 1},
    "sweep": {"vary": "seed", "values": [1, 2]},
    "stop_sweep": {},
    "set_stops": {"stops": []},
    "search": {"conditions": [_EPOCHS_PASS]},
    "find": {"conditions": [_EPOCHS_PASS]},
    "trace_number": {"quantity": _EPOCHS},
    "list_rows": {},
    "find_parting": {"spec": {}, "edits": []},
    "cancel": {"what": "find_parting"},
}
ROOM_COMMANDS: dict[str, dict[str, Any]] = {
    "open_room": {},
    "close_room": {},
    "set_pacing": {"pacing": "free"},
    "pause_all": {"paused": True},
    "show_sight": {"sight": {"sample": 3}},
    "point_at": {"spotlight": {"on": {"layer": 1, "unit": 0}}},
    "make_link": {"role": "drive"},
    "revoke_link": {"link": "teacher"},
    "start_poll": {"question": {"kind": "loss_falls"}},
    "close_poll": {},
    "vote_again": {},
    "reveal": {},
    "end_poll": {},
}

FORK_COMMANDS: dict[str, dict[str, Any]] = {
    "share_fork": {"shared": True},
    "watch_forks": {"watching": True},
    "take_fork": {"fork": "A"},
    "pin_fork": {"forks": []},
    "start_challenge": {"goal": {"kind": "test_loss"}, "most_neurons": 6},
    "hand_in": {},
    "end_challenge": {},
    "show_board": {"shown": True},
}

Open = Callable[..., Line]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Where a server with a class listens, and where it keeps its secret."""
    home = tmp_path_factory.mktemp("class")
    with serving(home, "--room", CODE) as url:
        yield url, home / "propscope" / "secret"


@pytest.fixture
def keys(place: tuple[str, Path]) -> Keys:
    return Keys(place[1].read_bytes)


@pytest.fixture
def teacher(open_line: "Open", keys: Keys) -> Line:
    """A line of who came by the teacher's link."""
    line = open_line(room=CODE)
    assert line.say("enter", key=keys.sign(Grant(CODE, "teacher", "drive")))["type"] == "done"
    return line


@pytest.fixture
def open_line(place: tuple[str, str]) -> Iterator[Open]:
    """Opens a line: ``open_line(room="K7QX")``."""
    with ExitStack() as lines:

        def open_one(**query: str) -> Line:
            asked = "&".join(f"{name}={value}" for name, value in query.items())
            address = place[0].replace("http", "ws", 1) + f"/ws?{asked}"
            socket = dial(address, subprotocols=[SUBPROTOCOL])
            lines.enter_context(socket)
            return Line(socket)

        yield open_one


def test_every_visitor_without_a_room_has_a_run_of_their_own(open_line):
    one, another = open_line(), open_line()
    rooms = [line.until("welcome")["room"] for line in (one, another)]
    one.until("keyframe", index=0)
    another.until("keyframe", index=0)

    assert one.say("step", count=3)["index"] == 3

    assert another.say("step")["index"] == 1
    assert len({*rooms}) == 2
    assert all(len(room.removeprefix("own-")) == 32 for room in rooms)


def test_a_run_of_ones_own_is_found_again_by_its_name(open_line):
    room = open_line().until("welcome")["room"]
    first = open_line(room=room)
    first.say("step", count=3)

    open_line(room=room).until("keyframe", index=3)


def test_all_commands_are_tried_below():
    assert {*RUN_COMMANDS, *ROOM_COMMANDS, *FORK_COMMANDS, "enter", "stand", "answer"} == {*NAMES}


@pytest.mark.parametrize("kind", [*RUN_COMMANDS, *ROOM_COMMANDS, *FORK_COMMANDS])
def test_who_follows_is_refused_and_nothing_changes(open_line, teacher, kind):
    before = teacher.say("step")["index"]
    follower = open_line(room=CODE.lower())
    assert follower.until("admitted")["role"] == "follow"
    told = follower.until("classroom")

    answer = follower.say(kind, **(RUN_COMMANDS | ROOM_COMMANDS | FORK_COMMANDS)[kind])

    assert (answer["type"], answer["code"], answer["value"]) == ("error", "not_allowed", kind)
    assert open_line(room=CODE).until("classroom") == told
    assert teacher.say("step")["index"] == before + 1


def test_who_follows_is_told_the_code_and_never_the_name_of_the_room(open_line, teacher):
    follower = open_line(room=CODE)

    assert follower.until("welcome")["room"] == CODE
    told, _ = follower.receive()
    while told.get("kind") != "keyframe":
        assert "own-" not in str(told)
        assert told.get("type") != "links"
        told, _ = follower.receive()


def test_a_key_of_another_opening_link_or_role_gives_nothing(open_line, keys):
    follower = open_line(room=CODE)
    given = Grant(CODE, "teacher", "drive")
    wrong = [
        keys.sign(Grant("another", "teacher", "drive")),
        keys.sign(Grant(CODE, "another", "drive")),
        Keys(lambda: b"another secret").sign(given),
        keys.sign(given).upper(),
    ]

    for key in wrong:
        answer = follower.say("enter", key=key)
        assert (answer["type"], answer["code"], answer["value"]) == ("error", "bad_key", "")
    assert follower.say("step")["code"] == "not_allowed"


def test_a_second_teacher_is_told_of_and_can_be_sent_away(open_line, teacher):
    made = make_link(teacher)
    line = open_line(room=CODE)

    assert line.say("enter", key=made["key"])["type"] == "done"
    assert line.say("step")["type"] == "done"
    assert teacher.until("people", driving=2)
    assert teacher.say("revoke_link", link=made["link"])["type"] == "done"

    assert line.until("admitted")["role"] == "follow"
    assert line.until("links")["links"] == []
    assert line.say("step")["code"] == "not_allowed"
    assert line.say("enter", key=made["key"])["code"] == "bad_key"


def make_link(teacher: Line) -> dict[str, Any]:
    """Make a second teacher's link; give it as who drives is told of it."""
    teacher.say("pause")  # whatever was told before is read
    teacher.socket.send('{"type": "make_link", "id": 1000, "role": "drive"}')
    while (made := teacher.until("links")["links"][-1])["link"] == "teacher":
        pass
    teacher.until("done", id=1000)
    return made


def test_nobody_drives_a_class_by_standing_beside_it(open_line, teacher):
    before = teacher.say("step")["index"]
    line = open_line(room=CODE, **{"class": CODE})

    assert line.say("step")["code"] == "not_allowed"
    assert line.say("share_fork", shared=True)["code"] == "not_allowed"
    assert teacher.say("step")["index"] == before + 1


def test_a_fork_is_shared_challenged_and_judged(open_line, teacher):
    goal = {"kind": "test_loss"}
    assert teacher.say("configure", spec={})["type"] == "done"
    assert teacher.say("start_challenge", goal=goal, most_neurons=6)["type"] == "done"
    fork = open_line(room=open_line().until("welcome")["room"], **{"class": CODE})
    assert fork.until("challenge")["goal"] == goal
    fork.socket.send('{"type": "step", "id": 1000, "count": 5, "unit": "epoch"}')
    while (history := fork.until("history")["points"])[-1][0] < 5:
        pass
    fork.until("done", id=1000)

    assert fork.say("share_fork", shared=True)["type"] == "done"
    assert fork.say("hand_in")["type"] == "done"

    while not (board := fork.until("challenge"))["entries"] or not board["entries"][0]["checked"]:
        pass
    (entry,) = board["entries"]
    assert (entry["layers"], entry["result"]) == ([2, 4, 2, 1], history[-1][2])
    teacher.socket.send('{"type": "watch_forks", "id": 1000, "watching": true}')
    while not (told := teacher.until("forks")["forks"]):
        pass
    assert (told[0]["name"], told[0]["epoch"]) == (entry["name"], 5)
    assert teacher.say("end_challenge")["type"] == "done"


def test_a_fork_drives_its_own_run_hears_the_class_and_changes_nothing_of_it(open_line, teacher):
    before = teacher.say("step")["index"]
    room = open_line().until("welcome")["room"]
    fork = open_line(room=room, **{"class": CODE})
    assert fork.until("classroom")["code"] == CODE

    assert fork.say("step", count=5)["index"] == 5
    assert fork.say("pause_all", paused=True)["code"] == "not_allowed"
    assert teacher.say("pause_all", paused=True)["type"] == "done"

    assert fork.until("classroom", paused=True)
    assert teacher.say("pause_all", paused=False)["type"] == "done"
    assert teacher.say("step")["index"] == before + 1


def test_who_follows_looks_about_beside_the_class_as_far_as_the_teacher_lets_them(open_line, teacher):
    before = teacher.say("step", count=4)["index"]
    looking = open_line(look="", **{"class": CODE})
    step = {"spec": {}, "edits": [], "index": 2}
    assert looking.say("restore", **step)["code"] == "not_allowed"
    assert teacher.say("set_pacing", pacing="window", window=[1, 3])["type"] == "done"

    assert looking.say("restore", **step)["index"] == 2
    assert looking.say("restore", **step | {"index": 4})["code"] == "too_large"
    assert looking.say("step")["code"] == "not_allowed"
    assert looking.say("share_fork", shared=True)["code"] == "not_allowed"
    assert teacher.say("step")["index"] == before + 1
    assert teacher.say("set_pacing", pacing="follow")["type"] == "done"


def test_there_are_so_many_links_and_no_more(open_line, place):
    line = open_line()
    assert line.say("open_room")["type"] == "done"

    answers = [line.say("make_link", role="present") for _ in range(MOST_LINKS)]

    # Two came with the room.
    assert [answer["type"] for answer in answers] == ["done"] * (MOST_LINKS - 2) + ["error"] * 2
    assert answers[-1]["limit"] == {"links": MOST_LINKS}
    assert line.say("step")["type"] == "done"


def test_a_file_of_the_run_does_not_tell_the_name_of_the_room(place, teacher):
    with urlopen(f"{place[0]}/export/numpy?room={CODE}", timeout=PATIENCE_S) as answer:
        told = f"{answer.headers} {answer.read().decode()}"

    assert f"propscope-{CODE.lower()}-numpy" in told
    assert "own-" not in told


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """A server with a class, where nobody has tried a code yet."""
    with serving(tmp_path, "--room", CODE) as url:
        yield url


@pytest.mark.parametrize("path", ["results", "export/trace", "sheets/described"])
def test_codes_cannot_be_gone_through_by_what_else_is_asked_of_rooms(elsewhere, path):
    def status(code: str) -> int:
        try:
            with urlopen(f"{elsewhere}/{path}?room={code}", timeout=PATIENCE_S) as answer:
                return answer.status
        except HTTPError as error:
            return error.code

    assert status(CODE) == 200
    assert {status(a_guess()) for _ in range(MOST_MISSES)} == {404}
    assert status(CODE) == 404


def a_guess() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(6))


def test_codes_cannot_be_gone_through(open_line):
    refused = []
    for _ in range(MOST_MISSES + 5):
        refused.append(open_line(room=a_guess()).until("error")["code"])

    assert refused == ["no_such_room"] * MOST_MISSES + ["too_often"] * 5
    assert open_line(room=CODE).until("error")["code"] == "too_often"
