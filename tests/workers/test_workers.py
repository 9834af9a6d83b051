"""Several processes: any takes any viewer, and what was told to be done is there when one dies."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.request import Request, urlopen

import numpy as np
import pytest

from app.rooms.hub import Hub
from app.rooms.keys import KEY_HEADER, Grant, Keys
from app.settings import Settings
from app.workers.worker import Worker
from tests.patience import PATIENCE_S
from tests.recordings.files import file, recording
from tests.serving import ROOT
from tests.web.conftest import Line
from tests.workers.meeting import SECRET, Place, Valkey, is_let_go, place, until, valkey

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")

CODE = "K7QX"
MANY = 40
"""Frames of a large network: more than a connection holds that nobody reads from."""


@pytest.fixture(scope="module")
def exchange() -> Iterator[Valkey]:
    with valkey() as server:
        yield server


@pytest.fixture(scope="module")
def servers(exchange: Valkey, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Place]]:
    home = tmp_path_factory.mktemp("workers")
    options = ("--engine", exchange.address, "--room", CODE)
    with ExitStack() as stack, ThreadPoolExecutor() as at_once:

        def begin(name: str) -> Place:
            return stack.enter_context(place(home / name, *options))

        yield tuple(at_once.map(begin, ("one", "other")))


@pytest.fixture
def one(servers: tuple[Place, Place]) -> Place:
    return servers[0]


@pytest.fixture
def other(servers: tuple[Place, Place]) -> Place:
    return servers[1]


@pytest.fixture
def room(request: pytest.FixtureRequest) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in request.node.name)[-40:]


@pytest.fixture
def key() -> str:
    return Keys(SECRET.encode).sign(Grant(CODE, "teacher", "drive"))


def test_a_room_is_the_same_wherever_its_viewers_come_in(one, other, room):
    first, second = one.come(room=room), other.line(room=room)
    second.until("keyframe", index=0)

    assert first.say("step")["index"] == 1
    second.until("step", index=1)
    assert second.say("step", count=3)["index"] == 4

    first.until("keyframe", index=4)
    assert first.until("people", count=2)


def test_who_follows_a_class_elsewhere_changes_nothing_and_who_shows_its_key_leads_it(one, other, key):
    teacher, follower = one.line(room=CODE), other.line(room=CODE)
    assert teacher.say("enter", key=key)["type"] == "done"
    before = teacher.say("step")["index"]

    assert follower.say("step")["code"] == "not_allowed"
    assert teacher.say("step")["index"] == before + 1
    assert follower.say("enter", key=key)["type"] == "done"
    assert follower.say("step")["index"] == before + 2


def test_who_looks_about_in_a_class_elsewhere_goes_no_further_than_its_teacher_lets(one, other, key):
    teacher = one.line(room=CODE)
    assert teacher.say("enter", key=key)["type"] == "done"
    assert teacher.say("set_pacing", pacing="window", window=[0, 3])["type"] == "done"
    looking = other.line(look="", **{"class": CODE})
    step = {"spec": {}, "edits": []}

    assert looking.say("restore", index=3, **step)["index"] == 3
    assert looking.say("restore", index=4, **step)["code"] == "too_large"
    assert looking.say("step")["code"] == "not_allowed"


def test_codes_that_lead_nowhere_lead_nowhere_in_any_process(one, other):
    assert one.line(room="ZZZZ").until("error")["code"] == "no_such_room"
    assert other.line(room="ZZZZ").until("error")["code"] == "no_such_room"


def test_what_is_uploaded_to_one_process_is_found_by_another(one, other, room):
    line = one.come(room=room)
    line.until("keyframe")
    spec = json.dumps({"hidden": [{"units": 7}]}).encode()
    with urlopen(Request(f"{other.url}/spec", spec), timeout=PATIENCE_S) as answer:
        uploaded = json.load(answer)["uploaded"]

    assert line.say("configure", uploaded=uploaded)["type"] == "done"


def test_a_recording_brought_to_one_process_is_replayed_by_another(one, other, room):
    line = one.come(room=room)
    line.until("keyframe")
    with urlopen(Request(f"{other.url}/recordings", file()), timeout=PATIENCE_S) as answer:
        uploaded = json.load(answer)["uploaded"]

    assert line.say("replay", uploaded=uploaded)["index"] == recording().run.index


def test_a_lesson_is_taken_home_with_a_key_wherever_it_is_held(one, other, key):
    one.come(room=CODE)
    asked = Request(f"{other.url}/lesson?room={CODE}", headers={KEY_HEADER: key})

    with urlopen(asked, timeout=PATIENCE_S) as answer:
        assert answer.read().startswith(b"PK")


@pytest.mark.parametrize("path", ["results", "export/numpy"])
def test_what_is_asked_about_a_room_is_answered_wherever_it_is(one, other, room, path):
    one.come(room=room).say("step", count=3)

    answers = []
    for each in (one, other):
        with urlopen(f"{each.url}/{path}?room={room}", timeout=PATIENCE_S) as answer:
            answers.append((answer.status, answer.headers["content-type"], answer.read()))

    assert answers[0] == answers[1]


def test_nothing_that_was_told_to_be_done_is_lost_when_a_process_is_killed(one, other, room):
    owner, viewer = one.come(room=room), other.line(room=room)
    owner.say("configure", spec={"hidden": [{"units": 5}], "seed": 3})
    viewer.say("set_speed", speed=7.0, unit="mini-batch")
    edit = {"parameter": {"layer": 1, "unit_in": 0, "unit_out": 0, "value": 0.5}}
    viewer.say("set_parameter", **edit)
    done = [viewer.say("step", count=3)["index"] for _ in range(20)][-1]

    one.kill()

    assert is_let_go(viewer)
    again = other.come(room=room)
    assert again.until("playback")["speed"] == 7.0
    assert again.until("keyframe")["index"] == done
    assert again.say("undo")["type"] == "done"
    assert again.say("step")["index"] == done + 1


def test_a_run_that_plays_plays_on_when_its_process_is_killed(one, other, room):
    line = one.come(room=room)
    line.say("set_speed", speed=1000.0, unit="propagation")
    line.say("play")
    line.until("keyframe")
    viewer = other.line(room=room)
    while viewer.until("keyframe")["index"] < 500:
        pass

    one.kill()

    assert is_let_go(viewer)
    again = other.come(room=room)
    first = again.until("keyframe")["index"]
    while again.until("keyframe")["index"] <= first:
        pass


def open_class(place: Place) -> tuple[Line, str, str]:
    """Open a class at step 5; give the teacher's line, the code and the teacher's key."""
    teacher = place.line()
    teacher.until("keyframe")
    teacher.say("step", count=5)
    teacher.socket.send('{"type": "open_room", "id": 100}')
    code = teacher.until("classroom")["code"]
    while (link := teacher.until("links")["links"][-1])["role"] != "drive":
        pass
    teacher.until("done", id=100)
    return teacher, code, link["key"]


def test_a_class_goes_on_as_it_was_led_when_its_process_is_killed(one, other):
    teacher, code, key = open_class(one)
    follower = other.line(room=code)
    assert follower.until("keyframe")["index"] == 5
    teacher.say("set_pacing", pacing="free", window=[2, 5])
    teacher.say("point_at", spotlight={"on": {"layer": 1, "unit": 0}, "words": "look"})
    teacher.say("make_link", role="present")
    fork = other.line(**{"class": code})
    place = fork.until("welcome")["room"]
    fork.say("step", count=9)
    assert fork.say("share_fork", shared=True)["type"] == "done"
    told = follower.until(
        "classroom", pacing="free", spotlight={"on": {"layer": 1, "unit": 0}, "words": "look"}
    )

    one.kill()

    assert is_let_go(follower)
    back = other.come(room=code)
    assert back.say("step")["code"] == "not_allowed"
    assert back.say("enter", key=key)["type"] == "done"
    assert back.say("step")["index"] == 6
    back.socket.send('{"type": "watch_forks", "id": 101, "watching": true}')
    while not (forks := back.until("forks")["forks"]):
        pass
    assert [fork["index"] for fork in forks] == [9]
    come = one.come(room=place, **{"class": code})
    assert come.until("keyframe")["index"] == 9
    assert come.say("share_fork", shared=False)["type"] == "done"
    assert {**other.line(room=code).until("classroom")} == told


def without_numbers(line: Line) -> set[tuple[str, int]]:
    """Read the next keyframe of a line, and give the tensors that lack some number."""
    while True:
        told, arrays = line.receive()
        if told.get("kind") == "keyframe":
            return {key for key, array in arrays.items() if np.isnan(array).any()}


def test_a_poll_goes_on_and_hides_what_it_asks_when_its_process_is_killed(one, other):
    teacher, code, key = open_class(one)
    teacher.say("step", count=3)
    question = {"kind": "delta_sign", "marks": [{"layer": 1, "unit": 0}]}
    assert teacher.say("start_poll", question=question)["type"] == "done"
    follower = other.line(room=code)
    poll = follower.until("poll")["poll"]["id"]
    assert follower.say("answer", poll=poll, choice=0, device="a-device")["type"] == "done"
    assert other.line(room=code).say("answer", poll=poll, choice=2, device="another-device")["type"] == "done"
    hidden = without_numbers(other.line(room=code))
    assert ("delta", 1) in hidden

    one.kill()

    assert is_let_go(follower)
    back = other.come(room=code)
    told = other.line(room=code).until("poll")["poll"]
    assert (told["question"]["kind"], told["hides"], told["answered"]) == ("delta_sign", True, 2)
    assert without_numbers(other.line(room=code)) == hidden
    assert back.say("answer", poll=poll, choice=1, device="a-device")["type"] == "done"
    leads = other.line(room=code)
    assert leads.say("enter", key=key)["type"] == "done"
    assert leads.say("step")["code"] == "poll_on"
    assert leads.say("reveal")["type"] == "done"
    results = back.until("poll_results")
    assert results["rounds"] == [[0, 1, 1]]
    assert results["truth"]["choice"] in range(3)
    assert leads.say("step")["index"] == 9


def test_a_room_is_owned_by_one_process_alone_whatever_another_believes(one, other, room):
    owner, viewer = one.come(room=room), other.line(room=room)
    done = viewer.say("step", count=4)["index"]

    one.halt()
    try:
        assert is_let_go(viewer)
        again = other.come(room=room)
        assert again.until("keyframe")["index"] == done
        assert again.say("step")["index"] == done + 1
        owner.socket.send('{"type": "step", "id": 100, "count": 50}')
    finally:
        one.go_on()

    told = []
    assert is_let_go(owner, told)
    assert not [letter for letter in told if letter.get("type") == "done" and letter["id"] == 100]
    assert one.come(room=room).until("keyframe")["index"] == done + 1


def test_a_server_that_comes_back_empty_is_told_all_anew(one, other, room, exchange):
    owner, viewer = one.come(room=room), other.line(room=room)
    done = owner.say("step", count=4)["index"]
    viewer.until("keyframe", index=done)

    exchange.stop()
    owner.socket.send('{"type": "step", "id": 100}')
    owner.until("step", index=done + 1)
    assert is_let_go(viewer)
    exchange.start()

    owner.until("done", id=100)
    assert other.come(room=room).until("keyframe")["index"] == done + 1
    one.kill()
    assert other.come(room=room).until("keyframe")["index"] == done + 1


def test_a_viewer_who_takes_little_is_shown_the_newest_elsewhere_too(one, other, room):
    driver, slow, viewer = one.come(room=room), other.line(room=room, waiting=1), other.line(room=room)
    driver.say("configure", spec={"hidden": [{"units": 64}] * 8})
    driver.say("set_speed", speed=None)
    driver.say("play")

    for _ in range(MANY):
        viewer.until("keyframe")
    index = driver.say("pause")["index"]

    few = 1
    while slow.until("keyframe")["index"] < index:
        few += 1
    assert few < MANY / 2


def test_several_processes_begin_with_a_server_of_their_own_and_end_with_it(tmp_path):
    with place(tmp_path / "home", "--workers", "2") as here:
        (server,) = here.processes("valkey-server")
        first, second = here.processes("python")
        done = here.come(room="a").say("step", count=3)["index"]

        here.kill(first)
        here.kill(second)

        again = here.come(room="a")
        assert again.until("keyframe")["index"] == done
        here.kill(server)
        assert here.come(room="a").say("step")["index"] == done + 1
        (server,) = until(lambda: here.processes("valkey-server"))
    assert not Path(f"/proc/{server}").exists()


def test_nothing_is_left_when_who_began_it_all_is_killed(tmp_path):
    with place(tmp_path / "home", "--workers", "2") as here:
        here.come(room="a")
        begun = here.processes("")
        assert len(begun) == 3

        here.kill_all_of_it()

        until(lambda: not any(Path(f"/proc/{process}").exists() for process in begun))


def test_a_server_that_is_not_there_is_refused_with_the_reason_and_without_its_password():
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--no-browser"]
    engine = ["--engine", "redis://:secret@127.0.0.1:1/0"]

    ended = subprocess.run([*command, *engine], cwd=ROOT, capture_output=True, text=True)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "engine: should be valid (a server that answers: " in ended.stderr
    assert "got redis://127.0.0.1\n" in ended.stderr
    assert "secret" not in ended.stderr


def test_nothing_of_a_class_remains_with_the_server_when_it_is_over(one, other, exchange):
    teacher, code, _ = open_class(one)
    other.come(room=code).say("stand", standing="own")
    assert code in exchange.all_of_it()

    assert teacher.say("close_room")["type"] == "done"

    until(lambda: code not in exchange.all_of_it())


def test_nothing_of_a_room_remains_with_the_server_when_it_is_forgotten(exchange):
    async def leave() -> None:
        hub = Hub(settings := Settings(engine=exchange.address, idle_room_s=0.0))
        worker = Worker(hub, settings)
        worker.exchange.me = "a-worker"
        async with worker.running():
            with hub.running():
                with hub.join(hub.room("a-room-that-is-left")):
                    await asyncio.to_thread(until, lambda: "a-room-that-is-left" in exchange.all_of_it())
                hub.room("another")
                await asyncio.to_thread(until, lambda: "a-room-that-is-left" not in exchange.all_of_it())

    asyncio.run(leave())


NO_REDIS = """
import sys

sys.modules["redis"] = None
sys.argv = ["propscope", "serve", "--workers", "2", "--port", "0", "--no-browser"]
from app.__main__ import main
main()
"""


def test_without_the_extra_more_than_one_process_is_refused_with_the_reason():
    ended = subprocess.run([sys.executable, "-c", NO_REDIS], cwd=ROOT, capture_output=True, text=True)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "redis is not installed: pip install 'propscope[workers]'" in ended.stderr
