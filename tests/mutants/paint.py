"""Wrong lines in typed formulas, painted points and drawn curves."""

from tests.mutants.mutant import Mutant

_GRAMMAR, _TYPED = ("tests/data/test_expressions.py",), ("tests/data/test_typed_function.py",)
_DOMAIN = ("tests/data/test_domain.py",)
_BRUSH, _CURVE = ("tests/js/views/paint/brush.test.js",), ("tests/js/views/paint/curve.test.js",)
_BECOMING = ("tests/js/views/paint/becoming.test.js",)
PAINT = (
    Mutant(
        "formulas: a power reaches no further than its sign",
        "app/data/expressions/grammar.py",
        "        exponent = self._signed()",
        "        exponent = self._atom()",
        _GRAMMAR,
    ),
    Mutant(
        "formulas: parentheses may be as deep as one likes",
        "app/data/expressions/grammar.py",
        "if self._depth > MAX_DEPTH:",
        "if self._depth > 10 * MAX_DEPTH:",
        _GRAMMAR,
    ),
    Mutant(
        "formulas: what stands behind a formula is not looked at",
        "app/data/expressions/grammar.py",
        'if self._next.kind != "end":',
        "if False:",
        _GRAMMAR,
    ),
    Mutant(
        "functions: only infinity is refused, not what is no number",
        "app/data/defined.py",
        "wrong = ~(abs(values) <= MAX_MAGNITUDE)",
        "wrong = abs(values) > MAX_MAGNITUDE",
        _TYPED,
    ),
    Mutant(
        "functions: noise is as large whatever the values are",
        "app/data/typed_function.py",
        "noise * half * rng",
        "noise * rng",
        _TYPED,
    ),
    Mutant(
        "functions: a curve ends where its rows do",
        "app/data/typed_function.py",
        "interval=None if plane else domain",
        "interval=None",
        _TYPED,
    ),
    Mutant(
        "points: a domain may leave rows outside",
        "app/engine/spec.py",
        "if not all(low <= value <= high for value in row):",
        "if not any(low <= value <= high for value in row):",
        _DOMAIN,
    ),
    Mutant(
        "paint: a brush is densest in its middle",
        "static/js/views/paint/brush.js",
        "radius * Math.sqrt(random())",
        "radius * random()",
        _BRUSH,
    ),
    Mutant(
        "draw: a stroke to the left draws nothing",
        "static/js/views/paint/curve.js",
        "[Math.min(a, b), Math.max(a, b)]",
        "[a, b]",
        _CURVE,
    ),
    Mutant(
        "draw: rows go over the gaps of a curve",
        "static/js/views/paint/curve.js",
        "if (last?.[1] === at - 1) last[1] = at;",
        "if (last) last[1] = at;",
        _CURVE,
    ),
    Mutant(
        "paint: values are taken as the network has them",
        "static/js/views/paint/becoming.js",
        "value * deviation + mean",
        "value",
        _BECOMING,
    ),
)
