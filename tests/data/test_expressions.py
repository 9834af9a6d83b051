"""What people type as a formula is read as they mean it, and refused where it stops being one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data.expressions import evaluated, names_in, parsed
from app.data.expressions.grammar import FUNCTIONS, MAX_DEPTH
from app.engine.refusal import BadInput
from app.engine.spec import MAX_EXPRESSION


def value(text: str, **places: float) -> float:
    given = {name: np.array([place]) for name, place in (places or {"x": 0.0}).items()}
    return float(evaluated(parsed(text, tuple(given)).tree, given)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sin(x)*x", math.sin(1.5) * 1.5),
        ("2x", 3.0),
        ("2x^2", 4.5),
        ("-x^2", -2.25),
        ("2^-x", 2**-1.5),
        ("2**3**2", 512.0),
        ("1/2x", 0.75),
        ("3(x + 1)(x - 1)", 3.75),
        ("x sin(x)", 1.5 * math.sin(1.5)),
        ("2 - 3 - 4", -5.0),
        ("8/4/2", 1.0),
        ("--x", 1.5),
        ("min(x, 1) + max(x, 2)", 3.0),
        ("abs(-x) sqrt(4)", 3.0),
        ("log(e) + cos(π) + exp(0) + tanh(0) + tan(0)", 1.0),
        ("2e", 2 * math.e),
        ("2e2 + .5", 200.5),
        ("3 × x − 1 ÷ 2 · x", 3.75),
        ("sign(x) + pi - pi", 1.0),
        ("x > 1", 1.0),
        ("x^2 <= 2x - 3", 0.0),
        ("x ≥ 1.5", 1.0),
    ],
)
def test_a_formula_means_what_it_means_on_paper(text: str, expected: float):
    assert value(text, x=1.5) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("sin(x", 6, "closing"),
        ("sin x", 5, "call"),
        ("sin", 4, "call"),
        ("", 1, "operand"),
        ("2 +", 4, "operand"),
        ("2 + * x", 5, "operand"),
        ("x)", 2, "operator"),
        ("(1, 2)", 3, "closing"),
        ("x 3", 3, "operator"),
        ("foo(x)", 1, "name"),
        ("x.__class__", 2, "sign"),
        ("__import__('os')", 1, "sign"),
        ("x[0]", 2, "sign"),
        ("x = 2", 3, "sign"),
        ("min(x)", 1, "arguments"),
        ("sin(x, 2)", 6, "closing"),
        ("1e999", 1, "number"),
        ("1 < x < 2", 7, "operator"),
        ("(1 < x)", 4, "closing"),
        ("y", 1, "name"),
        ("  2 % x", 5, "sign"),
    ],
)
def test_what_is_no_formula_is_refused_at_its_place(text: str, at: int, expected: str):
    with pytest.raises(BadInput) as refused:
        parsed(text, ("x",))

    assert refused.value.code == "bad_expression"
    assert (refused.value.limit["at"], refused.value.limit["expected"]) == (at, expected)
    assert f"at character {at}" in str(refused.value)


def test_a_formula_is_neither_too_long_nor_too_deep():
    assert value("(" * MAX_DEPTH + "x" + ")" * MAX_DEPTH, x=2.0) == 2.0
    for text in ("(" * (MAX_DEPTH + 1) + "x" + ")" * (MAX_DEPTH + 1), "-" * 150 + "x", "x^" * 90 + "x"):
        with pytest.raises(BadInput, match=f"no more than {MAX_DEPTH} levels deep"):
            parsed(text, ("x",))
    assert value("+".join(["x"] * (MAX_EXPRESSION // 2)), x=1.0) == MAX_EXPRESSION // 2
    with pytest.raises(BadInput, match=f"at most {MAX_EXPRESSION} long"):
        parsed("x+" * MAX_EXPRESSION + "x", ("x",))


def test_a_formula_says_which_names_it_has():
    assert names_in("x1 + sin(x2) + 3 + (") == {"x1", "x2", "sin"}


numbers = st.floats(0, 9, allow_nan=False).map(lambda number: f"{number:.3f}")
formulas = st.recursive(
    numbers | st.just("x"),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map("".join),
        inner.map("({})".format),
        inner.map("-{}".format),
        st.tuples(st.sampled_from(["sin", "cos", "tanh"]), inner).map(lambda both: f"{both[0]}({both[1]})"),
    ),
    max_leaves=8,
)


def refusal_of(text: str) -> BadInput | None:
    """Why a text is no formula of x; None where it is one."""
    try:
        parsed(text, ("x",))
    except BadInput as error:
        return error
    return None


@given(formulas)
def test_formulas_are_reckoned_as_python_reckons_them(text: str):
    """Python's own grammar has the same precedences."""
    if refusal := refusal_of(text):
        assert refusal.code == "too_long" or refusal.limit["expected"] == "flatter"
        return

    theirs = eval(text, {"x": 0.7, "sin": math.sin, "cos": math.cos, "tanh": math.tanh})

    assert value(text, x=0.7) == pytest.approx(theirs, rel=1e-9, abs=1e-12)


@given(st.text(alphabet="x12e.+-*/^()<>, sinmax", max_size=30))
def test_whatever_is_typed_is_read_or_refused_at_a_place_in_it(text: str):
    if refusal := refusal_of(text):
        assert 1 <= refusal.limit["at"] <= len(text) + 1
    else:
        assert set(_names(parsed(text, ("x",)).tree)) <= {"x", *_operations()}


def _operations() -> set[str]:
    functions = {operation for operation, _ in FUNCTIONS.values()}
    own = {"add", "subtract", "multiply", "divide", "negative", "power"}
    return functions | own | {"less", "less_equal", "greater", "greater_equal"}


def _names(tree: object) -> list[str]:
    if isinstance(tree, list):
        return [name for part in tree for name in _names(part)]
    return [tree] if isinstance(tree, str) else []
