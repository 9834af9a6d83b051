/** What a spotlight is put on. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isSameMark,
  isThere,
  markOf,
  numbersOf,
  styleOf,
} from "../../../../static/js/views/classroom/point-mark.js";

const run = /** @type {any} */ ({ layers: [{ units: 2 }, { units: 4 }, { units: 1 }] });
const selected = { layer: 1, unit: 3 };
const picked = { layer: 1, unit_in: 0, unit_out: 3, at: selected };

test("a neuron that is selected is pointed at", () => {
  assert.deepEqual(markOf({ selected, picked: null }), { ...selected, tensor: "" });
  assert.equal(markOf({ selected: null, picked: null }), null);
});

test("a connection that a hand has chosen goes before the neuron, unless another was selected since", () => {
  const connection = { layer: 1, unit: 3, source: 0, tensor: "" };

  assert.deepEqual(markOf({ selected, picked }), connection);
  assert.deepEqual(markOf({ selected: { layer: 2, unit: 0 }, picked }), {
    layer: 2,
    unit: 0,
    tensor: "",
  });
});

test("a bias is its neuron's", () => {
  assert.deepEqual(markOf({ selected, picked: { ...picked, unit_in: null } }), {
    ...selected,
    tensor: "",
  });
});

test("what a run has not cannot be marked on it", () => {
  const at = (/** @type {object} */ mark) => isThere(run, /** @type {any} */ (mark));

  assert.ok(at({ layer: 1, unit: 3, source: 1 }));
  assert.ok(!at({ layer: 1, unit: 4 }));
  assert.ok(!at({ layer: 1, unit: 3, source: 2 }));
  assert.ok(!at({ layer: 3, unit: 0 }));
});

test("a connection is another mark than the neuron it leads into", () => {
  const neuron = { layer: 1, unit: 3, tensor: "" };

  assert.ok(isSameMark(neuron, { ...neuron }));
  assert.ok(!isSameMark(neuron, { ...neuron, source: 0 }));
});

test("a number of a neuron can be pointed at where it stands, and is another mark than all of it", () => {
  const neuron = { layer: 1, unit: 3, tensor: "" };

  assert.deepEqual(numbersOf(neuron), ["a", "delta", "b"]);
  assert.deepEqual(numbersOf({ ...neuron, layer: 0 }), ["a"], "inputs have no other");
  assert.deepEqual(numbersOf({ ...neuron, source: 0 }), []);
  assert.match(styleOf({ ...neuron, tensor: "delta" }), /data-unit="3"\] > \.delta \{/);
  assert.match(styleOf({ ...neuron, tensor: "unheard of" }), /> \.tile \{/);
  assert.ok(!isSameMark(neuron, { ...neuron, tensor: "delta" }));
});
