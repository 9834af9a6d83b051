"""Wrong lines in how well a run does on all its rows."""

from tests.mutants.mutant import Mutant

_READING = ("tests/results/test_reading.py",)
_UNITS = ("tests/results/test_units.py",)
_ASKING = ("tests/js/views/results/asking.test.js",)
_MARKED = ("tests/js/views/results/marks.test.js",)
_SHOWN = ("tests/js/views/results/results.test.js",)
_VIEWS = "static/js/views/results"

RESULTS = (
    Mutant(
        "results: a confusion matrix is turned over",
        "app/results/questions.py",
        "self.answers(y) * len(self.classes) + self.answers(a)",
        "self.answers(a) * len(self.classes) + self.answers(y)",
        _READING,
    ),
    Mutant(
        "results: of several targets the first is asked about each time",
        "app/results/questions.py",
        "values[self.output : self.output + 1]",
        "values[:1]",
        _READING,
    ),
    Mutant(
        "results: the variance is around zero",
        "app/results/measures.py",
        "targets - targets.mean(axis=1, keepdims=True)",
        "targets - 0.0",
        _READING,
    ),
    Mutant(
        "results: a weight changed by hand leaves the results as they were",
        "app/results/reading.py",
        "same and self.data is other.data and np.array_equal(self.parameters, other.parameters)",
        "same and self.data is other.data",
        _READING,
    ),
    Mutant(
        "results: the rows said best come first",
        "app/results/rows.py",
        'np.argsort(-losses[rows], kind="stable")',
        'np.argsort(losses[rows], kind="stable")',
        _READING,
    ),
    Mutant(
        "results: a unit is dead that is silent on most rows",
        "app/results/units.py",
        "if silent == self._rows:",
        "if silent >= FLAT_SHARE * self._rows:",
        _UNITS,
    ),
    Mutant(
        "results: rows that a unit is silent on make it saturated",
        "app/results/units.py",
        " & ~is_silent",
        "",
        _UNITS,
    ),
    Mutant(
        "results: rows of the first few only",
        "app/results/units.py",
        "self._rows += space.rows",
        "self._rows = space.rows",
        _UNITS,
    ),
    Mutant(
        "results: asked as fast as answers come",
        f"{_VIEWS}/asking.js",
        "await wait(came ? pauseAfter(now() - began) : RETRY_MS);",
        "await wait(0);",
        _ASKING,
    ),
    Mutant(
        "results: a crowd asks for marks that nobody looks at",
        f"{_VIEWS}/asking.js",
        "recorded > 0 && people <= FEW",
        "recorded > 0",
        _ASKING,
    ),
    Mutant(
        "results: what a resting run was before stays",
        f"{_VIEWS}/asking.js",
        "if (isLate(store.get(), results)) asked = [];",
        "",
        _ASKING,
    ),
    Mutant(
        "results: the probability of yes stands for that of no",
        f"{_VIEWS}/rows.js",
        "answersAlone && said === 0 ? 1 - value : value",
        "value",
        _SHOWN,
    ),
    Mutant(
        "results: marks of another run stay on the stage",
        f"{_VIEWS}/marks.js",
        "if (id !== run.id) return clear();",
        "",
        _MARKED,
    ),
    Mutant(
        "results: of a strip only the list says which units are dead",
        f"{_VIEWS}/marks.js",
        "sheet.append(mark);",
        "",
        _MARKED,
    ),
    Mutant(
        "results: lit points stay behind when nobody asks any more",
        f"{_VIEWS}/lighting.js",
        "if (lit !== store.get().lit)",
        "if (lit)",
        ("tests/js/views/results/lighting.test.js",),
    ),
    Mutant(
        "results: names that rows have no room for are cut",
        f"{_VIEWS}/heads.js",
        'return "numbered";',
        'return "turned";',
        _SHOWN,
    ),
    Mutant(
        "results: everything is undone",
        f"{_VIEWS}/edits.js",
        "while (isMade() && store.get()",
        "while (store.get()",
        _SHOWN,
    ),
)
