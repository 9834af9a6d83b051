"""Wrong lines in what is made of sentences and sounds."""

from tests.mutants.mutant import Mutant

_TEXT, _SOUND = ("tests/data/test_text.py",), ("tests/data/test_sound.py",)
_READING, _SAID = ("tests/js/views/saying/reading.test.js",), ("tests/js/line/said.test.js",)
SAYING = (
    Mutant(
        "saying: a part counts for the vocabulary as often as a sentence has it",
        "app/data/text.py",
        "for part in set(READINGS[reading](sentence))",
        "for part in READINGS[reading](sentence)",
        _TEXT,
    ),
    Mutant(
        "saying: capitals make another word",
        "app/data/text.py",
        "sentence).lower()",
        "sentence)",
        _TEXT,
    ),
    Mutant(
        "saying: rows are numbered as they come to stand in their half",
        "app/data/loading.py",
        "rows_train=train,",
        "rows_train=np.arange(len(train)),",
        _TEXT,
    ),
    Mutant(
        "saying: steps of a sound grow no wider",
        "app/data/adpcm.py",
        "_WIDER = (-1, -1, 2, 4)",
        "_WIDER = (-1, -1, 1, 1)",
        _SOUND,
    ),
    Mutant(
        "saying: the sound of a row is that of the next",
        "app/data/sound.py",
        "start = counts[row], starts[row]",
        "start = counts[row], starts[min(row + 1, len(starts) - 1)]",
        _SOUND,
    ),
    Mutant(
        "saying: the page takes an accent typed apart for another letter",
        "static/js/views/saying/reading.js",
        'sentence.normalize("NFC").toLowerCase()',
        "sentence.toLowerCase()",
        _READING,
    ),
    Mutant(
        "saying: what did not come is never asked for again",
        "static/js/line/said.js",
        "else asked.delete(kind);",
        "",
        _SAID,
    ),
)
