"""Wrong lines in what a step puts on the stage."""

from tests.mutants.mutant import Mutant

_FOLDER, _TESTS = "static/js/views/stage", ("tests/js/views/stage/painter.test.js",)
_FILM, _FILMED = f"{_FOLDER}/film.js", ("tests/js/views/stage/film.test.js",)
PAINTER = (
    Mutant(
        "painter: a·w of the wrong end on every label",
        f"{_FOLDER}/painter.js",
        "terms[forward ? edge.from : edge.to]",
        "terms[forward ? edge.to : edge.from]",
        _TESTS,
    ),
    Mutant(
        "painter: the smallest changes and terms are labelled instead of the largest",
        f"{_FOLDER}/painter.js",
        "Math.abs(value(b)) - Math.abs(value(a))",
        "Math.abs(value(a)) - Math.abs(value(b))",
        _TESTS,
    ),
    Mutant(
        "painter: neurons' heat maps are painted only once",
        f"{_FOLDER}/painter.js",
        "maps[layer] !== passes[layer]",
        "!maps[layer]",
        _TESTS,
    ),
    Mutant(
        "film: lines stay as they are while a run plays fast",
        _FILM,
        "if (lines.length === drawn.length && lines",
        "if (drawn.length || lines",
        _FILMED,
    ),
    Mutant(
        "film: maps stay as they are while a run plays fast",
        _FILM,
        "if (film.maps[layer] === passes[layer]) return;",
        "if (film.maps[layer]) return;",
        _FILMED,
    ),
    Mutant(
        "film: maps stand upside down",
        _FILM,
        "cell(down, height) * TILE",
        "(TILE - 1 - cell(down, height)) * TILE",
        _FILMED,
    ),
    Mutant(
        "film: negative lines are drawn like positive ones",
        _FILM,
        "isMinus: value < 0",
        "isMinus: value < -1e9",
        _FILMED,
    ),
    Mutant(
        "painter: the update's magnifier is off",
        f"{_FOLDER}/painter.js",
        "? magnifier(most, largest) : 1",
        "? 1 : 1",
        _TESTS,
    ),
    Mutant(
        "painter: all diamonds are of one size",
        f"{_FOLDER}/painter.js",
        "? symlog(delta[unit], largest) : 0",
        "? 1 : 0",
        _TESTS,
    ),
    Mutant(
        "painter: changes are magnified, and it is not said how much",
        f"{_FOLDER}/chrome.js",
        "magnified.hidden = magnifier <= 1",
        "magnified.hidden = true",
        _TESTS,
    ),
)
