"""Ctrl-C on the command line: at once and quietly, whenever it comes."""

import signal
import subprocess
import sys

import pytest

from tests.cli.running import posix, run_alone
from tests.dialling import dial
from tests.patience import PATIENCE_S
from tests.serving import ROOT


@posix
@pytest.mark.parametrize("module", ["app.cli", "app.cli.main", "argparse", "numpy", "msgspec", "uvicorn"])
def test_ctrl_c_while_the_program_is_still_being_read_ends_it_quietly(module):
    ended = run_alone(command=[sys.executable, "-c", INTERRUPTED_BY.format(module)])

    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


INTERRUPTED_BY = """
import os, signal, sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "{}":
            os.kill(os.getpid(), signal.SIGINT)

sys.argv = ["propscope", "serve", "--port", "0", "--no-browser"]
sys.meta_path.insert(0, Interrupt())
from app.__main__ import main
main()
"""


@posix
def test_ctrl_c_ends_training_quietly(tmp_path):
    (tmp_path / "spec.json").write_text("{}")
    command = [sys.executable, "-m", "app", "train", tmp_path / "spec.json", "--epochs", "1000000"]

    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as training:
        begun = training.stderr.read(200)
        training.send_signal(signal.SIGINT)
        rest = training.stderr.read()

    assert training.returncode == -signal.SIGINT
    assert b"epoch" in begun
    assert b"Traceback" not in begun + rest


@posix
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_ends_serving_quietly_with_viewers_in_the_room(tmp_path, times):
    command = [sys.executable, "-um", "app", "serve", "--port", "0", "--no-browser"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}

    with subprocess.Popen(command, cwd=ROOT, **pipes) as server:
        url = server.stdout.readline().split()[-1]
        with dial(f"{url.replace('http', 'ws', 1)}/ws") as line:
            line.recv(timeout=PATIENCE_S)
            for _ in range(times):
                server.send_signal(signal.SIGINT)
            said = server.stderr.read()

    assert server.returncode == -signal.SIGINT
    assert said == ""
