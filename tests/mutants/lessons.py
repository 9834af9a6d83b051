"""Wrong lines in what is told of a run that it cannot learn, and in how it is shown."""

from tests.mutants.mutant import Mutant

_TABLE, _TESTS = "app/data/lessons.py", ("tests/data/test_lessons.py",)
_STAGE, _SHOWN = "static/js/views/stage", ("tests/js/views/stage/painter.test.js",)
LESSONS = (
    Mutant(
        "lessons: weights that are 0 are held to move where their layer is 0",
        _TABLE,
        "if _applied(ACTIVATIONS[last], start[-2][1][:, None]).any():",
        "if True:",
        _TESTS,
    ),
    Mutant(
        "lessons: neurons are alike though the weights out of them are not",
        _TABLE,
        " and _same(after)",
        "",
        _TESTS,
    ),
    Mutant(
        "lessons: only targets below what an activation reaches are out of reach",
        _TABLE,
        "if not (below or above):",
        "if not below:",
        _TESTS,
    ),
    Mutant(
        "lessons: a softmax over one hidden unit is let through",
        _TABLE,
        "(_share_of_one_output, _share_of_one_unit, _nothing_comes_in)",
        "(_share_of_one_output, _nothing_comes_in)",
        _TESTS,
    ),
    Mutant(
        "stage: the update of a frozen layer is shown as one that moves",
        f"{_STAGE}/look.js",
        'return isTrained(run.spec, layer, "weights")',
        "return true",
        _SHOWN,
    ),
    Mutant(
        "stage: biases that are not trained look like those that are",
        f"{_STAGE}/neurons.js",
        'const trained = isTrained(run.spec, layer, "biases");\n  const bias',
        "const trained = true;\n  const bias",
        _SHOWN,
    ),
)
