/** What the data tab lists beside its picture, on the frames that the engine makes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { featuresOf, outputsOf } from "../../../../static/js/views/panel/outputs.js";
import { number } from "../../../../static/js/words/numbers.js";
import { wordsOf } from "../../formulas/reading.js";
import { recorded } from "../../recorded.js";

const TABLE = {
  kind: "table",
  x: [
    [1, 200],
    [2, 300],
    [3, 100],
    [4, 500],
  ],
  y: [[0], [1], [0], [1]],
  standardize: true,
};
const FORWARD = 4;
const [circle, shares, table] = recorded([
  { spec: {}, to: FORWARD },
  {
    spec: {
      data: { kind: "iris" },
      output_activation: "softmax",
      loss: "categorical_cross_entropy",
    },
    to: FORWARD,
  },
  { spec: { data: TABLE, hidden: [], shuffle: false }, to: 1 },
]).runs.map((states) => states.at(-1));

const rowsOf = ([{ rows }]) => rows;
const textOf = ({ parts }) =>
  parts.map((part) => (part.kind === "number" ? number(part.value) : wordsOf([part]))).join("");

test("the target of a sample says which class it is", () => {
  const samples = Array.from({ length: 10 }, (_, sample) =>
    rowsOf(outputsOf({ ...circle, sample })),
  );

  const told = samples.map(([output]) => textOf(output).replace(/.* target /, ""));

  assert.deepEqual(new Set(told), new Set(["1.00 inside", "−1.00 outside"]));
  for (const [{ name }] of samples) assert.match(name, /1 = inside/);
  assert.doesNotMatch(
    textOf(rowsOf(outputsOf({ ...circle, scope: "batch" }))[0]),
    /inside|outside/,
  );
});

test("shares of classes add up to 1, and the wanted one is marked", () => {
  const rows = rowsOf(outputsOf(shares));

  assert.equal(rows.length, 3);
  assert.ok(Math.abs(rows.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-12);
  assert.equal(rows.filter(({ marked }) => marked).length, 1);
  assert.ok(rowsOf(outputsOf(circle)).every(({ share }) => share === null));
});

test("a standardised feature is told as it was and as it is fed in", () => {
  const [first] = rowsOf(featuresOf(table));

  const [held, fed] = textOf(first).split(" → ");

  assert.ok(["1.00", "2.00", "3.00", "4.00"].includes(held));
  assert.equal(fed, number((Number(held) - 2.5) / (Math.sqrt(5) / 2)));
  assert.doesNotMatch(textOf(rowsOf(featuresOf(circle))[0]), /→/);
});

test("a sample of the visitor's own has no target: the largest share is marked, and a class said", () => {
  const without = (state, a) => {
    const last = state.run.layers.length - 1;
    const layers = state.layers.map(({ y: _, ...tensors }, layer) =>
      layer === last
        ? { ...tensors, a: { data: Float64Array.from(a), shape: [1, a.length] } }
        : tensors,
    );
    return { ...state, layers, own: {}, sample: 0 };
  };

  const rows = rowsOf(outputsOf(without(shares, [0.2, 0.7, 0.1])));
  const said = [0.4, -0.4].map((a) => textOf(rowsOf(outputsOf(without(circle, [a])))[0]));

  assert.deepEqual(
    rows.map(({ marked }) => marked),
    [false, true, false],
  );
  assert.ok(rows.every((row) => !textOf(row).includes("target")));
  assert.deepEqual(said, ["0.400 → inside", "−0.400 → outside"]);
});
