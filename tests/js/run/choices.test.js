/** An address says each choice of the page by its key, leaves out what is usual, and tells what it does not know. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choicesOf,
  KEYS,
  OF_THE_RUN,
  readChoices,
  USUAL,
  written,
} from "../../../static/js/run/choices.js";
import { toHash } from "../../../static/js/run/link.js";
import { INITIAL } from "../../../static/js/state/reduce.js";

/** Of each key what is chosen, how it is written, and the state that shows it. */
const CHOSEN = {
  speed: [null, "max", { playback: { speed: null, unit: "propagation" } }],
  unit: ["epoch", "epoch", { playback: { speed: 2, unit: "epoch" } }],
  until: [40, "40", { until: { epoch: 40, accuracy: null } }],
  accuracy: [0.98, "0.98", { until: { epoch: null, accuracy: 0.98 } }],
  neuron: [{ layer: 2, unit: 0 }, "2.1", { selected: { layer: 2, unit: 0 } }],
  sample: [
    3,
    "3",
    { sample: 2, layers: [{ a: { shape: [4, 1], data: new Float64Array(4).fill(1) } }] },
  ],
  numbers: ["batch", "batch", { scope: "batch" }],
  tab: ["data", "data", { tab: "data" }],
  output: [3, "3", { output: 2 }],
  tests: [false, "0", { tests: false }],
  discrete: [true, "1", { discrete: true }],
  embed: [true, "1", { frame: { ...INITIAL.frame, embed: true } }],
  theme: ["dark", "dark", { frame: { ...INITIAL.frame, theme: "dark" } }],
  yours: [
    ["dW1", "2.1", "0.5", "-1e-05"],
    "dW1,2.1,0.5,-1e-05",
    { notice: { words: "", yours: ["dW1", "2.1", "0.5", "-1e-05"] } },
  ],
  beside: ["W3t9XQ-_", "W3t9XQ-_", { beside: { said: "W3t9XQ-_" } }],
  hide: [
    ["build", "chart"],
    "build,chart",
    { frame: { ...INITIAL.frame, hide: ["build", "chart"] } },
  ],
  lock: [["seed"], "seed", { frame: { ...INITIAL.frame, lock: ["seed"] } }],
};

test("a page as it opens has nothing to say", () => {
  assert.deepEqual(written(choicesOf(INITIAL)), []);
  assert.deepEqual(readChoices(""), { choices: USUAL, unknown: [] });
});

test("all keys but those that only a link to be passed on has are of something that the page shows", () => {
  assert.deepEqual([...Object.keys(CHOSEN), "play", "sum"].sort(), Object.keys(KEYS).sort());
  assert.deepEqual(
    Object.keys(KEYS).filter((key) => OF_THE_RUN.includes(key)),
    [],
  );
});

for (const [key, [value, text, state]] of Object.entries(CHOSEN)) {
  test(`${key} is read as it is written, and is what the page shows`, () => {
    const hash = `#${key}=${text}`;

    assert.deepEqual(readChoices(hash), { choices: { ...USUAL, [key]: value }, unknown: [] });
    assert.deepEqual(written(choicesOf({ ...INITIAL, ...state })), [`${key}=${text}`]);
  });

  test(`${key} that cannot be is told, and the rest holds`, () => {
    const isList = Array.isArray(value);
    const read = readChoices(`#${key}=%00&tests=0`);

    assert.equal(read.choices.tests, false);
    if ((!isList || key === "yours") && key !== "tests") assert.equal(read.unknown.length, 1);
  });
}

test("the sample that the page chooses by itself is not said", () => {
  const layers = [{ a: { shape: [2, 1], data: Float64Array.of(0, 1) } }];

  assert.equal(choicesOf({ ...INITIAL, layers, sample: 1 }).sample, null);
  assert.equal(choicesOf({ ...INITIAL, layers, sample: 0 }).sample, 1);
});

test("a page that plays says no more than that it did what it was told", () => {
  assert.equal(readChoices("#play=1").choices.play, true);
  assert.deepEqual(written({ ...USUAL, play: true }), ["play=1"]);
  assert.equal(choicesOf(INITIAL).play, false);
});

test("what a step came to is said of it in a link, and by no page of its own", () => {
  assert.equal(readChoices("#sum=aB3-_xyz").choices.sum, "aB3-_xyz");
  assert.deepEqual(written({ ...USUAL, sum: "aB3-_xyz" }), ["sum=aB3-_xyz"]);
  assert.equal(choicesOf(INITIAL).sum, null);
  assert.deepEqual(readChoices("#sum=short").unknown, ["sum=short"]);
});

test("keys that nobody knows are told, those of the run are not", () => {
  const hash = `${toHash({ seed: 7 }, 3, [{ index: 1, learning_rate: 1 }])}&lesson=xor&tab=data`;

  assert.deepEqual(readChoices(hash).unknown, ["lesson"]);
  assert.equal(readChoices(hash).choices.tab, "data");
});
