"""A specification is held to bounds declared once, travels as JSON, and is whole when it is empty."""

import json
import math

import msgspec
import pytest
from hypothesis import given, settings

from app.engine.activations import ACTIVATIONS
from app.engine.checking import decode
from app.engine.initializers import INITIALIZERS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.engine.penalties import PENALTIES
from app.engine.rates import SCHEDULES
from app.engine.reductions import REDUCTIONS
from app.engine.refusal import BadInput
from app.engine.spec import VERSION, ParameterSpec, Spec, check_parameters, read_spec
from tests.engine.runs import spec_of
from tests.engine.schemas import leaves, resolved, values
from tests.engine.strategies import runs

LEAVES = list(leaves())
TABLE = {"kind": "table", "x": [[1, 2]], "y": [[0]]}
NUMBERS = [leaf for leaf in LEAVES if leaf.node["type"] in ("integer", "number") and leaf.field != "version"]
ENUMS = [leaf for leaf in LEAVES if "enum" in leaf.node]
ARRAYS = [leaf for leaf in LEAVES if leaf.node["type"] == "array"]
by_field = {"ids": lambda leaf: leaf.field}


def at(spec, path):
    """Give what a specification has at a path."""
    for key in path:
        spec = spec[int(key)] if key.isdigit() else getattr(spec, key)
    return spec


def refused(fields):
    with pytest.raises(BadInput) as raised:
        spec_of(fields)
    return raised.value


def lowest(node):
    if "minimum" in node:
        return node["minimum"]
    return math.nextafter(node["exclusiveMinimum"], math.inf)


def below(node):
    if node["type"] == "integer":
        return node["minimum"] - 1
    return node.get("exclusiveMinimum", math.nextafter(node.get("minimum", 0.0), -math.inf))


def above(node):
    return node["maximum"] + 1 if node["type"] == "integer" else math.nextafter(node["maximum"], math.inf)


def test_an_empty_specification_is_whole():
    spec = spec_of({})

    assert spec == Spec()
    assert [layer.units for layer in spec.hidden] == [4, 2]
    assert (spec.data.kind, spec.batch_size, spec.seed) == ("circle", 10, 7)


def test_the_specification_printed_in_the_design_is_valid_and_the_default():
    spec = spec_of(
        {
            "data": {"kind": "circle", "samples": 500, "noise": 0.0, "train_fraction": 0.5},
            "inputs": ["x1", "x2"],
            "hidden": [{"units": 4, "activation": "tanh"}, {"units": 2, "activation": "tanh"}],
            "output_activation": "tanh",
            "loss": "squared_error",
            "optimizer": {"kind": "sgd", "learning_rate": 0.03},
            "regularization": {"kind": "none", "rate": 0.0},
            "initializer": "glorot_uniform",
            "batch_size": 10,
            "shuffle": True,
            "seed": 7,
        }
    )

    plain = msgspec.structs.replace(spec, data=Spec().data, inputs=None)
    assert plain == Spec()


@pytest.mark.parametrize("leaf", NUMBERS, **by_field)
def test_a_number_is_taken_up_to_its_bounds_and_refused_beyond_with_field_value_and_limit(leaf):
    for value in (lowest(leaf.node), leaf.node["maximum"]):
        assert at(spec_of(leaf.spec(value)), leaf.path) == value

    under = ("not_above", "more than") if "exclusiveMinimum" in leaf.node else ("too_small", "at least")
    words = {below: under, above: ("too_large", "at most")}
    for beyond, (code, said) in words.items():
        value = beyond(leaf.node)
        error = refused(leaf.spec(value))
        limit = leaf.node["maximum"] if beyond is above else below_or_at(leaf.node)
        assert (error.field, float(error.value), error.limit, error.code) == (leaf.field, value, limit, code)
        number = str(limit).removesuffix(".0")
        assert str(error) == f"{leaf.field}: should be {said} {number}, got {error.value}"


def below_or_at(node):
    return node.get("minimum", node.get("exclusiveMinimum"))


@pytest.mark.parametrize("leaf", ENUMS, **by_field)
def test_a_name_is_one_of_its_table_or_refused_with_all_of_them(leaf):
    error = refused(leaf.spec("nonsense"))

    assert (error.field, error.value, error.code) == (leaf.field, "nonsense", "unknown_name")
    assert error.limit == leaf.node["enum"]
    assert error.allowed == f"one of {', '.join(leaf.node['enum'])}"


def test_every_table_offers_all_its_names():
    offered = {leaf.field: leaf.node["enum"] for leaf in ENUMS}

    assert offered == {
        "hidden.0.activation": list(ACTIVATIONS),
        "output_activation": list(ACTIVATIONS),
        "loss": list(LOSSES),
        "optimizer.kind": list(OPTIMIZERS),
        "schedule.kind": list(SCHEDULES),
        "regularization.kind": list(PENALTIES),
        "initializer": list(INITIALIZERS),
        "batch_reduction": list(REDUCTIONS),
    }


@pytest.mark.parametrize("leaf", ARRAYS, **by_field)
def test_a_list_is_refused_when_it_is_too_long_or_too_short(leaf):
    item = {} if resolved(leaf.node["items"])["type"] == "object" else "x1"
    most = leaf.node["maxItems"]

    assert len(at(spec_of(leaf.spec([item] * most)), leaf.path)) == most
    error = refused(leaf.spec([item] * (most + 1)))
    assert (error.field, error.code, error.limit) == (leaf.field, "too_long", most)
    assert str(error) == f"{leaf.field}: should be at most {most} long, got {most + 1}"
    if leaf.node.get("minItems"):
        assert (refused(leaf.spec([])).code, refused(leaf.spec([])).allowed) == (
            "too_short",
            "at least 1 long",
        )


TYPES_IN_WORDS = {"a whole number", "a number", "a text", "true or false", "a list", "an object"}


@pytest.mark.parametrize("leaf", LEAVES, **by_field)
def test_a_value_of_another_type_is_refused_with_the_type_wanted(leaf):
    error = refused(leaf.spec({}))

    assert (error.field, error.value, error.code) == (leaf.field, "{}", "wrong_type")
    assert error.allowed.removesuffix(" or null") in TYPES_IN_WORDS


@pytest.mark.parametrize(
    ("fields", "field", "value", "allowed"),
    [
        ({"data": {"kind": "table"}}, "data.x", "nothing", "given when kind is table"),
        ({"data": {"kind": "table", "x": [[1]]}}, "data.y", "nothing", "given when kind is table"),
        ({"data": {"x": [[1]]}}, "data.x", "1 rows", "left out when kind is circle"),
        (
            {"data": {"kind": "table", "x": [[1], [2, 3]], "y": [[1], [1]]}},
            "data.x.1",
            "[2.0,3.0]",
            "1 long, as many as x.0",
        ),
        (
            {"data": {"kind": "table", "x": [[1], [2]], "y": [[1]]}},
            "data.y",
            "1 rows",
            "2 long, as many as x",
        ),
        ({"data": {"kind": "table", "x": [[]], "y": [[1]]}}, "data.x.0", "[]", "at least 1 long"),
        (
            {"data": {"kind": "table", "x": [[1e13]], "y": [[1]]}},
            "data.x.0.0",
            "10000000000000.0",
            "at most 1000000000000",
        ),
        (
            {"loss": "categorical_cross_entropy"},
            "output_activation",
            "tanh",
            "softmax when loss is categorical_cross_entropy",
        ),
        (
            {"loss": "binary_cross_entropy", "output_activation": "softmax"},
            "output_activation",
            "softmax",
            "sigmoid when loss is binary_cross_entropy",
        ),
        (
            {"parameters": [{"w": [[1, 2], [1, 2]], "b": [1]}]},
            "parameters.0.w.0",
            "[1.0,2.0]",
            "1 long, as many as b",
        ),
        (
            {"parameters": [{"w": [[1, 2]], "b": [1]}]},
            "parameters.0.w",
            "1 × 2",
            "2 × 1; it looks transposed: w is (inputs, outputs)",
        ),
        ({"parameters": [{"w": [[1]]}]}, "parameters.0.b", "nothing", "given"),
        ({"parameters": []}, "parameters", "[]", "at least 1 long"),
        (
            {"use_biases": False, "parameters": [{"w": [[1]], "b": [2]}]},
            "parameters.0.b",
            "[2.0]",
            "0 when use_biases is false",
        ),
        ({"data": {"standardize": True}}, "data.standardize", "true", "left out when kind is circle"),
        ({"data": {"standardize_y": True}}, "data.standardize_y", "true", "left out when kind is circle"),
        ({"data": {"label": "a"}}, "data.label", "a", "left out when kind is circle"),
        ({"data": TABLE | {"x_names": ["a"]}}, "data.x_names", "1 names", "2 long, as many as x.0"),
        ({"data": TABLE | {"y_names": ["a", "b"]}}, "data.y_names", "2 names", "1 long, as many as y.0"),
        ({"data": TABLE | {"x_names": ["a", "a"]}}, "data.x_names.1", "a", "named only once"),
        ({"data": TABLE | {"classes": ["a", "a"]}}, "data.classes.1", "a", "named only once"),
        ({"data": TABLE | {"x_names": ["a", ""]}}, "data.x_names.1", "", "at least 1 long"),
        ({"data": TABLE | {"standardize": ["x3"]}}, "data.standardize.0", "x3", "one of x1, x2"),
        (
            {"data": TABLE | {"classes": ["a", "b"], "standardize_y": True}},
            "data.standardize_y",
            "true",
            "left out when classes is given",
        ),
        (
            {"data": TABLE | {"y": [[0, 1]], "classes": ["a", "b"]}},
            "data.y.0",
            "2 columns",
            "1 long, as many as classes take",
        ),
    ],
)
def test_fields_that_do_not_fit_together_are_refused(fields, field, value, allowed):
    error = refused(fields)

    assert (error.field, error.value, error.allowed) == (field, value, allowed)


@pytest.mark.parametrize(
    ("layers", "field", "value", "allowed"),
    [
        ([(2, 3)], "parameters", "1 layers", "2 long, as many as layers"),
        ([(2, 3), (3, 1), (1, 1)], "parameters", "3 layers", "2 long, as many as layers"),
        ([(2, 3), (2, 1)], "parameters.1.w", "2 × 1", "3 × 1: w is (inputs, outputs)"),
        ([(2, 4), (3, 1)], "parameters.0.w", "2 × 4", "2 × 3: w is (inputs, outputs)"),
        (
            [(3, 2), (3, 1)],
            "parameters.0.w",
            "3 × 2",
            "2 × 3; it looks transposed: w is (inputs, outputs)",
        ),
    ],
)
def test_exact_parameters_are_held_to_the_networks_shape(layers, field, value, allowed):
    parameters = tuple(
        ParameterSpec(w=((0.0,) * units,) * above, b=(0.0,) * units) for above, units in layers
    )

    with pytest.raises(BadInput) as raised:
        check_parameters(parameters, (2, 3, 1))

    assert (raised.value.field, raised.value.value, raised.value.allowed) == (field, value, allowed)


def test_exact_parameters_of_the_networks_shape_are_taken():
    parameters = (
        ParameterSpec(w=((0.0, 0.0),), b=(0.0, 0.0)),
        ParameterSpec(w=((0.0,), (0.0,)), b=(0.0,)),
    )

    check_parameters(parameters, (1, 2, 1))


@settings(max_examples=50)
@given(values())
def test_whatever_the_schema_allows_is_taken_and_comes_back_from_json_the_same(fields):
    needed = LOSSES[fields.get("loss", "squared_error")].output_activation
    fields = fields | ({"output_activation": needed} if needed else {})
    if fields.get("data", {}).get("kind") == "table":
        return

    spec = spec_of(fields)

    assert decode(msgspec.json.encode(spec), Spec) == spec
    for leaf in LEAVES:
        if leaf.path[0] in fields and len(leaf.path) == 1 and leaf.node["type"] != "array":
            assert at(spec, leaf.path) == fields[leaf.path[0]]


@settings(max_examples=50)
@given(runs())
def test_a_specification_with_its_own_rows_comes_back_from_json_the_same(fields):
    spec = spec_of(fields)

    assert decode(msgspec.json.encode(spec), Spec) == spec
    assert [list(row) for row in spec.data.x] == fields["data"]["x"]


CONSTANTS = {"momentum": "mu", "beta_1": "beta_1", "beta_2": "beta_2", "rho": "rho", "epsilon": "epsilon"}


@pytest.mark.parametrize("field", CONSTANTS)
@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_constant_is_taken_by_the_optimizers_that_have_it(kind, field):
    fields = {"optimizer": {"kind": kind, field: 0.5}}

    if CONSTANTS[field] in OPTIMIZERS[kind].constants:
        assert spec_of(fields).optimizer.constants == {CONSTANTS[field]: 0.5}
    else:
        error = refused(fields)
        assert (error.field, error.code) == (f"optimizer.{field}", "unwanted_field")
        assert error.limit == {"kind": kind}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("momentum", 1.0, "not_below"),
        ("momentum", -0.1, "too_small"),
        ("beta_1", 1.0, "not_below"),
        ("beta_2", 1.0, "not_below"),
        ("rho", 1.0, "not_below"),
        ("epsilon", 0.0, "not_above"),
        ("epsilon", 2.0, "too_large"),
    ],
)
def test_a_constant_with_which_no_optimizer_works_is_refused(field, value, code):
    error = refused({"optimizer": {"kind": "adam", field: value}})

    assert (error.field, error.code) == (f"optimizer.{field}", code)


@pytest.mark.parametrize("fields", [{}, {"not_known_yet": 1}, {"batch_size": -1}], ids=str)
def test_a_newer_version_is_refused_as_such_whatever_else_it_holds(fields):
    with pytest.raises(BadInput) as raised:
        read_spec(json.dumps(fields | {"version": VERSION + 1}))

    assert (raised.value.field, raised.value.limit, raised.value.code) == ("version", VERSION, "too_new")
    assert str(raised.value) == "version: should be at most 2, the newest known here, got 3"


@pytest.mark.parametrize("text", ["{", "[]", "null", '{"version": null}', '{"version": 0}', b"\xff"])
def test_what_is_no_newer_version_is_refused_for_what_it_is(text):
    with pytest.raises(BadInput) as raised:
        read_spec(text)

    assert raised.value.code != "too_new"


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_every_version_opens_and_is_kept(version):
    assert read_spec(json.dumps({"version": version})).version == version
    assert read_spec("{}").version == VERSION


def test_a_specification_is_frozen_and_can_be_a_key():
    spec = Spec()

    with pytest.raises(AttributeError):
        spec.seed = 8  # type: ignore[misc]
    assert {spec: 1}[Spec()] == 1


def test_another_learning_rate_changes_nothing_else():
    spec = spec_of({"optimizer": {"kind": "adam"}, "seed": 3})

    assert spec.with_learning_rate(0.5) == spec_of(
        {"optimizer": {"kind": "adam", "learning_rate": 0.5}, "seed": 3}
    )
