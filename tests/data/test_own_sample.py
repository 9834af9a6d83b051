"""A sample of one's own becomes what a row of the data is, and finds the rows it is like."""

import json

import numpy as np
import pytest

from app.data import DATASETS, fed, held, load, nearest
from app.engine.checking import decode
from app.engine.refusal import BadInput
from app.engine.spec import Spec


def data_of(kind, **fields):
    given = {**DATASETS[kind].suggested, **fields} if kind in DATASETS else fields
    return load(decode(json.dumps(given), Spec))


@pytest.mark.parametrize("kind", ["iris", "digits", "sine"])
def test_a_row_of_the_data_is_fed_as_the_data_set_has_it(kind):
    data = data_of(kind)

    for row in (0, 7, -1):
        assert fed(data, held(data, data.x_test[row]).tolist()) == pytest.approx(data.x_test[row], abs=1e-12)


def test_whole_pixels_are_fed_to_the_last_digit():
    data = data_of("digits")
    pixels = held(data, data.x_test).round()

    assert all(np.array_equal(fed(data, row), x) for row, x in zip(pixels, data.x_test, strict=True))


def test_a_point_of_the_plane_is_fed_as_every_input_that_is_a_formula_of_it():
    data = data_of("circle", inputs=["x2", "x1*x2", "sin x1"])

    assert fed(data, (0.5, -2.0)) == pytest.approx([-2.0, -1.0, np.sin(0.5)])


@pytest.mark.parametrize(
    ("kind", "values"), [("circle", (1.0,)), ("iris", (1.0,) * 5), ("digits", (0.0,) * 63)]
)
def test_a_sample_of_another_length_is_refused(kind, values):
    data = data_of(kind)
    length = 2 if kind == "circle" else len(data.inputs)

    with pytest.raises(BadInput) as refused:
        fed(data, values)

    assert (refused.value.field, refused.value.code) == ("values", "wrong_length")
    assert refused.value.limit["length"] == length


def test_the_rows_of_an_image_set_are_as_far_as_their_pixels_differ():
    data = data_of("digits")
    row = 11
    pixels = held(data, data.x_train).round()
    drawn = pixels[row].copy()
    drawn[20] += 3
    drawn[21] -= 4

    (first, distance), *others = nearest(data, fed(data, drawn), 5)

    assert (first, distance) == (row, pytest.approx(5.0))
    by_hand = np.sort(np.sqrt(((pixels - drawn) ** 2).sum(axis=1)))[:5]
    assert [distance, *(far for _, far in others)] == pytest.approx(by_hand.tolist())


def test_the_rows_of_other_data_are_as_far_as_what_the_network_is_fed():
    data = data_of("iris")

    found = nearest(data, data.x_test[3], 3)

    by_hand = np.sort(np.linalg.norm(data.x_train - data.x_test[3], axis=1))[:3]
    assert [distance for _, distance in found] == pytest.approx(by_hand.tolist())


def test_of_rows_alike_the_first_comes_first():
    rows = {"kind": "table", "x": [[0.0], [1.0], [1.0], [3.0]], "y": [[0.0]] * 4, "train_fraction": 1.0}

    assert nearest(data_of("table", data=rows), np.array([1.0]), 9) == [
        (1, 0.0),
        (2, 0.0),
        (0, 1.0),
        (3, 2.0),
    ]
