"""All mutants, part by part."""

from tests.mutants.mutant import Mutant
from tests.mutants.rooms import ROOMS

ENGINE = (
    Mutant(
        "engine: at the threshold is not above it",
        "app/engine/evaluator.py",
        "(a[0] >= threshold) ==",
        "(a[0] > threshold) ==",
        ("tests/engine/test_evaluator.py",),
    ),
)
_REDUCE, _REDUCE_TESTS = "static/js/state/reduce.js", ("tests/js/state/reduce.test.js",)
REDUCER = (
    Mutant(
        "reducer: gradients outlive their mini-batch",
        _REDUCE,
        '"delta", "grad_w", "grad_b"]',
        '"delta"]',
        _REDUCE_TESTS,
    ),
    Mutant(
        "reducer: a keyframe leaves what was known before",
        _REDUCE,
        'kind === "keyframe" ? [] :',
        'kind === "keyframe" ? state.layers :',
        _REDUCE_TESTS,
    ),
    Mutant(
        "reducer: a skipped step is animated",
        _REDUCE,
        'kind === "step" && state.position?.index === index - 1',
        'kind === "step"',
        _REDUCE_TESTS,
    ),
    Mutant(
        "reducer: history keeps all it has",
        _REDUCE,
        "history.slice(0, letter.keep)",
        "history",
        _REDUCE_TESTS,
    ),
    Mutant(
        "reducer: what is recorded only grows",
        _REDUCE,
        "    recorded,\n",
        "    recorded: Math.max(state.recorded, recorded),\n",
        _REDUCE_TESTS,
    ),
)

MUTANTS: tuple[Mutant, ...] = (*ENGINE, *REDUCER, *ROOMS)
