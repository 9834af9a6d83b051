"""Wrong lines in what looks along a run, and where play stops."""

from tests.mutants.mutant import Mutant

_SEARCH, _FOUND = "app/playback/search", ("tests/playback/test_search.py",)
_MAKING = ("tests/playback/test_making.py",)
_STOPS = ("tests/playback/test_stops.py",)
SEARCH = (
    Mutant(
        "search: what was true already has become true again",
        f"{_SEARCH}/conditions.py",
        "(self._any or not held)",
        "True",
        _FOUND,
    ),
    Mutant(
        "search: an edit between two mini-batches is read as it was come to",
        f"{_SEARCH}/scan.py",
        "if value is not None and not (step == self._each and is_read_again):",
        "if value is not None:",
        _FOUND,
    ),
    Mutant(
        "search: what is changed on the way takes effect a mini-batch later",
        f"{_SEARCH}/scan.py",
        "is_made_here = not changes and not",
        "is_made_here = not",
        _FOUND,
    ),
    Mutant(
        "search: what another machine recorded is computed again",
        f"{_SEARCH}/scan.py",
        "not changes and not copy.is_recorded_elsewhere(first + self._each)",
        "not changes",
        _FOUND,
    ),
    Mutant(
        "search: too little is read before a place to judge it",
        f"{_SEARCH}/finding.py",
        "            back *= 4\n",
        "            return []\n",
        _FOUND,
    ),
    Mutant(
        "search: the first place before a step is taken for the last",
        f"{_SEARCH}/finding.py",
        "last = places[-1][0].index",
        "last = places[0][0].index",
        _FOUND,
    ),
    Mutant(
        "stops: play goes on over one",
        "app/playback/playing.py",
        "        drive.timeline.seek(hit.index)\n",
        "        pass\n",
        _STOPS,
    ),
    Mutant(
        "stops: what is leaped over backwards is not looked through",
        "app/playback/playing.py",
        "        target = yield from stops.play_back(run, target, most)\n",
        "        pass\n",
        _STOPS,
    ),
    Mutant(
        "stops: played backwards it halts at the first place of a leap, not the last",
        f"{_SEARCH}/lookback.py",
        "                break\n",
        "                pass\n",
        _STOPS,
    ),
    Mutant(
        "stops: who asked is not told that a search was ended",
        "app/playback/drive.py",
        "            yield given_up.done(self.index)\n",
        "            pass\n",
        _STOPS,
    ),
    Mutant(
        "stops: those that another run has no numbers for stay",
        f"{_SEARCH}/stops.py",
        "each for each in conditions if _goes_with(run, each)",
        "each for each in conditions",
        _STOPS,
    ),
    Mutant(
        "tracing: a change that is no larger is the largest",
        f"{_SEARCH}/tracing.py",
        "if abs(value - before) > self._most:",
        "if True:",
        ("tests/playback/test_tracing.py",),
    ),
    Mutant(
        "making: rows give to a mean as if it were a sum",
        f"{_SEARCH}/making.py",
        "parts * network.reduction.of(np.eye(1, len(parts))[0])",
        "parts * 1.0",
        _MAKING,
    ),
    Mutant(
        "making: what is set by hand was made by a step",
        f"{_SEARCH}/tracing.py",
        "if self.made and self._is_made_by(self.made):",
        "if self.made:",
        _MAKING,
    ),
    Mutant(
        "making: rows are listed of the mini-batch after the one on screen",
        f"{_SEARCH}/rows.py",
        "if run.timeline.is_fresh(run.index) else run.index - 1",
        "",
        _MAKING,
    ),
    Mutant(
        "history: an optimizer's step is told as the rate times the gradient",
        "static/js/views/stops/arithmetic.js",
        "return isPlain(making)",
        "return true",
        ("tests/js/views/stops/arithmetic.test.js",),
    ),
    Mutant(
        "stops: places are looked for again from the start",
        "static/js/views/stops/finds.js",
        "first: last + 1",
        "first: 0",
        ("tests/js/views/stops/stops.test.js",),
    ),
)
