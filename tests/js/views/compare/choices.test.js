/** What a run may be compared with: one thing set otherwise, all else as it is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { toHash } from "../../../../static/js/run/link.js";
import { shortest } from "../../../../static/js/run/short-link.js";
import {
  branchesOf,
  linkedValue,
  madeOf,
  nameHere,
  suggested,
  valueOfBranch,
} from "../../../../static/js/views/compare/choices.js";

const BEGAN = {
  seed: 7,
  version: 2,
  data: { kind: "circle" },
  hidden: [
    { units: 4, activation: "tanh" },
    { units: 2, activation: "tanh" },
  ],
  output_activation: "tanh",
  initializer: "glorot_uniform",
  optimizer: { kind: "sgd", learning_rate: 0.03 },
};
const EDITS = [
  { index: 22, learning_rate: 0.1 },
  { index: 33, batch_size: 5 },
];
const RUN = { began: BEGAN, edits: EDITS };
const named = (...names) => names.map((name) => ({ name, label: name.toUpperCase() }));
const CATALOG = {
  activations: named("softmax", "tanh", "relu"),
  optimizers: named("sgd", "adam"),
  initializers: named("glorot_uniform", "he_normal"),
  schema: {
    properties: {
      seed: { type: "integer", minimum: 0, maximum: 100 },
      optimizer: { properties: { learning_rate: { type: "number", exclusiveMinimum: 0 } } },
    },
  },
};

test("another seed draws other weights for the very same rows", () => {
  const { spec, edits, name } = madeOf("seed", "9", RUN, CATALOG);

  assert.deepEqual([spec.seed, spec.data.seed, name], [9, 7, "seed 9"]);
  assert.deepEqual(edits, EDITS);
});

test("what sets the same thing on the way would undo it, and is left out", () => {
  const { spec, edits } = madeOf("rate", "0,3", RUN, CATALOG);

  assert.deepEqual(spec.optimizer, { kind: "sgd", learning_rate: 0.3 });
  assert.deepEqual(edits, [EDITS[1]]);
});

test("another activation is that of every hidden layer", () => {
  const { spec, name } = madeOf("activation", "relu", RUN, CATALOG);

  assert.deepEqual(
    spec.hidden.map(({ activation, units }) => [activation, units]),
    [
      ["relu", 4],
      ["relu", 2],
    ],
  );
  assert.equal(name, "RELU");
});

test("what is no value of its field is none", () => {
  for (const text of ["", "nine", "1.5", "-1", "101"])
    assert.equal(madeOf("seed", text, RUN, CATALOG), null, text);
  assert.equal(madeOf("rate", "0", RUN, CATALOG), null);
});

test("what is suggested is another value", () => {
  assert.equal(suggested("seed", BEGAN, CATALOG), 8);
  assert.equal(suggested("rate", BEGAN, CATALOG), 0.3);
  assert.equal(suggested("optimizer", BEGAN, CATALOG), "adam");
  assert.equal(suggested("activation", BEGAN, CATALOG), "relu");
});

test("a link gives the run that it holds, and any other text none", async () => {
  const link = `https://example.org/?room=x${toHash(BEGAN, 5, EDITS)}`;

  assert.deepEqual(await linkedValue(link), { spec: BEGAN, edits: EDITS, name: "by link" });
  const schema = { properties: { seed: { default: 1 }, optimizer: { default: {} } } };
  const packed = await shortest(toHash(BEGAN, 5, EDITS), schema);
  assert.match(packed, /^#z=/);
  assert.deepEqual(await linkedValue(packed), { spec: BEGAN, edits: EDITS, name: "by link" });
  assert.equal(await linkedValue("https://example.org/"), null);
});

test("another branch of the run is compared by the edits that it has", async () => {
  const info = { since: 0, since_epoch: 0, without: null, edit: null };
  const branches = {
    branches: [
      { ...info, id: 1, name: null, parent: null },
      { ...info, id: 4, name: "slower", parent: 1 },
    ],
    current: 4,
  };
  const state = { branches, run: RUN, catalog: CATALOG };
  /** @type {unknown[]} */
  const sent = [];
  const send = async (command) => {
    sent.push(command);
    return { type: "branch_value", id: 1, branch: 1, edits: EDITS.slice(1), recorded: 55 };
  };

  const [other, ...rest] = branchesOf(state);
  const value = await valueOfBranch(other, RUN, send);

  assert.deepEqual([other.id, rest.length, nameHere(state)], [1, 0, "slower"]);
  assert.deepEqual(sent, [{ type: "read_branch", branch: 1 }]);
  assert.deepEqual(value, { spec: BEGAN, edits: [EDITS[1]], name: other.name });
  assert.deepEqual(branchesOf({ ...state, branches: null }), []);
});
