/** What edits make of a specification. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { rateAt, specNow } from "../../../static/js/run/edits.js";

const SPEC = { seed: 7, optimizer: { kind: "adam", learning_rate: 0.03 } };

test("without edits a specification is as the run began", () => {
  assert.equal(specNow({ spec: SPEC, edits: [] }), SPEC);
});

test("the last edit's learning rate is in force, and all else stays", () => {
  const edits = [
    { index: 3, learning_rate: 0.3 },
    { index: 9, learning_rate: 0.5 },
  ];

  assert.deepEqual(specNow({ spec: SPEC, edits }), {
    seed: 7,
    optimizer: { kind: "adam", learning_rate: 0.5 },
  });
  assert.equal(SPEC.optimizer.learning_rate, 0.03);
});

test("the learning rate in force is that of the last edit behind, not of one that is still to come", () => {
  const edits = [
    { index: 3, learning_rate: 0.3 },
    { index: 9, learning_rate: 0.5 },
  ];

  assert.deepEqual(
    [0, 2, 3, 8, 9, 20].map((index) => rateAt({ spec: SPEC, edits }, index)),
    [0.03, 0.03, 0.3, 0.3, 0.5, 0.5],
  );
});
