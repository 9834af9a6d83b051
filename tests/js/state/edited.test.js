/** What edits make of a run: its specification and its layers, step by step. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { runAt, specAt } from "../../../static/js/state/edited.js";

const SPEC = {
  seed: 7,
  output_activation: "linear",
  hidden: [
    { units: 2, activation: "tanh" },
    { units: 1, activation: "tanh" },
  ],
  optimizer: { kind: "adam", learning_rate: 0.03, beta_1: 0.5 },
  regularization: { kind: "none", rate: 0 },
};
const EDITS = [
  { index: 3, learning_rate: 0.3 },
  { index: 22, optimizer: { kind: "sgd", learning_rate: 0.5, beta_1: null } },
  { index: 22, parameter: { layer: 1, unit_in: 0, unit_out: 0, value: 1 } },
  { index: 33, activation: { layer: 2, activation: "relu" } },
  { index: 33, dropout: { layer: 1, dropout: 0.5 } },
  { index: 44, activation: { layer: 3, activation: "tanh" } },
  { index: 44, batch_size: 5 },
  { index: 44, schedule: { kind: "step", gamma: 0.5, every: null } },
  { index: 44, regularization: { kind: "l1", rate: 0.1 } },
];
const RUN = {
  spec: SPEC,
  edits: EDITS,
  layers: [{ units: 2 }, { activation: "tanh" }, { activation: "tanh" }, { activation: "linear" }],
};

test("without edits a specification is as the run began", () => {
  assert.equal(specAt(SPEC, [], 9), SPEC);
});

test("an edit is in force from its step on, and all else stays", () => {
  const rates = [0, 2, 3, 21, 22, 99].map((at) => specAt(SPEC, EDITS, at).optimizer.learning_rate);
  const kinds = [43, 44].map((at) => specAt(SPEC, EDITS, at).regularization.kind);

  assert.deepEqual(rates, [0.03, 0.03, 0.3, 0.3, 0.5, 0.5]);
  assert.deepEqual(kinds, ["none", "l1"]);
  assert.equal(specAt(SPEC, EDITS, 44).batch_size, 5);
  assert.deepEqual(specAt(SPEC, EDITS, 44).schedule, { kind: "step", gamma: 0.5 });
  assert.deepEqual(specAt(SPEC, EDITS, 21).optimizer.beta_1, 0.5);
  assert.deepEqual(specAt(SPEC, EDITS, 22).optimizer, { kind: "sgd", learning_rate: 0.5 });
  assert.equal(SPEC.optimizer.learning_rate, 0.03);
});

test("a layer has the activation in force, and the run remembers what it began with", () => {
  const before = runAt(RUN, 32);
  const after = runAt(before, 33);
  const again = runAt(after, 2);

  const activations = [before, after, again].map(({ layers }) => layers[2].activation);
  assert.deepEqual(activations, ["tanh", "relu", "tanh"]);
  assert.equal(after.layers[3].activation, "linear");
  const last = runAt(after, 44);
  assert.deepEqual([last.layers[3].activation, last.spec.output_activation], ["tanh", "tanh"]);
  assert.deepEqual(
    [before, after].map(({ spec }) => spec.hidden.map(({ dropout }) => dropout)),
    [
      [undefined, undefined],
      [0.5, undefined],
    ],
  );
  assert.deepEqual([after.spec.hidden[1].activation, after.began], ["relu", SPEC]);
});

test("a run that comes to no edit stays the very same", () => {
  const here = runAt(RUN, 23);

  assert.equal(runAt(here, 32), here);
  assert.notEqual(runAt(here, 33), here);
});
