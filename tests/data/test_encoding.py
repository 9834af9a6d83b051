"""Classes become targets that the output activation can reach."""

import json

import numpy as np
import pytest

from app.data import DATASETS, load
from app.engine.activations import ACTIVATIONS
from app.engine.checking import decode
from app.engine.spec import Spec


def loaded(kind, output_activation="tanh", loss="squared_error"):
    given = {"data": {"kind": kind}, "output_activation": output_activation, "loss": loss}
    return load(decode(json.dumps(given), Spec))


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "softmax"])
def test_two_classes_are_one_output_within_reach_of_its_activation(activation):
    data = loaded("circle", activation)

    negative = ACTIVATIONS[activation].negative_class
    inside = np.hypot(*data.points_train.T) < 2.5
    assert data.outputs == ("inside",)
    assert data.classes == ("outside", "inside")
    assert data.y_train[:, 0].tolist() == np.where(inside, 1.0, negative).tolist()
    assert data.threshold == (1.0 + negative) / 2


@pytest.mark.parametrize(("activation", "negative", "threshold"), [("tanh", -1, 0.0), ("sigmoid", 0, 0.5)])
def test_the_negative_class_is_minus_1_for_tanh_and_0_for_sigmoid(activation, negative, threshold):
    data = loaded("and", activation)

    assert data.y_train.tolist() == [[negative], [negative], [negative], [1]]
    assert data.threshold == threshold


VALUES = {"kind": "table", "x": [[1.0], [2.0], [3.0]], "y": [[0.5], [2.0], [1.0]]}
MARKED = {**VALUES, "y": [[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]}
CLASSES = {**VALUES, "y": [[0.0], [1.0], [1.0]], "classes": ["no", "yes"]}


@pytest.mark.parametrize(
    "data",
    [*({"kind": kind} for kind in ("circle", "iris", "plane", "xor4")), VALUES, MARKED, CLASSES],
    ids=["two classes", "three", "values", "four rows", "own values", "own marks", "own classes"],
)
@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_targets_are_alike_for_the_activations_that_have_the_same_numbers(data, activation):
    def targets(name):
        given = {"data": data, "output_activation": name}
        return load(decode(json.dumps(given), Spec)).y_train.tolist()

    known = load(decode(json.dumps({"data": data, "output_activation": activation}), Spec)).alike

    one_output = len(targets(activation)[0]) == 1
    several = [name for name in ACTIVATIONS if not (one_output and ACTIVATIONS[name].couples_units)]
    assert [name in known for name in several] == [targets(name) == targets(activation) for name in several]


def test_two_classes_are_others_for_a_softmax():
    assert "softmax" not in loaded("circle", "sigmoid").alike
    assert "softmax" in loaded("iris", "sigmoid").alike


def test_two_classes_are_two_outputs_with_a_softmax():
    data = loaded("or", "softmax", "categorical_cross_entropy")

    assert data.outputs == data.classes == ("false", "true")
    assert data.y_train.tolist() == [[1, 0], [0, 1], [0, 1], [0, 1]]


def test_binary_cross_entropy_has_targets_0_and_1():
    data = loaded("xor", "sigmoid", "binary_cross_entropy")

    assert set(data.y_train.ravel()) == {0.0, 1.0}


@pytest.mark.parametrize("kind", ["iris", "penguins", "wine", "digits"])
@pytest.mark.parametrize("activation", ["softmax", "tanh", "sigmoid"])
def test_more_classes_are_one_output_each_named_after_them(kind, activation):
    data = loaded(kind, activation)

    negative = ACTIVATIONS[activation].negative_class
    assert data.outputs == data.classes == DATASETS[kind].classes
    assert np.array_equal((data.y_train == 1.0).sum(axis=1), np.ones(len(data.y_train)))
    assert set(data.y_train.ravel()) == {negative, 1.0}


@pytest.mark.parametrize("kind", ["plane", "multi-gauss", "sine"])
def test_values_stay_as_they_are(kind):
    data = loaded(kind, "linear")

    assert data.task == "regression"
    assert data.classes == ()
    assert data.outputs == ("y",)
    assert len(np.unique(data.y_train)) > 100


def test_the_class_of_a_row_is_its_own():
    data = loaded("digits", "softmax", "categorical_cross_entropy")

    zeros, ones = (data.x_train[data.y_train[:, digit] == 1] for digit in (0, 1))
    middle = data.inputs.index("pixel 4,5")
    assert zeros[:, middle].mean() < -1 < 0.5 < ones[:, middle].mean()
