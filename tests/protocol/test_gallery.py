"""What the page's gallery is told of each preset is what the run that it opens has."""

import json
import subprocess

import msgspec

from app.data import PRESETS, load
from app.engine import Spec
from app.engine.spec import VERSION
from app.playback.session import Session
from app.protocol import Run
from app.protocol.gallery import gallery
from tests.browser.words import NODE
from tests.browser.words import WORDS as FOLDER

WORDS = f"""
import {{ gallery }} from {json.dumps((FOLDER / "en-gallery.js").as_uri())};
console.log(JSON.stringify(gallery));
"""


def test_each_preset_is_told_as_the_run_that_it_opens():
    told = {preset.name: preset for preset in gallery()}

    assert list(told) == list(PRESETS)
    for preset in told.values():
        spec = msgspec.convert(preset.spec, Spec)
        (run,) = (letter for letter in Session(spec).joining() if isinstance(letter, Run))
        assert preset.digest == run.digest
        assert list(preset.units) == [layer.units for layer in run.layers]
        # A link without a version is of the first.
        assert preset.spec["version"] == VERSION


def test_a_preset_is_told_with_the_numbers_it_is_trained_with():
    for preset in gallery():
        told, kept = (msgspec.convert(spec, Spec) for spec in (preset.spec, PRESETS[preset.name].spec))

        assert told == kept
        assert (load(told).x_train == load(kept).x_train).all()


def test_each_preset_has_words_and_no_words_are_of_none():
    words = json.loads(subprocess.check_output([NODE, "--input-type=module", "--eval", WORDS], text=True))
    told = gallery()

    assert list(words["presets"]) == [preset.name for preset in told]
    assert list(words["groups"]) == list(dict.fromkeys(preset.group for preset in told))
    for said in words["presets"].values():
        assert set(said) == {"title", "watch", "where"}
        assert said["title"]
        # One sentence each; the card and the bar put "Look at" before the second.
        assert said["watch"].endswith(".")
        assert said["where"].endswith(".")
    titles = [said["title"] for said in words["presets"].values()]
    assert len(set(titles)) == len(titles)
