/** What edits make of a specification. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { specNow } from "../../../static/js/run/edits.js";

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
