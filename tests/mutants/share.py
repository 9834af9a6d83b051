"""Wrong lines in links: what an address says, hides and locks, and how it follows the page."""

from tests.mutants.mutant import Mutant

_RUN, _VIEWS = "static/js/run", "static/js/views/share"
_FOLLOW = ("tests/js/views/share/follow.test.js",)
_CONTROLS = ("tests/js/run/controls.test.js",)
_WISHES = ("tests/js/views/share/wishes.test.js",)
_PLAYGROUND = ("tests/js/views/share/playground.test.js",)
SHARE = (
    Mutant(
        "share: another run is written over the one before",
        f"{_VIEWS}/follow.js",
        'put("pushState", addressOf(state, true))',
        'put("replaceState", addressOf(state, true))',
        _FOLLOW,
    ),
    Mutant(
        "share: the run that is left loses its last step",
        f"{_VIEWS}/follow.js",
        'put("replaceState", addressOf(before, true));',
        "",
        _FOLLOW,
    ),
    Mutant(
        "share: an address that is being opened is written over",
        f"{_VIEWS}/follow.js",
        "if (holders === 0) remain",
        "remain",
        _FOLLOW,
    ),
    Mutant(
        "share: a page in another site takes its steps Back",
        f"{_VIEWS}/follow.js",
        "if (embedded ||",
        "if (",
        _FOLLOW,
    ),
    Mutant(
        "share: a sample that the page chooses is said",
        f"{_RUN}/choices.js",
        "chosen !== firstTellingRow(inputs)",
        "true",
        ("tests/js/run/choices.test.js",),
    ),
    Mutant(
        "share: a section without parts leaves its heading",
        f"{_RUN}/controls.js",
        "if (CONTROLS[name].only &&",
        "if (!CONTROLS[name].only &&",
        _CONTROLS,
    ),
    Mutant(
        "share: what is hidden and locked counts as locked",
        f"{_RUN}/controls.js",
        "!gone.has(name) &&",
        "",
        _CONTROLS,
    ),
    Mutant(
        "share: keys do what a locked button does not",
        f"{_RUN}/controls.js",
        "[...goneBy(wish.hide), ...lockedBy(wish)]",
        "[...goneBy(wish.hide)]",
        _CONTROLS,
    ),
    Mutant(
        "share: an embedded page is in the room of the class",
        f"{_VIEWS}/wishes.js",
        'kind === "embed" || state.place === "fork"',
        'state.place === "fork"',
        _WISHES,
    ),
    Mutant(
        "share: a link made at a copy leads into the class",
        f"{_VIEWS}/wishes.js",
        'kind === "embed" || state.place === "fork"',
        'kind === "embed"',
        _WISHES,
    ),
    Mutant(
        "share: a quotation mark ends the code early",
        f"{_VIEWS}/wishes.js",
        """.replaceAll('"', "&quot;")""",
        "",
        _WISHES,
    ),
    Mutant(
        "share: Playground's noise is a share",
        f"{_VIEWS}/playground.js",
        "100 * MOST_NOISE) / 100",
        "100 * MOST_NOISE)",
        _PLAYGROUND,
    ),
    Mutant(
        "share: Playground's rows change their order",
        f"{_VIEWS}/playground.js",
        "shuffle: false",
        "shuffle: true",
        _PLAYGROUND,
    ),
)
