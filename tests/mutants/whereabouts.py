"""Wrong lines in where a page is, how it comes back there, and what it gives away."""

from tests.mutants.mutant import Mutant

_PLACE, _LINE = ("tests/js/line/whereabouts.test.js",), ("tests/js/line/connection.test.js",)
WHEREABOUTS = (
    Mutant(
        "whereabouts: a key is left in the address",
        "static/js/line/whereabouts.js",
        "    be(room, left);\n",
        "",
        _PLACE,
    ),
    Mutant(
        "whereabouts: a link is opened over the tab's own run",
        "static/js/line/whereabouts.js",
        "isLink(page) ? null : memory.getItem(OWN)",
        "memory.getItem(OWN)",
        _PLACE,
    ),
    Mutant(
        "whereabouts: a key is shown at a copy, too",
        "static/js/line/whereabouts.js",
        "room === null || looks || isForked() ? null :",
        "room === null ? null :",
        _PLACE,
    ),
    Mutant(
        "line: who shows a key is a follower first",
        "static/js/line/connection.js",
        '    if (letter.type === "admitted" && entering && letter.role === "follow") return;\n',
        "",
        _LINE,
    ),
    Mutant(
        "line: what was asked before it went elsewhere is never answered",
        "static/js/line/connection.js",
        "    open();\n    answerAll();\n",
        "    open();\n",
        _LINE,
    ),
    Mutant(
        "line: the run that a room begins with is shown on the way to another",
        "static/js/line/connection.js",
        "    store.hold();\n",
        "",
        _LINE,
    ),
    Mutant(
        "line: a class that is over is asked for again and again",
        "static/js/line/connection.js",
        "    else refused = true;\n",
        "",
        _LINE,
    ),
)
