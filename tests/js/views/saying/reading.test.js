/** The page reads a sentence as the engine's data do. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  countsOf,
  pairsOf,
  pieces,
  strangersOf,
  wordsOf,
} from "../../../../static/js/views/saying/reading.js";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const ODD = [
  "",
  " 12 … ",
  "It ISN’T, isn't “fine”: 3 cold-ish teas!",
  "Où est l'œuf? ¿Qué? Straße — naïve",
  "cafe\u0301 mün\u0303",
  "x² Ⅷ don' 'tis a_b e1f",
  "日本語 и кофе",
];

const { stdout } = spawnSync(`${ROOT}/.venv/bin/python`, ["-m", "tests.reading_sentences"], {
  cwd: ROOT,
  input: JSON.stringify(ODD),
});
const READ = JSON.parse(String(stdout));

for (const [kind, { way, names, unread, sentences, parts, counts }] of Object.entries(READ))
  test(`sentences of ${kind}, and odd ones, are read and counted as the data are`, () => {
    const here = sentences.map((each) => (way === "pairs" ? pairsOf(each) : wordsOf(each, unread)));

    assert.deepEqual(here, parts);
    assert.deepEqual(
      here.map((each) => countsOf(each, names)),
      counts,
    );
  });

test("what is no input is named once", () => {
  assert.deepEqual(strangersOf(["tea", "biscuit", "cold", "biscuit"], ["cold"]), [
    "tea",
    "biscuit",
  ]);
});

test("a sentence in pieces is the sentence, and says which words are inputs", () => {
  const found = pieces("“Cold tea, isn’t it?”", ["cold", "isn't"]);

  assert.equal(found.map(({ text }) => text).join(""), "“Cold tea, isn’t it?”");
  assert.deepEqual(
    found.filter(({ isCounted }) => isCounted).map(({ text }) => text),
    ["Cold", "isn’t"],
  );
});
