"""The page's words by their keys in its own catalogue, so that no test says again how a button is called."""

import atexit
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

NODE = Path(sys.executable).with_name("node")
WORDS = Path(__file__).parents[2] / "static" / "js" / "words"
CATALOGUES = [path.as_uri() for path in (WORDS / "pseudo.js", *sorted(WORDS.glob("en*.js")))]
"""The catalogue is the page's; what is loaded on demand has its words in files beside it."""
SPEAKER = """
import { createInterface } from "node:readline";
const [{ pseudo }, ...files] = await Promise.all(process.argv.slice(1).map((path) => import(path)));
const all = Object.assign({}, ...files);
const en = { ...all, ...all.en };
const languages = { en, pseudo: pseudo(en) };
for await (const line of createInterface({ input: process.stdin })) {
  const { key, values, language } = JSON.parse(line);
  const found = key.split(".").reduce((words, name) => words?.[name], languages[language]);
  console.log(JSON.stringify(typeof found === "function" ? found(...values) : (found ?? null)));
}
"""


@cache
def say(key: str, *values: str | float | None, language: str = "en") -> str:
    """Give what the page says under a key: ``say("rail.unitsOf", 1)`` is "Units of hidden 1"."""
    speaker = _speaker()
    assert speaker.stdin
    assert speaker.stdout
    speaker.stdin.write(json.dumps({"key": key, "values": values, "language": language}) + "\n")
    speaker.stdin.flush()
    word: Any = json.loads(speaker.stdout.readline())
    assert isinstance(word, str), f"the catalogue has no text under {key}"
    return word


@cache
def _speaker() -> "subprocess.Popen[str]":
    """A Node that has read the catalogue, for as long as the tests run."""
    command = [NODE, "--input-type=module", "--eval", SPEAKER, *CATALOGUES]
    speaker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(speaker.kill)
    return speaker
