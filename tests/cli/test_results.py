"""What training and tracing print, and how they end."""

import json

import pytest

from tests.cli.running import MAZUR

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


@pytest.mark.parametrize(
    ("spec", "epochs", "accuracy"), [(DIGITS, 40, 0.96), (IRIS, 60, 0.95)], ids=["digits", "iris"]
)
def test_training_reaches_the_accuracy_it_should(propscope, spec, epochs, accuracy):
    ended = propscope("train", spec, "--epochs", str(epochs), "--json")

    assert ended.returncode == 0, ended.stderr
    (line,) = ended.stdout.splitlines()
    result = json.loads(line)
    others = {"diverged", "penalty", "learning_rate", "lessons"}
    assert set(result) == {"epochs", "classes", "train", "test", *others}
    assert result["diverged"] is None
    assert result["epochs"] == epochs
    assert result["test"]["accuracy"] >= accuracy
    assert result["train"]["loss"] > 0
    for half in (result["train"], result["test"]):
        right = sum(half["confusion"][at][at] for at in range(len(result["classes"])))
        assert right / half["rows"] == half["accuracy"]
        assert half["r2"] == []


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
    assert (result["test"]["rows"], result["test"]["loss"], result["test"]["total"]) == (1, None, None)
    assert (result["test"]["accuracy"], result["test"]["confusion"]) == (1.0, [[0, 0], [0, 1]])
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
    assert result["test"] == {
        "rows": 0,
        "loss": None,
        "accuracy": None,
        "total": None,
        "r2": [],
        "confusion": None,
    }
    assert result["diverged"] is None


def test_an_accuracy_that_was_not_reached_is_said(propscope):
    ended = propscope("train", "{}", "--epochs", "2", "--until-accuracy", "0.99")

    assert ended.returncode == 0
    assert "an accuracy of 0.99 was not reached in 2 epochs" in ended.stderr
