/** Weights as pixels: their sign and their size, on one scale. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fullWeight, shadesOf, varying } from "../../../../static/js/views/pictures/shades.js";

/** Three pixels into two neurons; the middle pixel is always the same. */
const W = { data: Float64Array.from([1, -2, 9, 9, -0.5, 0]), shape: [3, 2] };
const RUN = { mean: [4, 0, 7], deviation: [3, 1, 2] };
const NONE = 128;

test("a pixel that never varies is not scaled where others are", () => {
  assert.deepEqual(varying(RUN), [true, false, true]);
  assert.deepEqual(varying({ mean: [0, 0], deviation: [1, 1] }), [true, true]);
});

test("the largest weight on a pixel that varies is drawn full", () => {
  assert.equal(fullWeight(W, varying(RUN)), 2);
});

test("each neuron has its own weights, all on the same scale, blank where nothing varies", () => {
  const shades = [0, 1].map((unit) => shadesOf(W, unit, 2, varying(RUN)));

  assert.deepEqual(shades, [
    [NONE + 64, NONE, NONE - 32],
    [NONE - 127, NONE, NONE],
  ]);
});
