/** The learning rate that is told is the one of the update last made, as soon as one layer has it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { rateOf } from "../../../static/js/state/schedules.js";
import { recorded } from "../recorded.js";

const SPEC = {
  data: { kind: "circle", samples: 40 },
  hidden: [{ units: 3, activation: "tanh" }],
  optimizer: { kind: "sgd", learning_rate: 0.5 },
  schedule: { kind: "warm_up", first: 0.1, rise: 5 },
  batch_size: 20,
};
const FIRST_UPDATE = 7;
const { runs } = recorded([
  { spec: SPEC, to: 8 },
  { spec: { ...SPEC, hidden: [{ ...SPEC.hidden[0], frozen: true }] }, to: 8 },
]);

test("a scheduled rate is told from the first layer's update on, not from the last one's", () => {
  const [states] = runs;

  assert.equal(rateOf(states[FIRST_UPDATE - 1]), 0.5);
  assert.ok(Math.abs(rateOf(states[FIRST_UPDATE]) - 0.05) < 1e-9);
  assert.ok(Math.abs(rateOf(states[FIRST_UPDATE + 1]) - 0.05) < 1e-9);
});

test("a layer that is frozen has none: the next one tells it", () => {
  assert.ok(Math.abs(rateOf(runs[1][FIRST_UPDATE + 1]) - 0.05) < 1e-9);
});
