"""Wrong lines in what messages make of the page's state."""

from tests.mutants.mutant import Mutant

_FILE, _TESTS = "static/js/state/reduce.js", ("tests/js/state/reduce.test.js",)
REDUCER = (
    Mutant(
        "reducer: gradients outlive their mini-batch",
        _FILE,
        "|grad_w|grad_b|",
        "|",
        _TESTS,
    ),
    Mutant(
        "reducer: a penalty outlives its mini-batch",
        _FILE,
        "|loss|penalty|",
        "|loss|",
        _TESTS,
    ),
    Mutant(
        "reducer: a keyframe leaves what was known before",
        _FILE,
        'kind === "keyframe" ? [] :',
        'kind === "keyframe" ? state.layers :',
        _TESTS,
    ),
    Mutant(
        "reducer: a skipped step is animated",
        _FILE,
        'kind === "step" && state.position?.index === index - 1',
        'kind === "step"',
        _TESTS,
    ),
    Mutant(
        "reducer: history keeps all it has",
        _FILE,
        "history.slice(0, letter.keep)",
        "history",
        _TESTS,
    ),
    Mutant(
        "reducer: what is recorded only grows",
        _FILE,
        "    recorded,\n",
        "    recorded: Math.max(state.recorded, recorded),\n",
        _TESTS,
    ),
)
