"""What an address may say: the page's own table, the page of the docs, and the presets say the same."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.data.presets import PLAYGROUND
from app.engine import read_spec

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "links-and-embedded-pages.md").read_text("utf-8")
TELL = """
import { KEYS, OF_THE_RUN } from "./static/js/run/choices.js";
import { CONTROLS } from "./static/js/run/controls.js";
import { fromPlayground } from "./static/js/views/share/playground.js";
const { spec } = fromPlayground("#dataset=circle").shared;
const [keys, controls] = [[...OF_THE_RUN, ...Object.keys(KEYS)], Object.keys(CONTROLS)];
console.log(JSON.stringify({ keys, controls, spec }));
"""


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    """What the page's modules say."""
    node = Path(sys.executable).with_name("node")
    told = subprocess.run(
        [node, "--input-type=module", "--eval", TELL], capture_output=True, check=True, cwd=ROOT
    )
    return json.loads(told.stdout)


def test_the_docs_have_each_key_of_an_address_and_no_other(page):
    assert sorted(re.findall(r"^\| `([a-z]+)` \|", DOCS, re.MULTILINE)) == sorted(page["keys"])


def test_the_docs_have_each_control_that_can_be_hidden(page):
    (told,) = re.findall(r"## What can be hidden or locked\n(.*?)What is hidden leaves", DOCS, re.DOTALL)

    assert sorted(re.findall(r"`([a-z-]+)`", told)) == sorted(page["controls"])


def test_an_address_of_tensorflow_playground_is_the_preset_that_is_compatible_with_it(page):
    preset = read_spec(msgspec.json.encode(PLAYGROUND))
    opened = read_spec(json.dumps(page["spec"]))

    assert msgspec.structs.replace(opened, seed=preset.seed) == preset
