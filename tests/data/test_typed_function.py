"""A typed function becomes a data set: rows of its domain, and what it makes of them."""

import json

import numpy as np
import pytest

from app.data import digest, load
from app.data.typed_function import pictured
from app.engine.checking import decode
from app.engine.refusal import BadInput
from app.engine.spec import DataSpec, Spec


def spec_of(expression: str, more: dict[str, object] | None = None, **data: object) -> Spec:
    told = {"data": {"kind": "function", "expression": expression} | data} | (more or {})
    return decode(json.dumps(told), Spec)


def loaded(expression: str, more: dict[str, object] | None = None, **data: object):
    return load(spec_of(expression, more, **data))


def test_a_curve_is_of_the_very_values_of_its_formula():
    data = loaded("sin(x)*x", samples=200, train_fraction=0.5)

    x = np.concatenate([data.x_train, data.x_test])
    y = np.concatenate([data.y_train, data.y_test])
    assert (len(data.x_train), len(data.x_test)) == (100, 100)
    assert y == pytest.approx(np.sin(x) * x, abs=1e-14)
    assert (data.task, data.inputs, data.outputs, data.label) == (
        "regression", ("x",), ("y",), "sin(x)*x",
    )  # fmt: skip
    assert data.interval == (-6.0, 6.0), "the domain, not only where rows happen to lie"
    assert x.min() >= -6
    assert x.max() <= 6


def test_noise_is_a_share_of_half_the_range_of_the_values():
    plain, noisy = loaded("5x", domain=[0, 2]), loaded("5x", domain=[0, 2], noise=0.2)

    assert (plain.x_train == noisy.x_train).all(), "noise moves no row"
    moved = abs(noisy.y_train - plain.y_train)
    assert 0.8 < moved.max() <= 1.0


def test_a_function_of_both_coordinates_has_points_of_a_plane():
    data = loaded("x1*x2", {"inputs": ["x1", "sin x2"]}, domain=[-1, 3])

    assert (data.plane, data.axes, data.interval) == ((-1.0, 3.0), ("x1", "x2"), None)
    assert data.y_train[:, 0] == pytest.approx(data.points_train.prod(axis=1))
    assert data.x_train[:, 1] == pytest.approx(np.sin(data.points_train[:, 1]))


def test_a_comparison_tells_two_classes_apart():
    data = loaded("x1^2 + x2^2 < 9")

    inside = (data.points_train**2).sum(axis=1) < 9
    assert (data.task, data.classes, data.outputs) == ("classification", ("false", "true"), ("true",))
    assert (data.y_train[:, 0] == np.where(inside, 1, -1)).all()
    noisy = loaded("x1^2 + x2^2 < 9", noise=0.3)
    assert 0 < (noisy.y_train != data.y_train).mean() < 0.4


def test_one_variable_can_be_compared_too():
    data = loaded("sin(x) > 0", {"output_activation": "sigmoid", "loss": "binary_cross_entropy"})

    assert (data.y_train == (np.sin(data.x_train) > 0)).all()
    assert data.interval == (-6.0, 6.0)


def test_a_scaled_curve_keeps_its_domain_in_its_own_units():
    data = loaded("100x + 50", domain=[1000, 2000], standardize=True, standardize_y=True)

    assert data.x_train.mean() == pytest.approx(0, abs=1e-12)
    assert data.y_train.std() == pytest.approx(1)
    assert data.interval is not None
    ends = np.array(data.interval) * data.deviation + data.mean
    assert ends == pytest.approx([1000, 2000])


@pytest.mark.parametrize(
    ("expression", "place"),
    [
        ("log(x)", {"x": -6}),
        ("1/x", {"x": 0}),
        ("sqrt(x + 3)", {"x": -6}),
        ("exp(exp(x))", {"x": 3.35}),
        ("1/(x1 - x2)", {"x1": -6, "x2": -6}),
        ("(-2)^x", {"x": -5.95}),
    ],
)
def test_what_has_no_value_somewhere_is_refused_by_that_place(expression: str, place: dict[str, float]):
    with pytest.raises(BadInput) as refused:
        loaded(expression)

    assert (refused.value.field, refused.value.code) == ("data.expression", "undefined")
    assert refused.value.limit["at"] == pytest.approx(place)


def test_a_refusal_names_place_and_domain():
    with pytest.raises(BadInput) as refused:
        loaded("1/x", domain=[-1, 1])

    assert str(refused.value) == (
        "data.expression: should be a number everywhere from -1 to 1: at x = 0 it is none, got inf"
    )


def test_a_typing_error_names_the_field_and_the_character():
    with pytest.raises(BadInput) as refused:
        loaded("sin(x")

    assert str(refused.value) == ("data.expression: should be ) or an operator at character 6, got the end")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kind": "function"}, "data.expression"),
        ({"kind": "circle", "expression": "x"}, "data.expression"),
        ({"kind": "circle", "domain": [0, 1]}, "data.domain"),
        ({"kind": "function", "expression": "x", "domain": [1, 1]}, "data.domain.1"),
        ({"kind": "function", "expression": "x" * 201}, "data.expression"),
        ({"kind": "function", "expression": "x", "x": [[1]], "y": [[1]]}, "data.x"),
        ({"kind": "function", "expression": "x1", "standardize": True}, "data.standardize"),
        ({"kind": "function", "expression": "x", "standardize": ["x"]}, "data.standardize"),
    ],
)
def test_what_does_not_go_with_a_function_is_refused(data: dict[str, object], field: str):
    with pytest.raises(BadInput) as refused:
        load(decode(json.dumps({"data": data}), Spec))

    assert refused.value.field == field


def test_a_mixture_of_one_and_two_variables_is_refused():
    with pytest.raises(BadInput, match="one of x1, x2, pi"):
        loaded("x + x1")


def test_the_picture_is_of_the_same_values():
    curve = pictured(DataSpec(kind="function", expression="x^2", domain=(-1, 3)))
    plane = pictured(DataSpec(kind="function", expression="x1 < x2"))

    assert (curve.variables, curve.compares, curve.domain) == (("x",), False, (-1.0, 3.0))
    assert curve.values == pytest.approx(np.linspace(-1, 3, 241) ** 2)
    assert (plane.variables, plane.compares, len(plane.values)) == (("x1", "x2"), True, 61 * 61)
    assert plane.values[60] == 0, "at the right end of the lowest row"
    assert plane.values[60 * 61] == 1


def test_runs_of_different_functions_have_different_names():
    names = {
        digest(spec_of(expression, domain=domain))
        for expression in ("x", "x^2")
        for domain in ([0, 1], [0, 2])
    }

    assert len(names) == 4


def test_typed_inputs_stand_beside_the_built_in_ones():
    spec = decode(json.dumps({"inputs": ["x1", "sin(x1*x2)", "x1 > 0"]}), Spec)

    data = load(spec)

    x1, x2 = data.points_train.T
    assert data.x_train == pytest.approx(np.column_stack([x1, np.sin(x1 * x2), x1 > 0]))
    assert data.over_plane[1] == [["input", ["sin", ["multiply", "x1", "x2"]]]]


@pytest.mark.parametrize(
    ("data", "inputs", "field", "code"),
    [
        ("circle", ["x1", "sin(x3)"], "inputs.1", "bad_expression"),
        ("circle", ["sin(x1"], "inputs.0", "bad_expression"),
        ("circle", ["1/x1"], "inputs.0", "undefined"),
        ("circle", ["x3"], "inputs.0", "unknown_name"),
        ("circle", ["2x1", "2x1"], "inputs.1", "repeated"),
        ("iris", ["sin(x1)"], "inputs.0", "unknown_name"),
    ],
)
def test_a_typed_input_that_cannot_be_is_refused(data: str, inputs: list[str], field: str, code: str):
    with pytest.raises(BadInput) as refused:
        load(decode(json.dumps({"data": {"kind": data}, "inputs": inputs}), Spec))

    assert (refused.value.field, refused.value.code) == (field, code)
