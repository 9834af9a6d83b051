"""A network made elsewhere on the command line: its file, its rows, and what must be said besides."""

import csv
import shlex

import numpy as np
import pytest

from app.cli import main
from app.cli.main import parser
from app.cli.serve import _begin_with
from app.data import load
from app.models import safetensors

RNG = np.random.default_rng(0)
WIDE = {
    "0.weight": RNG.normal(size=(4, 2)),
    "0.bias": np.zeros(4),
    "2.weight": RNG.normal(size=(2, 4)),
    "2.bias": np.ones(2),
}
SQUARE = {"0.weight": RNG.normal(size=(2, 2)), "0.bias": np.zeros(2)}
ROWS = [
    ["a", "b", "kind"],
    *([f"{a:.3f}", f"{b:.3f}", "yes" if a > b else "no"] for a, b in RNG.normal(3, 2, (20, 2))),
]


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with weights and rows, in which commands run."""
    (tmp_path / "net.safetensors").write_bytes(
        safetensors.pack(WIDE, {"format": "pt", "activations": "tanh,softmax"})
    )
    (tmp_path / "square.safetensors").write_bytes(safetensors.pack(SQUARE, {}))
    np.savez(tmp_path / "net.npz", **WIDE)
    with (tmp_path / "x.csv").open("w", newline="") as file:
        csv.writer(file).writerows(ROWS)
    (tmp_path / "spec.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def begun(command):
    """What rooms begin with when this is served."""
    return _begin_with(parser().parse_args(shlex.split(command)))


@pytest.mark.parametrize("rows", ["--data x.csv", "x.csv"])
def test_a_network_goes_on_with_the_rows_of_a_file(files, capsys, rows):
    spec = begun(f"serve --model net.safetensors {rows} --target kind")

    assert np.array_equal(spec.parameters[0].w, WIDE["0.weight"].T)
    assert [layer.activation for layer in spec.hidden] == ["tanh"]
    assert (spec.output_activation, spec.loss) == ("softmax", "categorical_cross_entropy")
    assert spec.data.classes == ("no", "yes")
    first = load(spec).x_train[0].tolist()
    assert first in [[float(a), float(b)] for a, b, _ in ROWS[1:]]
    said = capsys.readouterr().err
    assert "note: loss: taken to be categorical_cross_entropy, as the output is softmax" in said
    assert "note: the rows are taken as they stand in the file" in said
    assert "note: the outputs are taken to be no, yes" in said


def test_what_the_file_does_not_say_is_said_by_options(files):
    spec = begun(
        "serve --model square.safetensors --data x.csv --target kind "
        "--orientation inputs-outputs --activations softmax --loss mean_squared_error"
    )

    assert np.array_equal(spec.parameters[0].w, SQUARE["0.weight"])
    assert spec.loss == "mean_squared_error"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (
            "--model square.safetensors x.csv --target kind --activations tanh",
            "--orientation: should be one of inputs-outputs, outputs-inputs",
        ),
        ("--model net.npz x.csv --target kind", "--activations: should be valid (2 names"),
        (
            "--model net.npz x.csv --target kind --activations tanh,relu",
            "--loss: should be one of squared_error",
        ),
        ("--model net.npz", "--data: should be given when --model is net.npz"),
        ("--model net.npz spec.json", "--data: should be a CSV file when --model is given, got spec.json"),
        ("--model net.npz x.csv --data x.csv", "--data: should be left out"),
        ("--model none.npz x.csv --target kind", "--model: should be a readable file"),
        ("--model spec.json x.csv --target kind", "spec.json: should be given, got no array"),
        (
            "--model net.npz x.csv --target kind --hidden 3",
            "--hidden: should be left out when --model is given",
        ),
        ("x.csv --target kind --loss huber", "--loss: should be left out when --model is not given"),
        (
            "--model net.safetensors x.csv --target kind --drop a",
            "X: should be 2 long, as many as inputs of the network",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_named_by_its_option(files, capsys, command, words):
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(f"serve --port 0 --no-browser {command}"))

    assert ended.value.code == 2
    assert words in capsys.readouterr().err
