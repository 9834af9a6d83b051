"""Wrong lines in what finds where two runs part, and in what shows them side by side."""

from tests.mutants.mutant import Mutant

_PARTING, _PARTED = "app/playback/parting.py", ("tests/playback/test_parting.py",)
_COMPARE, _TESTS = "static/js/views/compare", "tests/js/views/compare"
PARTING = (
    Mutant(
        "parting: what another machine recorded is taken to be what this one makes",
        _PARTING,
        "view.spec == run.spec and not self._here.replayed",
        "view.spec == run.spec",
        _PARTED,
    ),
    Mutant(
        "parting: only parameters are compared",
        _PARTING,
        "for key in here)",
        "for key in here if key[0] in 'wb')",
        _PARTED,
    ),
    Mutant(
        "parting: of a mini-batch that ends with a change its last update is not compared",
        _PARTING,
        "if self._is_fresh(begun) or self._is_fresh(begun + self._each):",
        "if self._is_fresh(begun):",
        _PARTED,
    ),
    Mutant(
        "compare: a mini-batch of another size is taken to be as far in steps",
        f"{_COMPARE}/places.js",
        "const share = (batch + Number(done)) / batchesIn(epoch, here);",
        "const share = (batch + Number(done)) / batchesIn(epoch, there);",
        (f"{_TESTS}/places.test.js",),
    ),
    Mutant(
        "compare: the end of a mini-batch is the beginning of its last step",
        f"{_COMPARE}/places.js",
        "return done ? begun :",
        "return",
        (f"{_TESTS}/places.test.js",),
    ),
    Mutant(
        "compare: the first weights apart are the furthest",
        f"{_COMPARE}/differences.js",
        "found = found.sort((a, b) => b.by - a.by).slice(0, most);",
        "found = found.slice(0, most);",
        (f"{_TESTS}/differences.test.js",),
    ),
    Mutant(
        "compare: a neuron that says nothing is unlike one that does",
        f"{_COMPARE}/differences.js",
        "one !== 0 && other !== 0 && Math.sign(one) === -Math.sign(other)",
        "Math.sign(one) !== Math.sign(other)",
        (f"{_TESTS}/differences.test.js",),
    ),
    Mutant(
        "compare: another seed draws other rows, too",
        f"{_COMPARE}/choices.js",
        "set: withOtherWeights,",
        "set: (spec, seed) => ({ ...spec, seed }),",
        (f"{_TESTS}/choices.test.js",),
    ),
    Mutant(
        "compare: an edit of the same thing undoes what is compared",
        f"{_COMPARE}/choices.js",
        "run.edits.filter((edit) => !choice.takes(edit))",
        "[...run.edits]",
        (f"{_TESTS}/choices.test.js",),
    ),
)
