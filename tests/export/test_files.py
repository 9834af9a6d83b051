"""A run as files that others read: weights, and rows with what the network says of them."""

import csv
import io
import json
import struct

import numpy as np
import pytest

from app.data import DATASETS, text
from app.engine import read_spec
from app.export import KINDS
from app.headless import train
from tests.export.runs import IRIS, VALUES, run_of


def file_of(fields, kind, epochs=2):
    return KINDS[kind].bytes_of(run_of(fields, epochs))


def rows_of(fields, epochs=2):
    return list(csv.DictReader(io.StringIO(file_of(fields, "predictions", epochs).decode(), newline="")))


def test_weights_as_json_are_the_parameters_of_a_specification():
    told = json.loads(file_of(IRIS, "json", epochs=3))

    again = train(read_spec(json.dumps(IRIS | {"parameters": told["parameters"]})), epochs=0)

    assert again.test.loss == train(read_spec(json.dumps(IRIS)), epochs=3).test.loss
    assert told["activations"] == ["tanh", "softmax"]
    assert (told["units"], told["epochs"]) == ([4, 5, 3], 3)
    assert told["outputs"] == ["setosa", "versicolor", "virginica"]


def test_weights_as_npz_are_those_of_json():
    told = json.loads(file_of(IRIS, "json"))["parameters"]

    with np.load(io.BytesIO(file_of(IRIS, "npz")), allow_pickle=False) as arrays:
        assert arrays.files == ["w1", "b1", "w2", "b2"]
        for layer, wanted in enumerate(told, 1):
            assert arrays[f"w{layer}"].tolist() == wanted["w"]
            assert arrays[f"b{layer}"].tolist() == wanted["b"]


def safetensors(data):
    """Read the format as it is documented: nothing of ours."""
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata, body, end = header.pop("__metadata__"), data[8 + length :], 0
    tensors = {}
    for name, told in header.items():
        start, stop = told["data_offsets"]
        assert (start, told["dtype"]) == (end, "F64")
        tensors[name] = np.frombuffer(body[start:stop], "<f8").reshape(told["shape"])
        end = stop
    assert end == len(body)
    assert length % 8 == 0
    assert all(isinstance(value, str) for value in metadata.values())
    return tensors, metadata


def test_weights_as_safetensors_have_pytorchs_names_and_are_the_way_round_that_it_has_them():
    run = run_of(IRIS)

    tensors, metadata = safetensors(file_of(IRIS, "safetensors"))

    assert {name: array.shape for name, array in tensors.items()} == {
        "0.weight": (5, 4), "0.bias": (5,), "2.weight": (3, 5), "2.bias": (3,),
    }  # fmt: skip
    assert metadata == {"format": "pt", "activations": "tanh,softmax"}
    hidden = np.tanh(run.data.x_test @ tensors["0.weight"].T + tensors["0.bias"])
    z = hidden @ tensors["2.weight"].T + tensors["2.bias"]
    assert run.outputs[1] == pytest.approx(np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), rel=1e-12)


def test_predictions_have_every_row_with_its_class_and_the_one_predicted():
    rows = rows_of(IRIS, epochs=20)
    ended = train(read_spec(json.dumps(IRIS)), epochs=20)

    assert list(rows[0])[:5] == ["half", *run_of(IRIS, 0).data.inputs]
    assert [row["half"] for row in rows] == ["train"] * 120 + ["test"] * 30
    for half, accuracy in (("train", ended.train.accuracy), ("test", ended.test.accuracy)):
        own = [row for row in rows if row["half"] == half]
        right = sum(row["class"] == row["predicted class"] for row in own)
        assert right / len(own) == accuracy
    lengths = [float(row["sepal length (cm)"]) for row in rows]
    assert (min(lengths), max(lengths)) == (4.3, 7.9)
    assert all(length == round(length, 1) for length in lengths)


def test_predictions_of_sentences_have_each_with_its_words():
    rows = rows_of({"data": {"kind": "sentiment"}})

    sentences = DATASETS["sentiment"].said.texts()
    assert sorted(row["text"] for row in rows) == sorted(sentences)
    assert all(
        float(row["cold"]) == text.words(row["text"]).count("cold") and row["half"] in ("train", "test")
        for row in rows
    )


def test_predictions_of_one_output_name_the_class_on_its_side_of_the_threshold():
    rows = rows_of({}, epochs=20)

    assert {row["predicted class"] for row in rows} == {"inside", "outside"}
    assert all((float(row["output inside"]) >= 0) == (row["predicted class"] == "inside") for row in rows)


def test_predictions_of_values_are_in_their_own_units():
    rows = rows_of(VALUES)

    targets = sorted(float(row['target """@price']) for row in rows)
    assert targets == [10, 20, 30, 60]
    assert "class" not in rows[0]
    run = run_of(VALUES)
    said = np.concatenate(run.outputs) * run.data.target_deviation + run.data.target_mean
    assert [float(row['output """@price']) for row in rows] == said[:, 0].tolist()
    assert {float(row["height\nimport os"]) for row in rows} == {5, 10, 20, 40}


def test_predictions_of_painted_points_have_each_point_with_its_class():
    points = [[1.5, 2], [-3, 0.25], [0, 0]]
    data = {"kind": "table", "x": points, "y": [[0], [2], [1]], "classes": ["A", "B", "C"], "domain": [-6, 6]}

    rows = rows_of({"data": data | {"train_fraction": 1}, "inputs": ["x1", "x2", "sin(x1*x2)"]})

    assert [[float(row["x1"]), float(row["x2"])] for row in rows] == points
    assert [float(row["sin(x1*x2)"]) for row in rows] == pytest.approx([np.sin(a * b) for a, b in points])
    assert [row["class"] for row in rows] == ["A", "C", "B"]


def test_predictions_of_a_typed_curve_are_in_its_own_units():
    data = {"kind": "function", "expression": "100x", "standardize": True, "standardize_y": True}

    rows = rows_of({"data": data, "output_activation": "linear"})

    assert all(float(row["target y"]) == pytest.approx(100 * float(row["x"])) for row in rows)


@pytest.mark.parametrize("name", ["=1+1", "+a", "-a", "@a", "\ta", "\ra", "\na"])
def test_a_name_that_a_spreadsheet_would_calculate_is_a_text(name):
    table = VALUES["data"] | {"x_names": [name, 'a,"b'], "y": [[0], [1], [1], [0]], "classes": [name, "b"]}
    del table["y_names"], table["standardize_y"]

    rows = list(
        csv.reader(
            io.StringIO(
                file_of(VALUES | {"data": table, "loss": "squared_error"}, "predictions").decode(), newline=""
            )
        )
    )

    texts = [
        cell
        for row in rows
        for cell in row
        if not cell.lstrip("-").replace(".", "").replace("e-", "").isdigit()
    ]
    assert f"'{name}" in rows[0]
    assert 'a,"b' in rows[0]
    assert f"'{name}" in {row[-2] for row in rows[1:]}
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
