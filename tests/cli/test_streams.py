"""What is written, where standard output and error are closed or full."""

import io
import json
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from app.streams import prepare
from tests.cli.running import posix, run_alone
from tests.patience import PATIENCE_S
from tests.serving import ROOT

BETWEEN_QUESTIONS_S = 0.05


@pytest.mark.parametrize("command", ["train", "trace"])
def test_a_result_that_cannot_be_written_ends_with_a_message(tmp_path, command):
    spec = tmp_path / "spec.json"
    spec.write_text("{}")

    with spec.open() as only_read:
        ended = run_alone(command, spec, stdout=only_read)

    assert ended.returncode == 1
    assert "propscope: cannot write the result: Bad file descriptor" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_progress_bar_that_cannot_be_written_costs_no_result(tmp_path):
    spec = tmp_path / "spec.json"
    spec.write_text("{}")

    with spec.open() as only_read:
        ended = run_alone("train", spec, "--epochs", "3", "--json", stderr=only_read)

    assert ended.returncode == 0
    assert json.loads(ended.stdout)["epochs"] == 3


@posix
@pytest.mark.parametrize("command", ["train", "trace"])
def test_a_closed_standard_error_costs_no_result(tmp_path, command):
    (tmp_path / "spec.json").write_text("{}")

    ended = run_alone(command, tmp_path / "spec.json", command=closing("2>&-"))

    assert ended.returncode == 0
    assert len(ended.stdout.splitlines()) >= 3


@posix
@pytest.mark.parametrize("command", ["train", "trace"])
def test_a_closed_standard_output_is_said_before_anything_is_trained(tmp_path, command):
    (tmp_path / "spec.json").write_text("{}")

    ended = run_alone(command, tmp_path / "spec.json", command=closing(">&-"))

    assert ended.returncode == 1
    assert ended.stderr == "propscope: cannot write the result: there is no standard output\n"


@posix
def test_with_both_closed_the_status_still_says_how_it_went(tmp_path):
    (tmp_path / "spec.json").write_text('{"seed": -1}')

    assert run_alone("train", tmp_path / "spec.json", command=closing(">/dev/null 2>&-")).returncode == 2
    assert run_alone("train", tmp_path / "spec.json", command=closing(">&- 2>&-")).returncode == 1


@posix
@pytest.mark.parametrize("how", [">&- 2>&-", "<&- >&-", ">/dev/full 2>/dev/full"])
def test_the_page_is_served_wherever_its_address_is_printed(tmp_path, how):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    if "/dev/full" in how and not Path("/dev/full").exists():
        how = ">&- 2>&-"
    command = [*closing(how), "serve", "--port", str(port), "--no-browser"]

    with subprocess.Popen(command, cwd=ROOT) as server:
        try:
            assert health(port, server) == 200
        finally:
            server.terminate()
    assert server.returncode == -signal.SIGTERM


def closing(how: str) -> list[str]:
    """The command, started by a shell that closes or redirects what it writes to."""
    return ["sh", "-c", f'exec "$@" {how}', "sh", sys.executable, "-m", "app"]


def health(port: int, server: subprocess.Popen[bytes]) -> int:
    """Ask until there is an answer, for as long as there is a server that may give one."""
    while True:
        try:
            return urlopen(f"http://127.0.0.1:{port}/health", timeout=PATIENCE_S).status
        except URLError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(BETWEEN_QUESTIONS_S)
                raise AssertionError("the server has ended") from None


def test_a_result_is_whole_where_python_was_told_to_have_no_buffer(tmp_path, monkeypatch):
    path = tmp_path / "result"
    with _Interrupted(path, "w") as raw:
        unbuffered = io.TextIOWrapper(raw, "utf-8", write_through=True)
        monkeypatch.setattr(sys, "stdout", unbuffered)
        monkeypatch.setattr(sys, "__stdout__", unbuffered)
        prepare()
        sys.stdout.buffer.write(b"0123456789")
        sys.stdout.flush()

    assert path.read_bytes() == b"0123456789"


class _Interrupted(io.FileIO):
    """Takes three bytes at a time, as a pipe may where a signal comes."""

    def write(self, data):
        return super().write(bytes(data)[:3])
