"""Wrong lines in the formulas, in how the page writes them, and in the program that it shows."""

from tests.mutants.mutant import Mutant

_PAGE = "static/js/formulas"
_KINDS = ("tests/js/formulas/kinds.test.js",)
_EXPRESSIONS = ("tests/js/formulas/expression.test.js",)
_RECKONED = ("tests/js/formulas/reckoned.test.js",)
_UPDATES = ("tests/js/formulas/update.test.js",)
_PROGRAM = ("tests/formulas/test_program.py",)

FORMULAS = (
    Mutant(
        "formulas: ten times as much counts as flat",
        f"{_PAGE}/activation.js",
        "FLAT_SHARE = 0.05",
        "FLAT_SHARE = 0.5",
        _KINDS,
    ),
    Mutant(
        "formulas: any flat neuron is dead",
        f"{_PAGE}/activation.js",
        "(slope(-REACH) === 0) !== (slope(REACH) === 0)",
        "true",
        _KINDS,
    ),
    Mutant(
        "formulas: the other branch is taken",
        f"{_PAGE}/tree.js",
        "this.value(args[0]) ? args[1] : args[2]",
        "this.value(args[0]) ? args[2] : args[1]",
        _EXPRESSIONS,
    ),
    Mutant(
        "formulas: too few digits to reckon a slope again",
        f"{_PAGE}/filled.js",
        "inDigits(operand, digits)",
        "inDigits(operand, 3)",
        _RECKONED,
    ),
    Mutant(
        "formulas: a divisor loses its brackets",
        f"{_PAGE}/notation.js",
        "? within(below[0], PRODUCT + 1, style)",
        "? within(below[0], SUM, style)",
        _EXPRESSIONS,
    ),
    Mutant(
        "formulas: what was remembered is read after the update",
        f"{_PAGE}/change.js",
        "`old_${name}_w`",
        "`${name}_w`",
        _UPDATES,
    ),
    Mutant(
        "code: a ReLU passes blame at 0",
        "app/engine/activations.py",
        "np.where(z > 0.0, 1.0, 0.0)",
        "np.where(z >= 0.0, 1.0, 0.0)",
        ("tests/engine/test_slopes.py", "tests/engine/test_golden.py"),
    ),
    Mutant(
        "code: ln a for ln(1 − a)",
        "app/engine/losses.py",
        "np.log(1.0 - a)",
        "np.log(a)",
        _EXPRESSIONS,
    ),
    Mutant(
        "code: Huber's slope is not held",
        "app/engine/losses.py",
        "np.clip(a - y, -delta, delta)",
        "a - y",
        ("tests/engine/test_golden.py", "tests/engine/test_gradients.py"),
    ),
    Mutant(
        "code: the gradient's sum for its mean",
        f"{_PAGE}/listing.js",
        '"1.0 / x.shape[1]"',
        '"1.0"',
        _PROGRAM,
    ),
    Mutant(
        "formulas: a sum is reckoned as a mean",
        "static/js/state/reduction.js",
        "isSummed(spec) ? total(losses)",
        "isSummed(spec) ? average(losses)",
        ("tests/js/formulas/formula.test.js",),
    ),
    Mutant(
        "code: λ weighs on biases too",
        f"{_PAGE}/listing.js",
        "np.zeros_like(wb${layer}[-1:])",
        "np.full_like(wb${layer}[-1:], lam)",
        _PROGRAM,
    ),
    Mutant(
        "code: blame goes back by the bias too",
        f"{_PAGE}/listing.js",
        "`wb${layer + 1}[:-1]`",
        "`wb${layer + 1}`",
        _PROGRAM,
    ),
    Mutant(
        "code: the usual constants in place of those chosen",
        f"{_PAGE}/written-out.js",
        "{ ...python.constants, ...chosen }",
        "{ ...chosen, ...python.constants }",
        _PROGRAM,
    ),
    Mutant(
        "code: what a function is called with stands without brackets",
        f"{_PAGE}/written-out.js",
        "isAtom(value) ? value : `(${value})`",
        "value",
        ("tests/js/formulas/written-out.test.js",),
    ),
    Mutant(
        "formulas: a sign is written as the number it comes to",
        f"{_PAGE}/rule.js",
        "kindOf, signs: true",
        "kindOf, signs: false",
        _UPDATES,
    ),
)
