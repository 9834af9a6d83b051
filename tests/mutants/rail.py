"""Wrong lines in the build rail: what its fields offer, change, refuse and say."""

from tests.mutants.mutant import Mutant

_FOLDER, _TESTS = "static/js/views/rail", ("tests/js/views/rail/form.test.js",)
RAIL = (
    Mutant(
        "rail: what is refused is not left as it was typed",
        f"{_FOLDER}/fields.js",
        "return refusal ? (typed ?? held) : held;",
        "return held;",
        _TESTS,
    ),
    Mutant(
        "rail: what was typed comes back with a later refusal",
        f"{_FOLDER}/fields.js",
        "if (!refusal && !editor.busy()) typed = null;",
        "",
        _TESTS,
    ),
    Mutant(
        "rail: what is being typed is written over",
        f"{_FOLDER}/fields.js",
        "if (!typing && input.value !== next)",
        "if (input.value !== next)",
        _TESTS,
    ),
    Mutant(
        "rail: usual values can be had where the field cannot",
        f"{_FOLDER}/fields.js",
        "if (usual) usual.disabled = input.disabled;",
        "",
        _TESTS,
    ),
    Mutant(
        "rail: a refused value outlives its run",
        f"{_FOLDER}/rail.js",
        "if (state.run !== previous.run) editor.forgive();",
        "",
        _TESTS,
    ),
    Mutant(
        "rail: a loss is left out of its menu",
        f"{_FOLDER}/network.js",
        "choices: () => catalog.losses.map(toChoice)",
        "choices: () => catalog.losses.slice(1).map(toChoice)",
        _TESTS,
    ),
    Mutant(
        "rail: a share is taken in per cent",
        f"{_FOLDER}/data.js",
        "train_fraction: Number(percent) / 100",
        "train_fraction: Number(percent)",
        _TESTS,
    ),
    Mutant(
        "rail: training and test rows change places",
        f"{_FOLDER}/data.js",
        "words.rail.rows(run.train_rows, run.test_rows)",
        "words.rail.rows(run.test_rows, run.train_rows)",
        _TESTS,
    ),
    Mutant(
        "rail: a button at its limit acts",
        f"{_FOLDER}/stepper.js",
        'if (made.getAttribute("aria-disabled") !== "true") act();',
        "act();",
        _TESTS,
    ),
    Mutant(
        "rail: a layer may lose its last unit",
        f"{_FOLDER}/layer.js",
        "units > (bounds.low ?? 1)",
        "units > 0",
        _TESTS,
    ),
    Mutant(
        "rail: the constants of every optimizer are shown",
        f"{_FOLDER}/more.js",
        "hidden: ({ spec }) => usual(spec) === undefined,",
        "",
        _TESTS,
    ),
    Mutant(
        "rail: a new seed is the old one",
        "static/js/run/spec-edits.js",
        "return drawn >= seed ? drawn + 1 : drawn;",
        "return seed;",
        _TESTS,
    ),
    Mutant(
        "rail: a new seed draws other rows, too",
        "static/js/run/spec-edits.js",
        "...withFreshStart(withData(spec, { seed: rowsSeed(spec) })), seed",
        "...withFreshStart(spec), seed",
        _TESTS,
    ),
    Mutant(
        "rail: a menu marks what goes on and not what starts again",
        f"{_FOLDER}/network.js",
        "goOn.length === 1 || goOn.includes(record.name) ? choice : choiceAgain(choice)",
        "goOn.includes(record.name) ? choiceAgain(choice) : choice",
        _TESTS,
    ),
    Mutant(
        "rail: frozen layers seem to change on the way",
        f"{_FOLDER}/more.js",
        "markAgain(label);",
        "",
        _TESTS,
    ),
)
