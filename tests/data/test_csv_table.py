"""What a CSV file becomes is told before it is used, and is what is then made."""

import pytest

from app.data import load
from app.data.csv_table.description import MOST_FLAGGED, MOST_SHOWN
from tests.data import csv_files
from tests.data.csv_tables import column, described_of, spec_of

WINE = csv_files.red_wine()
TITANIC = csv_files.titanic()
PENGUINS = csv_files.penguins()


@pytest.mark.parametrize(
    ("content", "target", "units", "activations"),
    [
        (WINE, ("quality",), [11, 16, 6], ["tanh", "softmax"]),
        (TITANIC, ("Survived",), [10, 16, 1], ["tanh", "sigmoid"]),
        (TITANIC, ("Age", "Fare"), [9, 16, 2], ["tanh", "linear"]),
    ],
)
def test_the_network_that_is_told_is_the_one_that_begins(content, target, units, activations):
    told = described_of(content, target=target).network
    spec = spec_of(content, target=target, missing="drop")
    data = load(spec)

    assert (told.units, told.activations) == (units, activations)
    assert [len(data.inputs), *(layer.units for layer in spec.hidden), len(data.outputs)] == units
    assert [*(layer.activation for layer in spec.hidden), spec.output_activation] == activations


@pytest.mark.parametrize(
    ("content", "choices"),
    [
        (WINE, {"target": ("quality",), "missing": "drop"}),
        (WINE, {"target": ("quality",), "missing": "mean", "kinds": {"quality": "number"}}),
        (TITANIC, {"target": ("Age",), "missing": "mean", "train_fraction": 0.5}),
        (PENGUINS, {"target": ("species",), "missing": "mean"}),
    ],
)
def test_the_scale_that_is_told_is_that_of_the_training_rows(content, choices):
    told, data = described_of(content, **choices), load(spec_of(content, **choices))

    scales = dict(zip(data.inputs, zip(data.mean, data.deviation, strict=True), strict=True))
    scales |= dict(zip(data.outputs, zip(data.target_mean, data.target_deviation, strict=True), strict=True))
    named = [name for each in told.columns if each.role == "input" for name in each.becomes]
    assert data.inputs == tuple(named)
    assert (told.train_rows, told.test_rows) == (len(data.x_train), len(data.x_test))
    for each in told.columns:
        if each.role != "off" and each.kind == "number":
            assert scales[each.name] == pytest.approx((each.mean, each.deviation))
        elif each.role == "input":
            assert all(scales[name] == (0, 1) for name in each.becomes)


def test_the_preview_has_the_first_rows_and_the_flagged_ones_as_they_stand():
    told = described_of(WINE, target=("quality",), missing="drop")

    rows = [each.row for each in told.preview]
    assert rows == [*range(1, MOST_SHOWN + 1), *csv_files.RED_WINE_DAMAGED]
    assert told.preview[0].cells[0] == "4.6"
    assert told.preview[-1].cells[10] == "923333333333333.0"
    assert [each.kept for each in told.preview[-7:]] == [True, *[False] * 6]


def test_of_very_many_cells_without_a_value_only_the_first_are_named():
    text = "a,b,y\n" + "1,,0.5\n,2,1.5\n" * 2000

    told = described_of(text, target=("y",), kinds={"a": "number", "b": "number"})

    assert (told.flagged, len(told.cells), len(told.preview)) == (4000, MOST_FLAGGED, MOST_SHOWN)
    assert [(each.row, each.column) for each in told.cells[:3]] == [(1, "b"), (2, "a"), (3, "b")]
    assert told.problem.limit["cells"] == 4000


def test_a_histogram_counts_every_number_that_stays():
    told = described_of(WINE, target=("quality",), missing="drop")

    assert sum(column(told, "alcohol").histogram) == 1593
    assert sum(column(told, "pH").histogram) == 1593


def test_a_value_that_stands_for_two_names_is_named_twice():
    long = "x" * 120
    spec = spec_of(f"c,y\n{long}a,1.5\n{long}b,2.5\n", target=("y",))

    first, second = spec.data.x_names
    assert first != second
    assert max(len(first), len(second)) <= 100
