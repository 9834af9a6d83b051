"""Bad input becomes one refusal that names the field, the value and the limit, whatever it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.checking import decode
from app.engine.refusal import BadInput, shown
from app.engine.spec import Spec

DEEP = 100_000


def refused(text):
    with pytest.raises(BadInput) as raised:
        decode(text, Spec)
    return raised.value


HUGE = "123456789012345678901234567890"
FINITE = ("a finite number", "not_finite")
UNKNOWN = ("left out (there is no such field)", "unknown_field")


@pytest.mark.parametrize(
    ("text", "field", "value", "allowed", "code"),
    [
        ('{"optimizer": {"learning_rate": NaN}}', "optimizer.learning_rate", "NaN", *FINITE),
        ('{"hidden": [{}, {"units": Infinity}]}', "hidden.1.units", "Infinity", *FINITE),
        ('{"data": {"noise": -Infinity}}', "data.noise", "-Infinity", *FINITE),
        ('{"data": {"noise": 1e999}}', "data.noise", "1e999", *FINITE),
        (f'{{"seed": {HUGE}}}', "seed", HUGE, "at most 4294967295", "too_large"),
        ('{"batch_size": 1.5}', "batch_size", "1.5", "a whole number", "wrong_type"),
        ('{"batch_size": "10"}', "batch_size", '"10"', "a whole number", "wrong_type"),
        ('{"batch_size": true}', "batch_size", "true", "a whole number", "wrong_type"),
        ('{"batch_size": null}', "batch_size", "null", "a whole number", "wrong_type"),
        ('{"shuffle": 1}', "shuffle", "1", "true or false", "wrong_type"),
        ('{"data": "circle"}', "data", '"circle"', "an object", "wrong_type"),
        ('{"hidden": [4, 2]}', "hidden.0", "4", "an object", "wrong_type"),
        ('{"inputs": ["x1", 5]}', "inputs.1", "5", "a text", "wrong_type"),
        ("[]", "", "[]", "an object", "wrong_type"),
        ('{"seed": [1, 2.5]}', "seed", "[1,2.5]", "a whole number", "wrong_type"),
        ('{"hidden": {"units": 1}}', "hidden", '{"units":1}', "a list", "wrong_type"),
        ("null", "", "null", "an object", "wrong_type"),
        ('{"lr": 0.1}', "lr", "0.1", *UNKNOWN),
        ('{"hidden": [{"unit": 3}]}', "hidden.0.unit", "3", *UNKNOWN),
        ('{"loss": "mse\\u0000"}', "loss", "mse\N{REPLACEMENT CHARACTER}", None, "unknown_name"),
    ],
)
def test_bad_input_is_answered_with_field_value_and_code(text, field, value, allowed, code):
    error = refused(text)

    assert (error.field, error.value, error.code) == (field, value, code)
    assert allowed in (None, error.allowed)
    assert str(error) == f"{field or 'message'}: should be {error.allowed}, got {value}"


@pytest.mark.parametrize(
    ("text", "line", "column", "quoted"),
    [
        ("", 1, 1, "nothing"),
        (" ", 1, 2, " "),
        ("{", 1, 2, "{"),
        ("nul", 1, 1, "nul"),
        ("{'seed': 7}", 1, 2, "{'seed': 7}"),
        ('{"seed": 7 "loss": 1}', 1, 12, '{"seed": 7 "loss": 1}'),
        ('{"seed": 07}', 1, 11, '{"seed": 07}'),
        ("\N{BOM}{}", 1, 1, "\N{REPLACEMENT CHARACTER}{}"),
        ('{\n  "seed": 7\n  "loss": "huber"\n}', 3, 3, '  "loss": "huber"'),
        ('{\n  "seed": -1,\n  "loss": }', 3, 11, '  "loss": }'),
        (b'{\n  "seed": }', 2, 11, '  "seed": }'),
    ],
)
def test_what_is_not_json_is_refused_with_the_place_where_it_breaks(text, line, column, quoted):
    error = refused(text)

    assert (error.field, error.code, error.value) == ("", "bad_json", quoted)
    assert (error.limit["line"], error.limit["column"]) == (line, column)
    assert error.allowed == f"JSON ({error.limit['problem']} at line {line}, column {column})"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ('{"seed": 7}'.encode("utf-16"), "JSON in UTF-8, not in UTF-16"),
        ('{"seed": 7}'.encode("utf-16-le"), "JSON in UTF-8, not in UTF-16"),
        ('{"seed": 7}'.encode("utf-16-be"), "JSON in UTF-8, not in UTF-16"),
        ('{"seed": 7}'.encode("utf-32"), "JSON in UTF-8, not in UTF-32"),
        ('{\n"loss": "é"}'.encode("latin-1"), "JSON in UTF-8, which ends at line 2, column 10"),
        (b"\xff", "JSON in UTF-8, which ends at line 1, column 1"),
    ],
)
def test_a_text_in_another_encoding_is_refused_by_its_name(text, allowed):
    error = refused(text)

    assert (error.field, error.code, error.allowed) == ("", "bad_encoding", allowed)


@pytest.mark.parametrize(
    "text", ["[" * DEEP, '{"a":' * DEEP, '{"seed": ' + "[" * DEEP, '{"no": ' + "[" * DEEP]
)
def test_deep_nesting_is_answered_and_not_fatal(text):
    assert refused(text).value


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("\n", "\N{REPLACEMENT CHARACTER}"),
        ("\x1b[31mred", "\N{REPLACEMENT CHARACTER}[31mred"),
        ("x" * 1000, "x" * 60 + "…"),
    ],
    ids=["line break", "terminal colour", "long"],
)
def test_an_unknown_fields_name_is_quoted_like_a_value(name, field):
    error = refused(json.dumps({name: 1}))

    assert (error.field, error.value, error.code) == (field, "1", "unknown_field")


def test_a_long_value_is_quoted_shortened():
    error = refused(json.dumps({"loss": "x" * 100_000}))

    assert error.value == "x" * 60 + "…"


def test_an_error_can_be_seen_from_further_out():
    error = refused('{"batch_size": 0}')

    assert str(error.under("spec")) == "spec.batch_size: should be at least 1, got 0"
    assert str(refused("5").under("spec")) == "spec: should be an object, got 5"
    assert error.under("spec").code == error.code


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        (None, "null"),
        (0.1, "0.1"),
        ([1, "a"], '[1,"a"]'),
        ("as it is", "as it is"),
        (b"\xffok", "\N{REPLACEMENT CHARACTER}ok"),
        ("a\nb\x1b[31m\ud800", "a�b�[31m�"),
        (1j, "1j"),
    ],
)
def test_a_value_is_shown_as_json_without_what_cannot_be_printed(value, quoted):
    assert shown(value) == quoted


FIELDS = (
    *("data", "kind", "x", "y", "inputs", "hidden", "units", "activation", "optimizer", "learning_rate"),
    *("parameters", "w", "b", "seed", "batch_size"),
)
names = st.sampled_from(FIELDS) | st.text(max_size=5)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(names, anything, max_size=4) | anything)
def test_any_json_is_a_specification_or_one_error(value):
    assert_answered(json.dumps(value))


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_bytes_are_a_specification_or_one_error(text):
    assert_answered(text)


def assert_answered(text):
    error = error_of(text)
    if error:
        assert error.allowed
        json.dumps(error.limit)
        assert str(error).endswith(error.value)
        assert str(error).isprintable()


def error_of(text):
    try:
        assert isinstance(decode(text, Spec), Spec)
    except BadInput as error:
        return error
    return None
