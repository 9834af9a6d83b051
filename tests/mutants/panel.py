"""Wrong lines in what the panel shows of a run that plays faster than can be read."""

from tests.mutants.mutant import Mutant

_FOLDER = "static/js/views/panel"
_PACED = ("tests/js/draw/paced.test.js",)
_MAPS = ("tests/js/maps/maps.test.js",)
_SPEED, _CONTOUR = ("tests/js/views/panel/speed.test.js",), ("tests/js/views/output/contour.test.js",)

PANEL = (
    Mutant(
        "panel: the scores are the newest wherever the run stands",
        f"{_FOLDER}/scores.js",
        "const here = pointHere(state);",
        "const here = state.history.at(-1) ?? null;",
        _SPEED,
    ),
    Mutant(
        "panel: the scores are of where the run was asked about, however far it has gone since",
        f"{_FOLDER}/scores.js",
        "here.epoch > measured.epoch && !hasR2",
        "here.epoch < measured.epoch && !hasR2",
        ("tests/js/views/panel/scores.test.js",),
    ),
    Mutant(
        "panel: at speed each view paints in a frame of its own",
        "static/js/draw/paced.js",
        "if (now - turn < AT_LEISURE_MS) return false;",
        "if (now - turn < AT_LEISURE_MS / 2) return false;",
        _PACED,
    ),
    Mutant(
        "panel: what is asked for last at speed is never painted",
        "static/js/draw/paced.js",
        "      lookSoon();\n",
        "",
        _PACED,
    ),
    Mutant(
        "panel: the map of the first output for each",
        "static/js/maps/maps.js",
        "values.subarray(unit * places, (unit + 1) * places)",
        "values.subarray(0, places)",
        _MAPS,
    ),
    Mutant(
        "panel: the map is turned over",
        "static/js/maps/places.js",
        "(_, at) => middle(Math.floor(at / side))",
        "(_, at) => middle(side - 1 - Math.floor(at / side))",
        _MAPS,
    ),
    Mutant(
        "panel: maps are half as strong",
        "static/js/maps/forward.js",
        "weight * a[start + place]",
        "0.5 * weight * a[start + place]",
        _MAPS,
    ),
    Mutant(
        "panel: a map outlives the weights it was made of",
        "static/js/maps/forward.js",
        "known?.of.every((part, index) => part === of[index])",
        "known",
        _MAPS,
    ),
    Mutant(
        "panel: of several classes one is said where it is above the worst other",
        "static/js/views/output/plane.js",
        "Math.max(...others.map((values) => values[cell]))",
        "Math.min(0, ...others.map((values) => values[cell]))",
        _SPEED,
    ),
    Mutant(
        "panel: a part that did not come is never asked for again",
        "static/js/views/on-demand.js",
        'connection !== "open" || previous.connection === "open"',
        "true",
        ("tests/js/views/on-demand.test.js",),
    ),
    Mutant(
        "panel: recent losses are those that are still to come, too",
        f"{_FOLDER}/recent.js",
        "firstAfter(history, epochsAt(position.index, run))",
        "history.length",
        _SPEED,
    ),
    Mutant(
        "panel: a learning rate is in force before its step",
        "static/js/state/edited.js",
        "edits.filter((edit) => edit.index <= index).reduce(changed, spec)",
        "edits.reduce(changed, spec)",
        ("tests/js/state/edited.test.js",),
    ),
    Mutant(
        "panel: the boundary goes through the middle of each cell's side",
        "static/js/views/output/contour.js",
        "(level - one.value) / (other.value - one.value)",
        "0.5",
        _CONTOUR,
    ),
    Mutant(
        "panel: corners across a square never belong together",
        "static/js/views/output/contour.js",
        "return middle >= level === corners[0].value >= level",
        "return middle < level === corners[0].value >= level",
        _CONTOUR,
    ),
)
