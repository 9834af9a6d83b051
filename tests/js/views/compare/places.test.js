/** The step of another run that is the same as one of ours. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { isInStep, sameStep } from "../../../../static/js/views/compare/places.js";

const layers = (count) => Array.from({ length: count + 1 }, () => ({ units: 1 }));
const run = (depth, batches, rest = {}) => ({
  layers: layers(depth),
  steps_per_batch: 3 * depth + 2,
  batches_per_epoch: batches,
  edits: [],
  ...rest,
});
const OURS = run(3, 25);

test("runs of the same steps stand at the same number", () => {
  for (const index of [0, 1, 11, 12, 275, 276, 1000])
    assert.equal(sameStep(index, OURS, run(3, 25)), index);
  assert.ok(isInStep(OURS, run(3, 25), 276));
});

test("where mini-batches are half as many the other is as far in its epoch", () => {
  const there = run(3, 5);

  assert.equal(sameStep(25 * 11, OURS, there), 5 * 11, "a whole epoch");
  assert.equal(sameStep(10 * 11, OURS, there), 2 * 11, "two fifths of it");
  assert.equal(sameStep(10 * 11 + 3, OURS, there), 2 * 11 + 3, "the same step of it");
  assert.equal(sameStep(14 * 11 + 3, OURS, there), 2 * 11 + 3);
  assert.equal(isInStep(OURS, there, 25 * 11), false);
});

test("a network of other depth stands in the same phase", () => {
  const there = run(1, 25);

  assert.equal(sameStep(2, OURS, there), 2, "F1");
  assert.equal(sameStep(4, OURS, there), 2, "of F3 its only layer forward");
  assert.equal(sameStep(5, OURS, there), 3, "loss");
  assert.equal(sameStep(8, OURS, there), 4, "B1");
  assert.equal(sameStep(11, OURS, there), 5, "the whole mini-batch");
  assert.equal(sameStep(11 + 5, OURS, there), 5 + 3);
});

test("a mini-batch size changed on the way counts from there", () => {
  const there = run(3, 25, {
    train_rows: 250,
    began: { batch_size: 10 },
    edits: [{ index: 25 * 11, batch_size: 50 }],
  });

  assert.equal(sameStep(25 * 11, OURS, there), 25 * 11);
  assert.equal(sameStep(50 * 11, OURS, there), 30 * 11);
});
