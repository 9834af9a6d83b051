/** The points that light up are those of the cell's rows, of its half, as the engine counts them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createLight, litOf } from "../../../../static/js/views/results/lighting.js";

/** Three training rows, of classes a, b, b, all said to be b; one test row of class a, said to be that. */
const TOLD = {
  questions: [{ name: "", classes: ["a", "b"] }],
  train: { cells: [[1, 3, 3]] },
  test: { cells: [[0]] },
};
const ASKED = { half: "train", question: 0, target: 1, said: 1 };

test("a cell's rows light up, and are told in words", () => {
  assert.deepEqual(litOf(TOLD, ASKED), {
    half: "train",
    rows: [1, 2],
    name: "2 training rows: is b, said b",
    short: "2 rows: b → b",
  });
  assert.deepEqual(litOf(TOLD, { ...ASKED, half: "test", target: 0, said: 0 }), {
    half: "test",
    rows: [0],
    name: "1 test row: is a, said a",
    short: "1 row: a → a",
  });
  assert.deepEqual(litOf(TOLD, { ...ASKED, said: 0 })?.rows, []);
});

test("all rows that are said wrongly light up together", () => {
  const asked = { ...ASKED, target: null, said: null, wrong: true };

  assert.deepEqual(litOf(TOLD, asked), {
    half: "train",
    rows: [0],
    name: "1 training row said wrongly",
    short: "1 training row said wrongly",
  });
});

test("nothing lights up where no cells were told, nor for all rows", () => {
  const elsewhere = { ...TOLD, train: { cells: [] }, test: null };

  assert.equal(litOf(elsewhere, ASKED), null);
  assert.equal(litOf(elsewhere, { ...ASKED, half: "test" }), null);
  assert.equal(litOf({ ...TOLD, questions: [] }, ASKED), null);
  assert.equal(litOf(TOLD, { ...ASKED, target: null, said: null }), null);
});

test("nothing lights up for a cell of more classes than there are, as another run may have fewer", () => {
  assert.equal(litOf(TOLD, { ...ASKED, target: 2 }), null);
  assert.equal(litOf(TOLD, { ...ASKED, said: 2 }), null);
});

test("the light follows what is asked and what is told, changes for nothing else, and goes out", () => {
  const set = [];
  let state = { run: { id: 1 }, lit: null };
  const light = createLight({
    get: () => state,
    set: (change) => {
      set.push(change.lit?.rows ?? null);
      state = { ...state, ...change };
    },
  });

  light.paint(TOLD, null);
  light.paint(TOLD, ASKED);
  light.paint(TOLD, { ...ASKED });
  light.paint({ ...TOLD, train: { cells: [[1, 3, 1]] } }, ASKED);
  light.paint(TOLD, null);
  light.paint(null, ASKED);

  assert.deepEqual(set, [[1, 2], [1], null]);
});
