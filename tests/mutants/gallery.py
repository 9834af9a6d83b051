"""Wrong lines in the gallery: presets that make no point, and first actions that do nothing."""

from tests.mutants.mutant import Mutant

_JS = ("tests/js/views/gallery/presets.test.js",)
_POINTS = ("tests/data/test_presets.py",)

GALLERY = (
    Mutant(
        "gallery: what is played already is not played again",
        "static/js/views/gallery/presets.js",
        "const again = index >= all;",
        "const again = index > all;",
        _JS,
    ),
    Mutant(
        "gallery: recorded steps are made once more",
        "static/js/views/gallery/presets.js",
        "if (wanted <= recorded)",
        "if (wanted < index)",
        _JS,
    ),
    Mutant(
        "gallery: weights decay where noise is to be learned by heart",
        "app/data/presets.py",
        'Preset("overfitting", "wrong", _NOISY,',
        'Preset("overfitting", "wrong", _NOISY | {"regularization": {"kind": "l2", "rate": 0.03}},',
        _POINTS,
    ),
    Mutant(
        "gallery: TensorFlow Playground's rows start otherwise",
        "app/data/presets.py",
        '"initializer": "playground",',
        '"initializer": "zeros",',
        _POINTS,
    ),
)
