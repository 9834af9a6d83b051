/** What was changed, in words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { editWords } from "../../../static/js/words/edits.js";

const CONSTANT = { optimizer: { kind: "sgd", learning_rate: 1 }, schedule: { kind: "constant" } };
const RUN = {
  began: CONSTANT,
  edits: [],
  layers: [{ names: ["x1", "x2"] }, { names: ["h1", "h2"] }, { names: ["y"] }],
};
const CATALOG = {
  optimizers: [{ name: "adam", label: "Adam" }],
  penalties: [
    { name: "l1", label: "L1" },
    { name: "none", label: "None" },
  ],
  activations: [{ name: "relu", label: "ReLU" }],
  schedules: [
    { name: "constant", label: "Constant", varies: false },
    { name: "cosine", label: "Cosine", varies: true },
  ],
};
const WORDS = [
  [{ learning_rate: 0.3 }, "learning rate 0.3"],
  [{ optimizer: { kind: "adam", learning_rate: 0.02 } }, "Adam, learning rate 0.02"],
  [{ schedule: { kind: "cosine" } }, "schedule Cosine"],
  [{ regularization: { kind: "l1", rate: 0.1 } }, "penalty L1 0.1"],
  [{ regularization: { kind: "none", rate: 0.1 } }, "penalty None"],
  [{ activation: { layer: 1, activation: "relu" } }, "hidden 1 ReLU"],
  [{ activation: { layer: 2, activation: "relu" } }, "output ReLU"],
  [{ batch_size: 5 }, "mini-batches of 5"],
  [{ dropout: { layer: 2, dropout: 0.35 } }, "hidden 2 dropout 35 %"],
  [{ parameter: { layer: 1, unit_in: 0, unit_out: 1, value: -0.5 } }, "x₁ → hidden 1 h2 = −0.5"],
  [{ parameter: { layer: 1, unit_in: null, unit_out: 0, value: 0 } }, "bias of hidden 1 h1 = 0"],
  [{ parameter: { layer: 2, unit_in: 1, unit_out: 0, value: 2 } }, "h2 → y = 2"],
  [{ parameter: { layer: 2, unit_in: null, unit_out: 0, value: 1.25 } }, "bias of y = 1.25"],
];

for (const [what, said] of WORDS) {
  test(said, () => {
    assert.equal(editWords({ index: 11, ...what }, RUN, CATALOG), said);
  });
}

test("a learning rate is said to be scaled where a schedule came in before it", () => {
  const edits = [{ index: 11, schedule: { kind: "cosine" } }];
  const said = (index) => editWords({ index, learning_rate: 0.3 }, { ...RUN, edits }, CATALOG);

  assert.equal(said(0), "learning rate 0.3");
  assert.equal(said(11), "learning rate 0.3, scaled by its schedule: Cosine");
});
