"""Wrong lines in what becomes of a sample of the visitor's own: what is fed, what is seen, what is drawn."""

from tests.mutants.mutant import Mutant

_SAMPLE, _SAMPLED = "app/data/own_sample.py", ("tests/data/test_own_sample.py",)
_PROBED = ("tests/playback/test_probing.py",)
_OWN, _SEEN = "static/js/state/own.js", ("tests/js/state/own.test.js",)
_PROBE, _ASKED = "static/js/run/probe.js", ("tests/js/run/probe.test.js",)
_DRAWN, _READ = "static/js/views/drawing/preprocess.js", ("tests/js/views/drawing/preprocess.test.js",)
_SHADES, _SHADED = "static/js/views/pictures/shades.js", ("tests/js/views/pictures/shades.test.js",)

DRAWN = (
    Mutant(
        "drawn: pixels are as far apart as they are scaled",
        _SAMPLE,
        "differences *= data.deviation",
        "pass",
        _SAMPLED,
    ),
    Mutant(
        "drawn: a sample is answered as of another step",
        "app/playback/session.py",
        "probed(self.view, command, self.index)",
        "probed(self.view, command, 0)",
        _PROBED,
    ),
    Mutant(
        "drawn: to be asked is to be used",
        "app/playback/session.py",
        "yield Answer(probed(self.view, command, self.index), by)\n                return",
        "yield Answer(probed(self.view, command, self.index), by)\n                self.unused = False",
        _PROBED,
    ),
    Mutant(
        "drawn: numbers beyond doubles are told",
        "app/playback/probing.py",
        "if not all(",
        "if False and not all(",
        _PROBED,
    ),
    Mutant(
        "drawn: a layer that is not come to is shown",
        _OWN,
        ".slice(0, last + 1)",
        "",
        _SEEN,
    ),
    Mutant(
        "drawn: a layer is moved into again with every step",
        _OWN,
        "own.steppedAt === position",
        "own.steppedAt !== null",
        _SEEN,
    ),
    Mutant(
        "drawn: nobody asks again when the run has moved",
        _PROBE,
        "return [own?.values, own?.neighbours, position, run];",
        "return [own?.values, own?.neighbours, run];",
        _ASKED,
    ),
    Mutant(
        "drawn: what a line that broke has lost stays unasked",
        _PROBE,
        'answer.code === "not_connected") asked = [];',
        'answer.code === "not_connected") return;',
        _ASKED,
    ),
    Mutant(
        "drawn: a line is as thick however much ink there is",
        _DRAWN,
        "return Math.max(RADIUS.least, Math.min(RADIUS.most, wanted));",
        "return RADIUS.first;",
        _READ,
    ),
    Mutant(
        "drawn: a digit stays as broad as it is drawn",
        _DRAWN,
        "const [x, y] = [scaled(full.x), scaled(full.y)];",
        "const [x, y] = [scaled(full.y), scaled(full.y)];",
        _READ,
    ),
    Mutant(
        "drawn: a pixel that never varies has a colour",
        _SHADES,
        "varies[pixel] ? data[pixel * units + unit] / largest : BLANK",
        "data[pixel * units + unit] / largest",
        _SHADED,
    ),
)
