"""A spec's own numbers go in as given."""

import json

import pytest

from app.data import load
from app.engine.checking import decode
from app.engine.refusal import BadInput
from app.engine.spec import Spec

BINARY = {"output_activation": "sigmoid", "loss": "binary_cross_entropy"}
CATEGORICAL = {"output_activation": "softmax", "loss": "categorical_cross_entropy"}


def loaded(x, y, inputs=None, train_fraction=None, **others):
    data = {"kind": "table", "x": x, "y": y} | ({"train_fraction": train_fraction} if train_fraction else {})
    return load(decode(json.dumps({"data": data, **others} | ({"inputs": inputs} if inputs else {})), Spec))


def test_own_numbers_go_in_as_given_in_their_order():
    x, y = [[5, 1e6], [0.1, -3], [5, 1e6]], [[0.01, 0.99], [7, -2], [0, 0]]

    data = loaded(x, y)

    assert data.x_train.tolist() == x
    assert data.y_train.tolist() == y
    assert len(data.x_test) == 0
    assert (data.inputs, data.outputs) == (("x1", "x2"), ("y1", "y2"))
    assert data.axes == data.inputs, "two of them are coordinates"


def test_own_numbers_are_split_by_the_seed_and_keep_their_order_in_both_halves():
    rows = [[number] for number in range(40)]

    halves = [loaded(rows, rows, train_fraction=0.5, seed=seed) for seed in (1, 1, 2)]

    trained, tested = halves[0].x_train.tolist(), halves[0].y_test.tolist()
    assert sorted(trained + tested) == rows
    assert (trained, tested) == (sorted(trained), sorted(tested))
    assert trained != rows[:20]
    assert trained == halves[1].x_train.tolist() != halves[2].x_train.tolist()


def test_own_columns_can_be_left_out():
    assert loaded([[1, 2, 3]], [[4]], inputs=["x3", "x1"]).x_train.tolist() == [[3, 1]]


@pytest.mark.parametrize(
    ("y", "others", "classes", "threshold"),
    [
        ([[0], [1]], {}, ("0", "1"), 0.5),
        ([[-1], [1]], {}, ("-1", "1"), 0.0),
        ([[0, 1], [1, 0]], {}, ("y1", "y2"), 0.5),
        ([[-1, 1], [1, -1]], {}, ("y1", "y2"), 0.0),
        ([[0.2], [0.9]], BINARY, ("0", "1"), 0.5),
        ([[1], [1]], BINARY, ("0", "1"), 0.5),
        ([[0, 1], [1, 0]], BINARY, ("y1", "y2"), 0.5),
        ([[0.2, 0.8], [0.5, 0.5]], CATEGORICAL, ("y1", "y2"), 0.5),
    ],
)
def test_own_targets_that_pick_a_class_are_a_classification(y, others, classes, threshold):
    data = loaded([[1], [2]], y, **others)

    assert (data.task, data.classes, data.threshold) == ("classification", classes, threshold)
    assert data.y_train.tolist() == y


@pytest.mark.parametrize(
    ("y", "others"),
    [
        ([[0.5], [1]], {}),
        ([[-1], [0]], {}),
        ([[2], [3]], {}),
        ([[1], [1]], {}),
        ([[0], [0]], {}),
        ([[1, 1], [0, 1]], {}),
        ([[0, 0], [0, 1]], {}),
        ([[1, 1], [0, 1]], BINARY),
        ([[0.5, 0.5], [0, 1]], BINARY),
    ],
)
def test_own_targets_that_pick_no_class_are_values(y, others):
    data = loaded([[1], [2]], y, **others)

    assert (data.task, data.classes) == ("regression", ())


@pytest.mark.parametrize(
    ("y", "others", "field", "allowed"),
    [
        ([[0], [1.5]], BINARY, "data.y.1", "from 0 to 1 when loss is binary_cross_entropy"),
        ([[-1], [1]], BINARY, "data.y.0", "from 0 to 1 when loss is binary_cross_entropy"),
        ([[1, 0], [2, -1]], CATEGORICAL, "data.y.1", "from 0 to 1 when loss is categorical_cross_entropy"),
        (
            [[1, 0], [1, 1]],
            CATEGORICAL,
            "data.y.1",
            "numbers that sum to 1 when loss is categorical_cross_entropy",
        ),
        ([[0.3, 0.3], [1, 0]], CATEGORICAL, "data.y.0", "numbers that sum to 1"),
    ],
)
def test_own_targets_that_a_cross_entropy_cannot_read_are_named(y, others, field, allowed):
    with pytest.raises(BadInput) as caught:
        loaded([[1], [2]], y, **others)

    assert caught.value.field == field
    assert allowed in caught.value.allowed


def test_shares_that_sum_to_1_but_for_rounding_are_taken():
    y = [[0.1, 0.2, 0.7], [1 / 3, 1 / 3, 1 / 3]]

    assert loaded([[1], [2]], y, **CATEGORICAL).y_train.tolist() == y


def test_own_columns_are_standardised_where_the_table_says_so_by_its_training_rows():
    x = [[1, 5], [3, 5], [5, 5], [100, 5]]

    table = {"kind": "table", "x": x, "y": [[0], [1], [0], [1]], "standardize": True}

    data = load(decode(json.dumps({"data": table | {"train_fraction": 0.75}}), Spec))

    train = data.x_train * data.deviation + data.mean
    assert data.x_train.mean(axis=0) == pytest.approx([0, 0], abs=1e-15)
    assert data.x_train.std(axis=0) == pytest.approx([1, 0], abs=1e-15)
    test = data.x_test * data.deviation + data.mean
    assert sorted([*train[:, 0], *test[:, 0]]) == pytest.approx([1, 3, 5, 100])
    assert (data.mean[1], data.deviation[1]) == (5, 1)


def test_own_columns_are_as_they_are_otherwise():
    data = loaded([[1, 5], [3, 5]], [[0], [1]])

    assert data.x_train.tolist() == [[1, 5], [3, 5]]


@pytest.mark.parametrize("loss", ["categorical_cross_entropy", "squared_error"])
def test_a_softmax_over_one_output_is_refused_with_the_reason_and_the_way_out(loss):
    with pytest.raises(BadInput) as caught:
        loaded([[1], [2]], [[1], [1]], output_activation="softmax", loss=loss)

    assert (caught.value.field, caught.value.code) == ("output_activation", "shares_alone")
    assert "sigmoid" in caught.value.limit["one_of"]
    assert "softmax" not in caught.value.limit["one_of"]
    assert "of one output it is always 1, and learns nothing, got softmax" in str(caught.value)


def data_of(**fields):
    return load(decode(json.dumps({"data": {"kind": "table", "train_fraction": 1.0} | fields}), Spec))


def test_own_columns_keep_their_names():
    data = data_of(
        x=[[1, 2], [3, 4]], y=[[5], [7]], x_names=["age", "fare"], y_names=["price"], label="a.csv"
    )

    assert (data.inputs, data.outputs, data.label) == (("age", "fare"), ("price",), "a.csv")


@pytest.mark.parametrize(
    ("others", "outputs", "y", "threshold"),
    [
        ({}, ("yes",), [[-1], [1]], 0.0),
        ({"output_activation": "sigmoid"}, ("yes",), [[0], [1]], 0.5),
        (CATEGORICAL, ("no", "yes"), [[1, 0], [0, 1]], 0.5),
    ],
)
def test_own_classes_become_what_the_output_activation_has_them_as(others, outputs, y, threshold):
    table = {"kind": "table", "x": [[1], [2]], "y": [[0], [1]], "classes": ["no", "yes"]}

    data = load(decode(json.dumps({"data": table, **others}), Spec))

    assert (data.task, data.classes, data.outputs) == ("classification", ("no", "yes"), outputs)
    assert (data.y_train.tolist(), data.threshold) == (y, threshold)


def test_a_class_that_no_row_has_is_still_one():
    data = data_of(x=[[1], [2]], y=[[0], [2]], classes=["a", "b", "c"])

    assert data.y_train.tolist() == [[1, -1, -1], [-1, -1, 1]]
    assert data.outputs == ("a", "b", "c")


@pytest.mark.parametrize(
    ("wrong", "said"), [(2, "from 0 to 1"), (-1, "from 0 to 1"), (0.5, "a whole number")]
)
def test_a_class_that_has_no_name_is_refused_by_its_row(wrong, said):
    with pytest.raises(BadInput) as caught:
        data_of(x=[[1], [2]], y=[[0], [wrong]], classes=["a", "b"])

    assert (caught.value.field, caught.value.allowed) == ("data.y.1", said)


def test_only_the_columns_that_are_named_are_standardised():
    data = data_of(x=[[1, 0], [3, 1]], y=[[0], [1]], x_names=["age", "sex=male"], standardize=["age"])

    assert data.x_train.tolist() == [[-1, 0], [1, 1]]
    assert (data.mean.tolist(), data.deviation.tolist()) == ([2, 0], [1, 1])


def test_standardised_columns_are_found_by_name_whatever_inputs_are_chosen():
    table = {"x": [[1, 0], [3, 1]], "y": [[0], [1]], "standardize": ["x1"]}

    data = load(decode(json.dumps({"data": {"kind": "table"} | table, "inputs": ["x2", "x1"]}), Spec))

    assert data.x_train.tolist() == [[0, -1], [1, 1]]


def test_targets_that_are_values_are_standardised_by_the_training_rows_where_the_table_says_so():
    data = data_of(
        x=[[1], [2], [3]], y=[[100, 1], [200, 1], [600, 1]], standardize_y=True, train_fraction=0.7
    )

    y = data.y_train * data.target_deviation + data.target_mean
    assert data.y_train[:, 0].tolist() == pytest.approx([-1, 1])
    assert sorted([*y[:, 0], *(data.y_test * data.target_deviation + data.target_mean)[:, 0]]) == [
        100,
        200,
        600,
    ]
    assert (data.target_mean[1], data.target_deviation[1]) == (1, 1)


def test_targets_that_pick_a_class_are_never_standardised():
    data = data_of(x=[[1], [2]], y=[[0], [1]], standardize_y=True)

    assert data.y_train.tolist() == [[0], [1]]
    assert (data.target_mean.tolist(), data.target_deviation.tolist()) == ([0], [1])


def test_an_unknown_own_column_is_named():
    with pytest.raises(BadInput) as caught:
        loaded([[1, 2]], [[3]], inputs=["x3"])

    assert (caught.value.field, caught.value.allowed) == ("inputs.0", "one of x1, x2")
