"""A class from the command line: a server that lets others in, with a room, and a link for its teacher."""

import json
import re
import subprocess
import sys
from urllib.parse import urlsplit

from app.cli.main import parser
from app.cli.serve import settings_of
from app.rooms.codes import code_of
from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.serving import ROOT, at_home


def settings(*arguments: str):
    return settings_of(parser().parse_args(["serve", *arguments]))


def test_a_class_is_held_where_others_come_in_by_a_code_that_is_drawn_anew():
    first, second = settings("--classroom"), settings("--classroom")

    assert first.listens_everywhere
    assert code_of(first.room)
    assert first.room != second.room


def test_a_class_may_be_told_its_code_and_its_address():
    told = settings("--classroom", "--room", "k7qx", "--host", "192.0.2.7")

    assert (told.room, told.host) == ("K7QX", "192.0.2.7")
    assert "192.0.2.7" in told.allowed_hosts


def test_without_a_class_nobody_else_is_let_in():
    assert (settings().host, settings().room) == ("127.0.0.1", "")
    assert (settings("--room", "K7QX").host, settings("--room", "K7QX").room) == ("127.0.0.1", "K7QX")


def test_who_starts_a_class_gets_a_link_that_leads_it(tmp_path):
    command = [sys.executable, "-m", "app", "serve", "--classroom", "--port", "0", "--no-browser"]
    with subprocess.Popen(
        command, cwd=ROOT, env=at_home(tmp_path), stdout=subprocess.PIPE, text=True
    ) as serving:
        try:
            found = (re.match(r"Its teacher at (\S+)", line) for line in serving.stdout)
            link = urlsplit(next(match[1] for match in found if match))
            with dial(f"ws://{link.netloc}/ws?{link.query}") as line:
                key = link.fragment.removeprefix("key=")
                line.send(json.dumps({"type": "enter", "key": key, "id": 1}))

                roles = []
                while roles[-1:] != ["drive"]:
                    letter = line.recv(timeout=PATIENCE_S)
                    if isinstance(letter, str) and (told := json.loads(letter))["type"] == "admitted":
                        roles.append(told["role"])

            assert roles == ["follow", "drive"]
        finally:
            serving.terminate()
