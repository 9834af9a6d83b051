import assert from "node:assert/strict";
import { test } from "node:test";
import { isStandardised, originals } from "../../../static/js/run/standardisation.js";

const run = /** @type {any} */ ({ mean: [10, 0], deviation: [2, 1] });

test("what was standardised is shown as it was", () => {
  assert.deepEqual(originals(run, [-1.5, 3]), [7, 3]);
});

test("a run fed with the data's own numbers is told apart", () => {
  assert.ok(isStandardised(run));
  assert.ok(!isStandardised(/** @type {any} */ ({ mean: [0, 0], deviation: [1, 1] })));
});
