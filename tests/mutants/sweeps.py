"""Wrong lines in what a sweep varies, runs and comes to."""

from tests.mutants.mutant import Mutant

_VARIED, _RUNS = ("tests/sweeps/test_varied.py",), ("tests/sweeps/test_runs.py",)
_SUMMARY, _ROOMS = ("tests/sweeps/test_summary.py",), ("tests/rooms/test_sweeping.py",)
_LINES = ("tests/js/views/sweep/geometry.test.js",)
SWEEPS = (
    Mutant(
        "sweeps: there may be as many runs as there are combinations",
        "app/sweeps/varied.py",
        "if runs > MOST_RUNS:",
        "if False:",
        _VARIED,
    ),
    Mutant(
        "sweeps: a value that cannot be is found out when its turn comes",
        "app/sweeps/varied.py",
        "        resolve(with_values(spec, values))",
        "        pass",
        _VARIED,
    ),
    Mutant(
        "sweeps: what was changed on the way is left out",
        "app/sweeps/runs.py",
        "timeline.follow(sweep.edits, 0)",
        "timeline.follow((), 0)",
        _RUNS,
    ),
    Mutant(
        "sweeps: a run that diverged is left out of what all come to",
        "app/sweeps/summary.py",
        "    return _filled(found, len(group), missing)\n\n\ndef _filled",
        "    return _filled(found, len(found), missing)\n\n\ndef _filled",
        _SUMMARY,
    ),
    Mutant(
        "sweeps: seeds of the rows make combinations",
        "app/sweeps/varied.py",
        'SEEDS = ("seed", "data.seed")',
        'SEEDS = ("seed",)',
        _SUMMARY,
    ),
    Mutant(
        "sweeps: one goes on without who asked for it",
        "app/rooms/hub.py",
        "            self.sweeps.stop(outbox)\n",
        "",
        _ROOMS,
    ),
    Mutant(
        "sweeps: anybody stops them",
        "app/rooms/sweeping.py",
        "            if one.asker is outbox:",
        "            if True:",
        _ROOMS,
    ),
    Mutant(
        "sweeps: work has no bound",
        "app/rooms/sweeping.py",
        "if command.epochs and command.epochs > most:",
        "if False:",
        _ROOMS,
    ),
    Mutant(
        "sweeps: what is told of one is told away to who is behind",
        "app/rooms/outbox.py",
        '_NEVER_DROPPED = ("answer", _SWEEP, *OF_THE_ROOM)',
        '_NEVER_DROPPED = ("answer", *OF_THE_ROOM)',
        _ROOMS,
    ),
    Mutant(
        "sweeps: a loss without bounds squashes all others",
        "static/js/views/sweep/geometry.js",
        "Math.min(Math.max(...told), MOST_GROWTH * Math.max(...first))",
        "Math.max(...told)",
        _LINES,
    ),
)
