"""``propscope sweep``: the same table however many processes make it, and every run in it."""

import json
import signal
import subprocess
import sys

import pytest

from tests.cli.running import posix, run_alone
from tests.serving import ROOT

WILD = {"output_activation": "linear", "hidden": [{"activation": "relu"}], "seed": 3}
ALONE = ("--processes", "1")


def test_a_table_has_a_row_for_each_run_and_one_for_each_combination(propscope):
    varied = ("--vary", "optimizer.learning_rate=0.03,0.3", "--vary", "seed=1..3")

    ended = propscope("sweep", {}, *varied, "--epochs", "2", *ALONE)

    runs, over_seeds = ended.stdout.split("\n\n")
    assert ended.returncode == 0
    assert [line.split()[:3] for line in runs.splitlines()] == [
        ["optimizer.learning_rate", "seed", "epochs"],
        *([rate, seed, "2"] for rate in ("0.03", "0.3") for seed in "123"),
    ]
    assert [line.split()[:2] for line in over_seeds.splitlines()[2:]] == [["0.03", "3"], ["0.3", "3"]]
    assert "6/6" in ended.stderr


def test_without_several_seeds_each_run_is_its_own_combination(propscope):
    ended = propscope("sweep", {}, "--vary", "batch_size=5,10", "--epochs", "1", *ALONE)

    assert len(ended.stdout.splitlines()) == 3
    assert "over the seeds" not in ended.stdout


def test_a_run_that_diverges_is_a_row_that_says_so(propscope):
    ended = propscope(
        "sweep", WILD, "--vary", "optimizer.learning_rate=0.001,100000", "--epochs", "2", *ALONE
    )

    assert ended.returncode == 0
    assert "100000                   0       diverged: epoch 0, mini-batch" in ended.stdout
    assert ended.stdout.splitlines()[1].startswith("0.001                    2       1.")


def test_a_run_that_cannot_begin_is_a_row_that_says_so(propscope):
    ended = propscope(
        "sweep", {}, "--vary", "data.kind=circle,sine", "--until-accuracy", "0.2", "--epochs", "1", *ALONE
    )

    assert "sine       refused: until_accuracy: should be left out" in ended.stdout


def test_json_says_the_same_in_full(propscope):
    trained = json.loads(propscope("train", {"seed": 2}, "--epochs", "2", "--json").stdout)

    told = json.loads(propscope("sweep", {}, "--vary", "seed=1,2", "--epochs", "2", "--json", *ALONE).stdout)

    assert told["varied"] == {"seed": [1, 2]}
    assert (told["epochs"], told["until_accuracy"]) == (2, None)
    assert told["runs"][1] == {
        "values": {"seed": 2},
        "epochs": 2,
        "reached": None,
        "diverged": None,
        "refused": None,
        "train_loss": trained["train"]["loss"],
        "test_loss": trained["test"]["loss"],
        "train_accuracy": trained["train"]["accuracy"],
        "test_accuracy": trained["test"]["accuracy"],
    }
    losses = [run["train_loss"] for run in told["runs"]]
    assert told["summaries"][0]["train_loss"]["median"] == pytest.approx(sum(losses) / 2)


def test_a_number_that_no_run_has_is_null_in_json_and_said_in_words(propscope):
    varied = ("--vary", "seed=1..2", "--until-accuracy", "1", "--epochs", "1", *ALONE)

    told = json.loads(propscope("sweep", {}, *varied, "--json").stdout)
    said = propscope("sweep", {}, *varied).stdout

    assert told["summaries"][0]["epochs"] == {"lower": None, "median": None, "upper": None}
    assert "1 (not reached)" in said
    assert "none (none … none)" in said


@pytest.mark.parametrize(
    ("varied", "said"),
    [
        (["seed=1..20000"], "--vary seed: should be at most 1000 long, got 1..20000"),
        (
            ["seed=1..100", "batch_size=1,2,3,4,5,6,7,8,9,10,11"],
            "--vary: should be at most 1000, got 1100 runs",
        ),
        (["optimizer.learning_rate=0"], "--vary optimizer.learning_rate: should be more than 0, got 0"),
        (["optimiser.kind=sgd"], "--vary optimiser: should be one of data, inputs, hidden"),
        (["seed"], "--vary: should be valid (a field and its values"),
    ],
)
def test_what_cannot_be_varied_is_refused_with_field_value_and_bound(propscope, varied, said):
    words = [word for one in varied for word in ("--vary", one)]

    ended = propscope("sweep", {}, *words)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"propscope: {said}")


def test_a_file_of_ones_own_is_swept_too(said):
    ended = said("sweep plain.csv --target y --vary seed=1,2 --epochs 1 --processes 1")

    assert ended.returncode == 0
    assert "-" in ended.stdout.splitlines()[1].split()


def test_processes_make_the_same_table(tmp_path):
    (tmp_path / "spec.json").write_text(json.dumps(WILD))
    words = ("--vary", "seed=1..3", "--vary", "optimizer.learning_rate=0.01,100000", "--epochs", "2")

    alone, beside = (
        run_alone("sweep", tmp_path / "spec.json", *words, "--processes", processes) for processes in "12"
    )

    assert (beside.returncode, beside.stdout) == (0, alone.stdout)
    assert "6/6" in beside.stderr


@posix
def test_ctrl_c_ends_a_sweep_and_its_processes_quietly(tmp_path):
    (tmp_path / "spec.json").write_text("{}")
    words = ["--vary", "batch_size=10,1,2", "--epochs", "1000000", "--processes", "2"]
    command = [sys.executable, "-m", "app", "sweep", tmp_path / "spec.json", *words]

    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as sweeping:
        begun = sweeping.stderr.read(10)
        sweeping.send_signal(signal.SIGINT)
        rest = sweeping.stderr.read()  # its processes hold this open for as long as they are there

    assert sweeping.returncode == -signal.SIGINT
    assert b"Traceback" not in begun + rest
