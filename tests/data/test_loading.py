"""A spec becomes a data set: names, split, scale and seed."""

import json
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from app.data import DATASETS, load, loading, resolve
from app.data.features import plane_inputs
from app.data.generators import fixed
from app.engine.checking import decode
from app.engine.refusal import BadInput
from app.engine.spec import Spec
from app.engine.stepper import Stepper

TABLES = ["iris", "penguins", "wine", "digits"]
ARRAYS = ["x_train", "y_train", "x_test", "y_test", "points_train", "points_test"]
CLASSES = {"output_activation": "softmax", "loss": "categorical_cross_entropy"}


def spec(kind="circle", seed=7, inputs=None, **data):
    others = {key: data.pop(key) for key in ("output_activation", "loss") if key in data}
    given = {"data": {"kind": kind, **data}, "seed": seed, **others} | ({"inputs": inputs} if inputs else {})
    return decode(json.dumps(given), Spec)


@pytest.mark.parametrize("record", DATASETS.values(), ids=DATASETS)
def test_every_data_set_loads_as_suggested(record):
    data = load(decode(json.dumps(record.suggested), Spec))

    rows, held_back = len(data.x_train), len(data.x_test)
    assert data.x_train.shape == (rows, len(data.inputs))
    assert data.y_train.shape == (rows, len(data.outputs))
    assert data.x_test.shape == (held_back, len(data.inputs))
    assert data.y_test.shape == (held_back, len(data.outputs))
    assert data.points_train.shape == (rows if data.plane else 0, 2)
    assert data.points_test.shape == (held_back if data.plane else 0, 2)
    for name in ARRAYS:
        array = getattr(data, name)
        assert array.dtype == np.float64
        assert array.flags.c_contiguous
        assert np.isfinite(array).all()


@pytest.mark.parametrize("record", DATASETS.values(), ids=DATASETS)
def test_no_one_can_write_into_a_data_set(record):
    data = load(decode(json.dumps(record.suggested), Spec))

    with pytest.raises(ValueError, match="read-only"):
        data.x_train[0, 0] = 1.0


def test_resolving_fills_in_what_the_data_set_has_for_itself():
    circle, iris, truth = (resolve(spec(kind)) for kind in ("circle", "iris", "and"))

    assert (circle.inputs, circle.data.train_fraction) == (("x1", "x2"), 0.5)
    assert iris.inputs == DATASETS["iris"].inputs
    assert iris.data.train_fraction == 0.8
    assert truth.data.train_fraction == 1.0


def test_resolving_keeps_what_the_spec_says_and_does_nothing_twice():
    said = spec("circle", inputs=["x2", "sin x1"], train_fraction=0.3)

    assert resolve(said) == said
    assert resolve(resolve(spec("wine"))) == resolve(spec("wine"))


def test_a_spec_loads_the_same_before_and_after_resolving():
    before, after = load(spec("gauss")), load(resolve(spec("gauss")))

    for name in ARRAYS:
        assert np.array_equal(getattr(before, name), getattr(after, name))


@pytest.mark.parametrize("kind", ["circle", "gauss", "sine", "iris", "digits"])
def test_the_seed_decides_every_number(kind):
    first, again, other = load(spec(kind, 1)), load(spec(kind, 1)), load(spec(kind, 2))

    for name in ARRAYS:
        assert np.array_equal(getattr(first, name), getattr(again, name))
    assert not np.array_equal(first.x_train, other.x_train)


def test_rows_with_a_seed_of_their_own_are_those_of_that_seed_and_leave_the_weights():
    run, other = spec(seed=7), spec(seed=11)
    own = msgspec.structs.replace(run, data=msgspec.structs.replace(run.data, seed=11))

    assert (load(own).x_train == load(other).x_train).all()
    assert (load(own).x_test == load(other).x_test).all()
    assert not (load(own).x_train == load(run).x_train).all()
    starts = [Stepper(each, load(each).x_train, load(each).y_train).parameters.flat.w for each in (own, run)]
    assert (starts[0] == starts[1]).all()


@pytest.mark.parametrize(
    ("kind", "count", "fraction", "train"),
    [
        ("circle", 500, 0.5, 250),
        ("circle", 7, 0.5, 3),
        ("circle", 100, 0.29, 29),
        ("circle", 100, 1.0, 100),
        ("circle", 4, 0.01, 1),
        ("iris", 150, 0.8, 120),
        ("digits", 1797, 0.8, 1437),
        ("xor4", 4, 0.5, 2),
    ],
)
def test_the_training_half_has_its_fraction_of_the_rows_and_at_least_one(kind, count, fraction, train):
    samples = {"samples": count} if kind == "circle" else {}

    data = load(spec(kind, train_fraction=fraction, **samples))

    assert (len(data.x_train), len(data.x_test)) == (train, count - train)


def test_no_row_is_in_both_halves_and_none_is_lost():
    data = load(spec("circle", samples=101))

    points = np.concatenate([data.points_train, data.points_test])
    assert len(np.unique(points, axis=0)) == 101


def test_the_fraction_moves_only_the_cut():
    half, most = load(spec("circle", train_fraction=0.5)), load(spec("circle", train_fraction=0.8))

    assert np.array_equal(most.x_train[:250], half.x_train)


def test_both_halves_have_every_class():
    data = load(spec("spiral"))

    assert set(data.y_train.ravel()) == set(data.y_test.ravel()) == {-1.0, 1.0}


def test_a_truth_table_keeps_its_order():
    data = load(spec("xor4"))

    assert data.x_train.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert data.y_train.tolist() == [[-1], [1], [1], [-1]]


@pytest.mark.parametrize("kind", TABLES)
def test_the_training_half_alone_has_mean_0_and_deviation_1(kind):
    data = load(spec(kind))

    varying = data.x_train.std(axis=0) > 0
    assert data.x_train.mean(axis=0) == pytest.approx(0, abs=1e-9)
    assert data.x_train[:, varying].std(axis=0) == pytest.approx(1)
    assert np.abs(data.x_test.mean(axis=0)).max() > 1e-3


def test_a_test_row_has_no_say_in_the_training_half(monkeypatch):
    numbers, labels = np.arange(400.0).reshape(100, 4), np.arange(100) % 3
    plain = replace(DATASETS["iris"], make=fixed(numbers, labels), standardised=False)
    monkeypatch.setitem(loading.DATASETS, "iris", plain)
    held_back = load(spec("iris")).x_test
    spoilt = numbers.copy()
    spoilt[np.isin(numbers[:, 0], held_back[:, 0])] *= 1000.0

    before, after = (_with_rows(monkeypatch, plain, rows, labels) for rows in (numbers, spoilt))

    assert len(held_back) == 20
    assert np.array_equal(after.x_train, before.x_train)
    assert not np.array_equal(after.x_test, before.x_test)


def test_a_constant_column_is_moved_to_0_and_not_divided():
    data = load(spec("digits"))

    corner = data.inputs.index("pixel 1,1")
    assert (data.x_train[:, corner] == 0).all()
    assert (data.x_test[:, corner] == 0).all()


@pytest.mark.parametrize("kind", ["circle", "plane", "or"])
def test_points_of_the_plane_go_in_unscaled(kind):
    data = load(spec(kind))

    assert np.array_equal(data.x_train, data.points_train)
    assert np.array_equal(data.x_test, data.points_test)


def test_the_sine_goes_in_unscaled():
    data = load(spec("sine", output_activation="linear"))

    assert data.y_train == pytest.approx(np.sin(data.x_train))


def test_rows_of_two_inputs_are_points_of_a_plane_with_room_around_them():
    data = load(spec("iris", inputs=["petal length (cm)", "petal width (cm)"], output_activation="softmax"))

    low, high = data.plane
    x = np.concatenate([data.x_train, data.x_test])
    assert np.array_equal(data.points_train, data.x_train)
    assert np.array_equal(data.points_test, data.x_test)
    assert (x.min() - low, high - x.max()) == pytest.approx([0.1 * np.ptp(x)] * 2)
    assert data.axes == data.inputs
    assert data.over_plane == [[["input", "x1"]], [["input", "x2"]]]


def test_rows_of_other_inputs_have_no_plane():
    for kind in ("iris", "sine"):
        data = load(spec(kind, output_activation="softmax" if kind == "iris" else "linear"))

        assert (data.plane, data.axes, data.over_plane, len(data.points_train)) == (None, (), [], 0)


def test_inputs_of_the_plane_are_its_features_by_name():
    names = ["sin x2", "x1*x2", "x1", "x2^2", "x1^2", "sin x1", "x2"]

    data = load(spec("circle", inputs=names))

    x1, x2 = data.points_train.T
    wanted = [np.sin(x2), x1 * x2, x1, x2**2, x1**2, np.sin(x1), x2]
    assert data.inputs == tuple(names)
    assert np.array_equal(data.x_train, np.stack(wanted, axis=1))
    assert np.array_equal(plane_inputs(data.points_train, names), data.x_train)


def test_inputs_of_a_table_are_its_columns_by_name():
    every, some = load(spec("iris")), load(spec("iris", inputs=["petal width (cm)", "sepal length (cm)"]))

    assert np.array_equal(some.x_train, every.x_train[:, [3, 0]])
    assert np.array_equal(some.x_test, every.x_test[:, [3, 0]])


def test_digits_are_pictures_only_while_every_pixel_is_an_input():
    assert load(spec("digits")).image == (8, 8)
    assert load(spec("digits", inputs=["pixel 4,4", "pixel 4,5"])).image is None


@pytest.mark.parametrize(
    ("given", "field", "value", "allowed"),
    [
        ({"kind": "cirle"}, "data.kind", "cirle", "one of circle, xor, "),
        ({"inputs": ["x1", "x3"]}, "inputs.1", "x3", "one of x1, x2, x1^2, x2^2, x1*x2, sin x1, sin x2"),
        ({"inputs": ["x1", "x2", "x1"]}, "inputs.2", "x1", "named only once"),
        ({"kind": "sine", "inputs": ["x1"]}, "inputs.0", "x1", "x"),
        ({"kind": "digits", "inputs": ["pixel 9,1"]}, "inputs.0", "pixel 9,1", "pixel 1,1 … pixel 8,8"),
        ({"kind": "plane", **CLASSES}, "loss", "categorical_cross_entropy", "huber when data.kind is plane"),
        (
            {"kind": "sine", "output_activation": "sigmoid", "loss": "binary_cross_entropy"},
            "loss",
            "binary_cross_entropy",
            "huber when data.kind is sine",
        ),
    ],
)
@pytest.mark.parametrize("use", [resolve, load])
def test_what_does_not_fit_the_data_set_is_named_with_its_limit(use, given, field, value, allowed):
    with pytest.raises(BadInput) as caught:
        use(spec(**given))

    assert (caught.value.field, caught.value.value) == (field, value)
    assert allowed in caught.value.allowed


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"train_fraction": 0.0}, "data.train_fraction"),
        ({"train_fraction": 1.5}, "data.train_fraction"),
        ({"samples": 3}, "data.samples"),
        ({"samples": 10_001}, "data.samples"),
        ({"noise": -0.1}, "data.noise"),
        ({"noise": 0.9}, "data.noise"),
    ],
)
def test_a_number_out_of_bounds_is_named(given, field):
    with pytest.raises(BadInput) as caught:
        load(spec(**given))

    assert caught.value.field == field


def _with_rows(monkeypatch, record, rows, labels):
    """Load irises that have other rows."""
    other = replace(record, make=fixed(rows, labels), standardised=True)
    monkeypatch.setitem(loading.DATASETS, "iris", other)
    return load(spec("iris"))
