/** What a sweep asks for, and which run each of its values is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHash } from "../../../../static/js/run/link.js";
import { INITIAL } from "../../../../static/js/state/reduce.js";
import {
  openRun,
  valueHere,
  valuesOf,
  withValue,
} from "../../../../static/js/views/sweep/asking.js";

const SPEC = {
  seed: 7,
  version: 2,
  batch_size: 10,
  data: { kind: "circle" },
  optimizer: { kind: "sgd", learning_rate: 0.03, momentum: null },
};
const RUN = { train_rows: 95, steps_per_batch: 11 };

test("twenty seeds are tried, the one in force among them", () => {
  assert.deepEqual(
    valuesOf("seed", SPEC),
    [...Array(20).keys()].map((at) => at + 1),
  );
  const other = valuesOf("seed", { ...SPEC, seed: 99 });
  assert.equal(other.length, 20);
  assert.equal(new Set(other).size, 20);
  assert.ok(other.includes(99));
});

test("learning rates go from .001 to 3 in their order, the one in force among them", () => {
  const rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
  assert.deepEqual(valuesOf("optimizer.learning_rate", SPEC), rates);
  const odd = { ...SPEC, optimizer: { ...SPEC.optimizer, learning_rate: 0.05 } };
  assert.deepEqual(
    valuesOf("optimizer.learning_rate", odd),
    [...rates, 0.05].sort((a, b) => a - b),
  );
});

test("a value takes the place of the one in force, and all else stays", () => {
  assert.deepEqual(withValue("seed", 3, SPEC), { ...SPEC, seed: 3 });
  const faster = withValue("optimizer.learning_rate", 0.3, SPEC);
  assert.deepEqual(faster.optimizer, { ...SPEC.optimizer, learning_rate: 0.3 });
  assert.equal(valueHere("optimizer.learning_rate", faster), 0.3);
  assert.equal(valueHere("seed", faster), 7);
});

test("a run is opened where it ended: alone by an address, in company and with its own rows by a command", () => {
  const sent = [];
  const send = async (command) => sent.push(command);
  globalThis.location = /** @type {any} */ ({ hash: "" });
  const state = { ...INITIAL, run: RUN, people: 1 };
  const index = 4 * 10 * 11;
  try {
    openRun(SPEC, 4, { get: () => state }, send);
    const { spec, step, edits } = fromHash(globalThis.location.hash);
    assert.deepEqual([spec, step, edits, sent], [SPEC, index, [], []]);

    openRun(SPEC, 4, { get: () => ({ ...state, people: 2 }) }, send);
    const own = { ...SPEC, data: { kind: "table" } };
    openRun(own, 4, { get: () => state }, send);
    assert.deepEqual(
      sent,
      [SPEC, own].map((each) => ({ type: "restore", spec: each, edits: [], index })),
    );
  } finally {
    delete globalThis.location;
  }
});
