"""Wrong lines in how a run is played back, shown again, and drawn along the chart."""

from tests.mutants.mutant import Mutant

_WINDING, _PLAYED = "app/playback/winding.py", ("tests/playback/test_winding.py",)
_SCALE, _RANGE = "static/js/views/chart/scale.js", "static/js/views/chart/range.js"
_DRAWN, _FILMED = ("tests/js/views/chart/scale.test.js",), ("tests/js/views/chart/film.test.js",)
CHARTING = (
    Mutant(
        "play: a loop's last step is played past",
        _WINDING,
        "run.index >= loop.last",
        "run.index > loop.last",
        _PLAYED,
    ),
    Mutant(
        "play: a loop that lies ahead, and is not recorded, is jumped to",
        _WINDING,
        "run.index < loop.first <= run.timeline.recorded",
        "run.index < loop.first",
        _PLAYED,
    ),
    Mutant(
        "play: backwards a loop stands still where it begins",
        _WINDING,
        "not first < here <= last",
        "not first <= here <= last",
        _PLAYED,
    ),
    Mutant(
        "play: a loop ends before it begins",
        _WINDING,
        "loop.last <= loop.first",
        "loop.last < loop.first",
        _PLAYED,
    ),
    Mutant(
        "chart: only the curve of the training rows keeps its peaks",
        _SCALE,
        "if (test_loss > (points[best[3]].test_loss ?? 0)) best[3] = at;\n",
        "",
        _DRAWN,
    ),
    Mutant(
        "chart: the curve ends with the last point that is shown",
        _SCALE,
        "firstAfter(history, to) + 1)",
        "firstAfter(history, to))",
        _DRAWN,
    ),
    Mutant(
        "chart: what is shown goes beyond what is recorded",
        _RANGE,
        "Math.max(0, Math.min(from, end - wide))",
        "Math.max(0, from)",
        _DRAWN,
    ),
    Mutant(
        "film: a picture stands for an epoch that is not recorded",
        "static/js/views/chart/frames.js",
        "Math.floor(Math.min(to, recorded) / step)",
        "Math.floor(to / step)",
        _FILMED,
    ),
    Mutant(
        "film: what was shown of another line is shown of this one",
        "static/js/views/chart/epochs.js",
        "    of = now;\n    known = new Map();\n",
        "    of = now;\n",
        _FILMED,
    ),
)
