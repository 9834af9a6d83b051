"""The command line as a user meets it: what it prints where, and how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from websockets.sync.client import connect

from app.cli.main import main, parser
from app.web.interfaces import own_addresses
from tests.patience import PATIENCE_S
from tests.serving import serving

ROOT = Path(__file__).resolve().parents[1]
BETWEEN_QUESTIONS_S = 0.05
posix = pytest.mark.skipif(os.name != "posix", reason="closed streams and signals are POSIX")

MAZUR = {
    "data": {"kind": "table", "x": [[0.05, 0.1]], "y": [[0.01, 0.99]], "train_fraction": 1.0},
    "hidden": [{"units": 2, "activation": "sigmoid"}],
    "output_activation": "sigmoid",
    "optimizer": {"kind": "sgd", "learning_rate": 0.5},
    "parameters": [
        {"w": [[0.15, 0.25], [0.2, 0.3]], "b": [0.35, 0.35]},
        {"w": [[0.4, 0.5], [0.45, 0.55]], "b": [0.6, 0.6]},
    ],
    "batch_size": 1,
}
DIGITS = {
    "data": {"kind": "digits", "train_fraction": 0.8},
    "hidden": [{"units": 32, "activation": "relu"}, {"units": 16, "activation": "relu"}],
    "output_activation": "softmax",
    "loss": "categorical_cross_entropy",
    "optimizer": {"kind": "adam", "learning_rate": 0.002},
    "batch_size": 16,
}
IRIS = {
    "data": {"kind": "iris", "train_fraction": 0.8},
    "hidden": [{"units": 8, "activation": "tanh"}],
    "output_activation": "softmax",
    "loss": "categorical_cross_entropy",
    "optimizer": {"kind": "adam", "learning_rate": 0.01},
    "batch_size": 10,
}


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capsys):
    """Runs a command in this process: starting another takes a hundred times as long as most commands."""

    def run(*arguments: str | Path) -> Ended:
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            return Ended(ended.code, *capsys.readouterr())
        return Ended(0, *capsys.readouterr())

    return run


@pytest.fixture
def propscope(run, tmp_path):
    """Runs a command on a spec."""

    def on_spec(command: str, spec: object, *arguments: str) -> Ended:
        path = tmp_path / "spec.json"
        path.write_text(spec if isinstance(spec, str) else json.dumps(spec), "utf-8")
        return run(command, path, *arguments)

    return on_spec


def run_alone(
    *arguments: str | Path,
    stdout: int | IO[str] = subprocess.PIPE,
    stderr: int | IO[str] = subprocess.PIPE,
    command: Sequence[str] = (sys.executable, "-m", "app"),
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, for what only that has: streams as they may be, signals."""
    return subprocess.run(
        [*command, *arguments], cwd=ROOT, stdout=stdout, stderr=stderr, text=True, timeout=PATIENCE_S
    )


@pytest.mark.parametrize(
    ("spec", "epochs", "accuracy"), [(DIGITS, 40, 0.96), (IRIS, 60, 0.95)], ids=["digits", "iris"]
)
def test_training_reaches_the_accuracy_it_should(propscope, spec, epochs, accuracy):
    ended = propscope("train", spec, "--epochs", str(epochs), "--json")

    assert ended.returncode == 0, ended.stderr
    (line,) = ended.stdout.splitlines()
    result = json.loads(line)
    assert set(result) == {"epochs", "train", "test", "diverged", "penalty", "lessons"}
    assert result["diverged"] is None
    assert result["epochs"] == epochs
    assert result["test"]["accuracy"] >= accuracy
    assert result["train"]["loss"] > 0


def test_training_stops_when_it_is_good_enough(propscope):
    ended = propscope("train", DIGITS, "--epochs", "40", "--until-accuracy", "0.9", "--json")

    result = json.loads(ended.stdout)
    assert result["epochs"] < 40
    assert min(result["train"]["accuracy"], result["test"]["accuracy"]) >= 0.9


def test_a_penalty_is_told_apart_from_the_loss_and_added_to_it(propscope):
    spec = MAZUR | {"regularization": {"kind": "l2", "rate": 0.01}}

    (line,) = propscope("train", spec, "--epochs", "1", "--json").stdout.splitlines()
    losses = [json.loads(line) for line in propscope("trace", spec, "--steps", "4").stdout.splitlines()]
    words = propscope("train", spec, "--epochs", "1").stdout.splitlines()

    result, loss = json.loads(line), losses[-1]
    weights = [w for layer in MAZUR["parameters"] for row in layer["w"] for w in row]
    assert loss["penalty"] == pytest.approx(0.01 / 2 * sum(w**2 for w in weights))
    assert (loss["loss"], loss["total"]) == (loss["arrays"]["loss"][0], loss["loss"] + loss["penalty"])
    assert result["train"]["total"] == result["train"]["loss"] + result["penalty"]
    assert 0 < result["penalty"] != loss["penalty"]
    assert result["test"]["total"] is None
    assert words[-1].startswith("penalty: ")


def test_what_cannot_be_learned_is_noted_before_and_told_with_the_result(propscope):
    spec = {"initializer": "zeros"}

    noted = propscope("train", spec, "--epochs", "1").stderr
    (line,) = propscope("train", spec, "--epochs", "1", "--json").stdout.splitlines()

    (lesson,) = json.loads(line)["lessons"]
    assert (lesson["code"], lesson["field"]) == ("nothing_moves", "initializer")
    assert lesson["values"] == {"activation": "tanh", "biases": True}
    assert f"propscope: note: initializer: {lesson['message']}\n" in noted
    assert "only the output's biases learn" in lesson["message"]


def test_the_trace_tells_what_cannot_be_learned_before_the_first_propagation(propscope):
    with_lesson = propscope("trace", {"initializer": "zeros"}, "--steps", "2")
    without = propscope("trace", {}, "--steps", "2")

    lesson, *steps = map(json.loads, with_lesson.stdout.splitlines())
    assert lesson["lesson"]["code"] == "nothing_moves"
    assert f"propscope: note: initializer: {lesson['lesson']['message']}\n" in with_lesson.stderr
    assert [line["step"] for line in steps] == [0, 1]
    assert [json.loads(line)["step"] for line in without.stdout.splitlines()] == [0, 1]


def test_progress_goes_to_standard_error_and_the_result_comes_last(propscope):
    ended = propscope("train", "{}", "--epochs", "3")

    assert ended.stdout.splitlines()[0] == "epochs: 3"
    assert [line.split(":")[0] for line in ended.stdout.splitlines()] == ["epochs", "train", "test"]
    assert "3/3" in ended.stderr


def test_a_run_that_diverges_says_so(propscope):
    spec = {
        "optimizer": {"learning_rate": 1e5},
        "hidden": [{"activation": "relu"}],
        "output_activation": "linear",
    }

    ended = propscope("train", spec, "--epochs", "5", "--json")

    assert ended.returncode == 3
    assert "no longer finite" in ended.stderr
    assert json.loads(ended.stdout)["diverged"] == {
        "epoch": 0,
        "batch": 4,
        "phase": "forward",
        "layer": 2,
        "tensor": "z",
    }
    assert "Traceback" not in ended.stderr
    assert "Warning" not in ended.stderr


def test_the_trace_has_every_propagation_in_full_precision(propscope):
    ended = propscope("trace", MAZUR, "--steps", "8")

    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [(line["step"], line["epoch"], line["batch"]) for line in lines] == [
        (step, 0, 0) for step in range(8)
    ]
    assert [(line["phase"], line["layer"]) for line in lines] == [
        ("input", 0),
        ("forward", 1),
        ("forward", 2),
        ("loss", 2),
        ("backward", 2),
        ("backward", 1),
        ("update", 1),
        ("update", 2),
    ]
    assert [sorted(line["arrays"]) for line in lines] == [
        ["a", "rows", "y"],
        ["a", "z"],
        ["a", "z"],
        ["loss"],
        ["d_a", "delta", "grad_b", "grad_w", "slope"],
        ["d_a", "delta", "grad_b", "grad_w", "slope"],
        ["b", "eta", "step_b", "step_w", "t", "w"],
        ["b", "eta", "step_b", "step_w", "t", "w"],
    ]
    assert lines[3]["arrays"]["loss"] == [pytest.approx(0.2983711087600027, abs=1e-15)]
    assert lines[7]["arrays"]["w"][0][0] == pytest.approx(0.35891648, abs=1e-8)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ('{"seed": -1}', "seed: should be at least 0, got -1"),
        ('{"hidden": [{"units": 999}]}', "hidden.0.units: should be at most 128, got 999"),
        ('{"data": {"kind": "moon"}}', "data.kind: should be one of"),
        ('{"inputs": ["x9"]}', "inputs.0: should be one of"),
        (
            '{"optimizer": {"learning_rate": NaN}}',
            "optimizer.learning_rate: should be a finite number, got NaN",
        ),
        ('{"colour": "red"}', "colour: should be left out"),
        ("{", "should be JSON"),
    ],
)
@pytest.mark.parametrize("command", ["train", "trace"])
def test_a_bad_spec_ends_with_2_and_says_field_value_and_bound(propscope, command, spec, said):
    ended = propscope(command, spec)

    assert ended.returncode == 2
    assert said in ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr


def test_a_spec_that_is_not_there_is_named(run, tmp_path):
    ended = run("train", tmp_path / "none.json")

    assert ended.returncode == 2
    assert "SPEC.json: should be a readable file (No such file or directory)" in ended.stderr


def test_a_spec_may_begin_with_the_mark_of_windows_editors(propscope):
    assert propscope("trace", "\N{BOM}{}", "--steps", "1").returncode == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty.json", "empty.json: should be JSON (Expecting value at line 1, column 1), got nothing"),
        (".", "SPEC.json: should be a readable file (Is a directory), got ."),
        ("/dev/zero", "SPEC.json: should be of at most 67108864 bytes, got /dev/zero"),
    ],
)
def test_what_cannot_be_a_spec_is_named(run, tmp_path, name, said):
    (tmp_path / "empty.json").touch()

    ended = run("train", tmp_path / name if name == "empty.json" else name)

    assert ended.returncode == 2
    assert ended.stderr == f"propscope: {said}\n"


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
        with connect(f"{url.replace('http', 'ws', 1)}/ws", proxy=None) as line:
            line.recv(timeout=PATIENCE_S)
            for _ in range(times):
                server.send_signal(signal.SIGINT)
            said = server.stderr.read()

    assert server.returncode == -signal.SIGINT
    assert said == ""


def test_a_half_whose_loss_is_no_longer_finite_is_named(propscope):
    spec = {
        "data": {"kind": "table", "x": [[0], [1e12]], "y": [[0], [1]], "train_fraction": 0.5},
        "hidden": [],
        "output_activation": "linear",
        "parameters": [{"w": [[1]], "b": [0]}],
        "optimizer": {"learning_rate": 1e6},
        "regularization": {"kind": "l2", "rate": 10},
        "seed": 0,  # trains on the first row
    }

    ended = propscope("train", spec, "--epochs", "22", "--json")

    assert ended.returncode == 3
    assert "the loss of the test half is no longer finite after 22 epochs" in ended.stderr
    result = json.loads(ended.stdout)
    assert result["test"] == {"rows": 1, "loss": None, "accuracy": 1.0, "total": None}
    assert result["diverged"] == {
        "epoch": 22,
        "batch": None,
        "phase": "evaluation",
        "layer": 1,
        "tensor": "loss",
    }


def test_a_half_without_rows_has_no_loss_and_nothing_diverged(propscope):
    ended = propscope("train", MAZUR, "--epochs", "1", "--json")

    result = json.loads(ended.stdout)
    assert result["train"]["rows"] == 1
    assert result["test"] == {"rows": 0, "loss": None, "accuracy": None, "total": None}
    assert result["diverged"] is None


def test_an_accuracy_that_was_not_reached_is_said(propscope):
    ended = propscope("train", "{}", "--epochs", "2", "--until-accuracy", "0.99")

    assert ended.returncode == 0
    assert "an accuracy of 0.99 was not reached in 2 epochs" in ended.stderr


@pytest.mark.parametrize("command", [["serve"], []], ids=["serve", "no command"])
def test_a_port_in_use_gets_a_clear_message(run, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ended = run(*command, "--port", str(port), "--no-browser")

    assert ended.returncode != 0
    assert f"port {port}" in ended.stderr
    assert "Is it running already?" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("no-such-machine.invalid", "No address is known for this name."),
        ("a" * 70, "No address is known for this name."),
        ("192.0.2.250", "This machine has no such address."),
        ("[2001:db8::1]", "This machine has no such address."),
    ],
)
def test_a_host_that_cannot_be_listened_at_gets_the_right_message(run, host, said):
    ended = run("--host", host, "--port", "0", "--no-browser")

    assert ended.returncode == 1
    assert said in ended.stderr
    assert "running already" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_address_may_stand_in_brackets_as_in_a_url():
    options = parser().parse_args(["serve", "--host", "[::1]"])

    assert options.host == "::1"


def test_who_listens_everywhere_is_let_in_by_every_address_it_prints(tmp_path):
    with serving(tmp_path, "--host", "0.0.0.0") as url:
        port = url.rpartition(":")[2]
        for address in own_addresses(ipv6=False):
            assert urlopen(f"http://{address}:{port}/health", timeout=PATIENCE_S).status == 200


def test_the_public_url_may_come_from_the_environment_and_the_flag_goes_first(monkeypatch):
    monkeypatch.setenv("PROPSCOPE_PUBLIC_URL", "https://Learn.example.org/nets")

    assert parser().parse_args(["serve"]).public_url == "https://learn.example.org/nets/"
    flag = ["serve", "--public-url", "https://other.example.org"]
    assert parser().parse_args(flag).public_url == "https://other.example.org/"


@pytest.mark.parametrize(
    ("flag", "value", "said"),
    [
        ("--public-url", "learn.example.org", "an address like https://learn.example.org/nets"),
        ("--embed-from", "*", "an address like https://"),
        ("--embed-from", "https://moodle.example.org/course", "without a path"),
    ],
)
def test_an_address_that_is_none_is_refused(run, flag, value, said):
    ended = run("serve", flag, value)

    assert ended.returncode == 2
    assert said in ended.stderr
