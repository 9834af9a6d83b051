"""Arrays are compared whichever way round they stand; what cannot be told from its shape, from the others."""

import numpy as np
import pytest

from tests.formulas.test_program import CASES, novel
from tests.marking.learner import ETA, WEIGHTS, Learner, spec
from tests.marking.marked import batch_of, marked

from app.marking.passes import make  # isort: skip

ALL_OF_TWO = {
    "data": {
        "kind": "table",
        "x": [[0.3, -1.2], [0.8, 0.5], [0.1, 0.9]],
        "y": [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]],
        "train_fraction": 1.0,
    },
    "hidden": [{"units": 2, "activation": "tanh"}],
    "parameters": [
        {"w": [[0.4, -0.7], [1.3, 0.2]], "b": [0.1, 0.2]},
        {"w": [[0.9, 0.3], [-0.5, 0.6]], "b": [0.3, -0.2]},
    ],
    "batch_size": 2,
}
"""A network, and a mini-batch, in which every array is two by two."""


def two():
    return spec(**ALL_OF_TWO)


def rows_first(arrays):
    return {name: np.asarray(value).T for name, value in arrays.items()}


def only(arrays, *names):
    return {name: arrays[name] for name in names}


@pytest.mark.parametrize("number", [0, 1, 5])
def test_what_hypotheses_are_made_with_makes_the_engines_numbers_for_every_record(number):
    with novel.added():
        for case in CASES:
            batch = batch_of(case, number)

            made = make(batch.start, {})

            for place, value in made.items():
                assert batch.made[place] == pytest.approx(value, rel=1e-12, abs=1e-12), place


@pytest.mark.parametrize("fields", [spec(), two()], ids=["oblong", "square"])
@pytest.mark.parametrize("way", [dict, rows_first], ids=["samples by columns", "samples by rows"])
def test_samples_may_stand_by_rows_or_by_columns_and_weights_either_way(fields, way):
    assert marked(fields, way(Learner(fields).arrays())).right


def test_samples_by_rows_may_come_with_weights_as_courses_with_columns_have_them():
    right = Learner(two()).arrays()
    mixed = {
        name: value.T if name[0] in "XYZA" or name[:2] in ("dZ", "dA") else value
        for name, value in right.items()
    }

    assert marked(two(), mixed).right


@pytest.mark.parametrize("name", ["Z1", "dZ2", "dW1", "W2_new"])
def test_a_square_array_that_stands_otherwise_than_the_others_is_transposed(name):
    right = Learner(two()).arrays()

    found = marked(two(), right | {name: right[name].T})

    assert (found.difference.name, found.difference.cause.mistake) == (name, "transposed")
    assert [each for each, fits, _ in found.arrays if not fits] == [name]


@pytest.mark.parametrize("name", ["Z1", "dW1"])
def test_a_square_array_alone_may_stand_either_way(name):
    right = Learner(two()).arrays()

    assert marked(two(), only(right, name)).right
    assert marked(two(), {name: right[name].T}).right


def test_of_two_square_arrays_that_stand_differently_one_is_transposed():
    right = Learner(two()).arrays()

    found = marked(two(), {"dW2": right["dW2"], "dW1": right["dW1"].T})

    assert found.difference.cause.mistake == "transposed"


def test_the_gradient_of_the_mean_loss_is_right_too_and_said():
    fields = spec()
    right = Learner(fields).arrays()
    divided = {name: value / 5 if name[:2] in ("dZ", "dA") else value for name, value in right.items()}

    found = marked(fields, divided)

    assert found.right
    assert {name: words for name, _, words in found.arrays}[
        "dZ3"
    ] == "of the mini-batch's mean loss: 1/m is in it"
    assert {name: words for name, _, words in found.arrays}["dW3"] == ""


def test_one_over_m_in_delta_and_again_in_the_gradient_is_once_too_often():
    fields = spec()
    right = Learner(fields).arrays()
    twice = {name: value / 5 if name[0] == "d" else value for name, value in right.items()}

    found = marked(fields, only(twice, "dZ3", "dW3", "db3", "dZ2", "dW2", "db2"))

    assert (found.difference.name, found.difference.cause.mistake) == ("dW3", "averaged_twice")
    assert found.difference.cause.explains == 4


def test_deltas_must_be_of_one_convention():
    fields = spec()
    right = Learner(fields).arrays()

    found = marked(fields, {"dZ3": right["dZ3"], "dZ2": right["dZ2"] / 5, "dZ1": right["dZ1"]})

    assert (found.difference.name, found.difference.cause.mistake) == ("dZ2", "multiple")


def test_the_penalty_may_be_in_the_gradient_and_in_the_loss():
    fields = spec(regularization={"kind": "l2", "rate": 0.05})
    learner = Learner(fields)
    right = learner.arrays()
    weights = sum((w**2).sum() for w in WEIGHTS)
    inside = {f"dW{layer}": right[f"dW{layer}"] + 0.05 * W for layer, W in enumerate(learner.W, 1)}

    found = marked(fields, right | inside | {"loss": right["loss"] + 0.05 / 2 * weights})

    assert found.right
    assert {words for name, _, words in found.arrays if name == "dW1"} == {
        "with the penalty's gradient in it"
    }


def test_a_mistake_tells_how_square_arrays_stand_where_no_right_one_does():
    right = Learner(two()).arrays()
    d_z = right["dA1"]  # its slope is left out
    mine = only(right, "dZ2", "dW2") | {"dZ1": d_z, "dW1": d_z @ right["X"].T / 2}

    by_columns, by_rows = (marked(two(), way(mine)).difference for way in (dict, rows_first))
    alone = marked(two(), {"dW1": mine["dW1"]}).difference

    for found in (by_columns, by_rows):
        assert (found.name, found.cause.mistake, found.cause.explains) == ("dZ1", "slope_left_out", 2)
    assert alone.cause.mistake == "slope_left_out"
    row, column = (place - 1 for place in alone.at)
    assert alone.yours == mine["dW1"][row, column]
    assert alone.ours == pytest.approx(right["dW1"][row, column])


def test_a_mini_batch_of_one_may_come_as_columns_rows_or_lists():
    fields = spec(batch_size=1)
    right = Learner(fields).arrays()
    flat = {name: value.ravel() if 1 in value.shape else value for name, value in right.items()}

    assert marked(fields, right).right
    assert marked(fields, rows_first(right)).right
    assert marked(fields, flat).right


def test_a_mistake_shows_in_a_mini_batch_of_one_too():
    fields = spec(batch_size=1)
    right = Learner(fields).arrays()

    found = marked(fields, right | {"dZ2": right["dA2"]}).difference

    assert (found.name, found.cause.mistake) == ("dZ2", "slope_left_out")


def test_the_first_that_differs_is_the_first_computed_whatever_their_order():
    right = Learner(spec()).arrays()
    wrong = {"dW1": right["dW1"] + 1, "dZ2": right["dZ2"] + 1, "A3": right["A3"]}

    assert marked(spec(), wrong).difference.name == "dZ2"


def test_the_place_of_the_largest_difference_is_told_as_the_learner_wrote_it():
    right = Learner(spec()).arrays()
    wrong = right["Z1"].copy()
    wrong[3, 1] += 0.5

    by_columns, by_rows = (marked(spec(), {"Z1": each}).difference for each in (wrong, wrong.T))

    assert (by_columns.at, by_rows.at) == ((4, 2), (2, 4))
    assert by_rows.largest == pytest.approx(0.5)
    assert by_rows.yours - by_rows.ours == pytest.approx(0.5)
    assert by_rows.ours == pytest.approx(right["Z1"][3, 1])


def test_what_cannot_be_the_array_at_all_is_told_by_its_shape():
    right = Learner(spec()).arrays()

    found = marked(spec(), {"Z1": right["Z1"][:, :4]}).difference

    assert (found.shape, found.wanted, found.largest) == ((4, 4), (5, 4), None)


def test_biases_that_are_not_added_up_are_named():
    right = Learner(spec()).arrays()

    assert marked(spec(), right | {"db2": right["dZ2"]}).difference.cause.mistake == "not_summed"


def test_samples_in_another_order_are_named():
    right = Learner(spec()).arrays()

    found = marked(spec(), right | {"X": right["X"][:, ::-1]}).difference

    assert (found.name, found.cause.mistake) == ("X", "other_order")


def test_another_array_in_its_place_is_named():
    right = Learner(spec()).arrays()

    found = marked(spec(), {"dW1": -ETA * right["dW1"]}).difference

    assert (found.cause.mistake, found.cause.words) == (
        "another_array",
        "these are the numbers of step_w of layer 1",
    )


def test_a_number_that_is_none_is_named():
    right = Learner(spec()).arrays()

    assert marked(spec(), right | {"A1": right["A1"] * np.nan}).difference.cause.mistake == "not_finite"


def test_what_no_known_mistake_makes_is_told_without_one():
    right = Learner(spec()).arrays()

    assert marked(spec(), right | {"A1": right["A1"] ** 3 + 0.1}).difference.cause is None


@pytest.mark.parametrize(("off", "fits"), [(0.9e-6, True), (1.1e-6, False)])
def test_a_number_may_be_off_by_the_tolerance_times_one_and_its_size(off, fits):
    right = Learner(spec()).arrays()["Z1"]

    assert marked(spec(), {"Z1": right + off * (1 + abs(right))}).right is fits
    assert marked(spec(), {"Z1": right + 10 * off * (1 + abs(right))}, tolerance=1e-5).right is fits


def test_vanishing_gradients_are_told_from_zeros():
    fields = spec(parameters=[spec()["parameters"][0], *SATURATED])
    right = Learner(fields).arrays()
    assert 0 < abs(right["dW1"]).max() < 1e-6

    assert marked(fields, right).right
    assert marked(fields, right | {"dW1": 0 * right["dW1"]}).difference.name == "dW1"


SATURATED = [
    {"w": WEIGHTS[1].tolist(), "b": [18.0, 18.0, 18.0]},
    {"w": WEIGHTS[2].tolist(), "b": [0.0, 0.0]},
]
