"""Wrong lines in what a saved page has of a run, and where it leads."""

from tests.mutants.mutant import Mutant

_SOURCE, _PAGE = ("tests/js/saved/source.test.js",), ("tests/cli/test_one_page.py",)
_SCORM = ("tests/js/saved/scorm.test.js",)
SAVED = (
    Mutant(
        "saved: what lies before a gap is taken for what a mini-batch finds",
        "static/js/saved/pictures.js",
        "const isSudden = step === 1 && !pass.follows && index !== 1;",
        "const isSudden = false;",
        _SOURCE,
    ),
    Mutant(
        "saved: differences are told from the wrong mini-batch",
        "static/js/saved/unpack.js",
        "if (like === undefined || at < lag) return;",
        "if (like === undefined || at <= lag) return;",
        _SOURCE,
    ),
    Mutant(
        "saved: a number too small for single precision becomes 0",
        "app/export/saved/packing.py",
        "((single == 0) == (numbers == 0)).all()",
        "True",
        _SOURCE,
    ),
    Mutant(
        "saved: a step back leads on to what is there",
        "static/js/saved/places.js",
        "return count > 0 ? from(Math.min(there, last)) : upTo(there);",
        "return from(Math.min(there, last));",
        _SOURCE,
    ),
    Mutant(
        "saved: a page may be larger than was asked for",
        "app/export/saved/saving.py",
        "        if len(few.body) > most_bytes:\n",
        "        if False:\n",
        _PAGE,
    ),
    Mutant(
        "saved: a platform is told that all is done at once",
        "static/js/saved/scorm.js",
        "if (position.index >= end) complete();",
        "complete();",
        _SCORM,
    ),
)
