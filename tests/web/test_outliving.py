"""A server that is killed and begun again: what was told to be done is there, and who comes back finds it."""

import json
import random
import subprocess
from pathlib import Path

from websockets.sync.client import connect

from app.protocol import SUBPROTOCOL
from tests.serving import FROM_REPOSITORY, ROOT, at_home, serving_process
from tests.web.conftest import Line

KILLS, COMMANDS = 2, 20


def line_to(url: str, room: str) -> connect:
    address = url.replace("http", "ws", 1) + f"/ws?room={room}"
    return connect(address, proxy=None, subprotocols=[SUBPROTOCOL])


def test_who_comes_back_to_a_server_that_was_killed_finds_what_was_done(tmp_path: Path):
    with serving_process(tmp_path) as (url, process), line_to(url, "a") as socket:
        somebody = Line(socket)
        somebody.say("configure", spec={"seed": 5})
        somebody.say("step", count=3)
        assert somebody.say("step", count=4)["index"] == 7
        process.kill()
        process.wait()

    with serving_process(tmp_path) as (url, _), line_to(url, "a") as socket:
        somebody = Line(socket)
        assert somebody.until("run")["spec"]["seed"] == 5
        somebody.until("keyframe", index=7)


def test_nothing_is_lost_that_was_told_to_be_done_when_a_server_is_killed_in_the_midst_of_it(tmp_path: Path):
    chance, stands, asked = random.Random(1), 0, 0
    for _ in range(KILLS + 1):
        with serving_process(tmp_path) as (url, process), line_to(url, "a") as socket:
            somebody = Line(socket)
            found = somebody.until("keyframe")["index"]
            assert stands <= found <= asked
            stands = asked = found
            for number in range(1, 1 + COMMANDS):
                socket.send(json.dumps({"type": "step", "id": number, "count": chance.randint(1, 5)}))
            for _ in range(chance.randint(1, COMMANDS - 1)):
                stands = somebody.until("done")["index"]
            asked += 5 * COMMANDS
            process.kill()
            process.wait()


def test_where_runs_are_kept_is_told_at_start(tmp_path: Path):
    command = [*FROM_REPOSITORY, "serve", "--port", "0", "--no-browser", "--store", "runs.sqlite"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=at_home(tmp_path) | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as serving:
        try:
            assert "Runs are kept in runs.sqlite\n" in serving.stdout
        finally:
            serving.terminate()
