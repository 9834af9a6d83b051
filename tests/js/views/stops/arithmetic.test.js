/** How a number was made, as a line: only of what the engine had, and only where that makes it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { arithmeticOf } from "../../../../static/js/views/stops/arithmetic.js";

const RUN = { layers: [{}, { activation: "tanh" }, { activation: "softmax" }] };
const NOTHING = {
  eta: null,
  gradient: null,
  step: null,
  z: null,
  blame: null,
  slope: null,
  rows: 10,
  parts: [],
};
const WEIGHT = { of: "parameter", layer: 1, unit_in: 0, unit_out: 1 };

function line(quantity, before, now, making) {
  const traced = { made: { before, now }, making: making && { ...NOTHING, ...making } };
  return arithmeticOf(traced, quantity, RUN);
}

test("a weight moved by the rate times its gradient says so, in three numbers", () => {
  const making = { eta: 0.5, gradient: -2, step: 1 };

  assert.deepEqual(line(WEIGHT, 3, 4, making), ["w ←", 3, "− 0.500 ·", -2, "=", 4]);
});

test("one that an optimizer or a penalty moved otherwise says only by how much", () => {
  const making = { eta: 0.5, gradient: -2, step: -0.25 };

  assert.deepEqual(line(WEIGHT, 3, 2.75, making), ["w ←", 3, "−", 0.25, "=", 2.75]);
  assert.deepEqual(
    line({ ...WEIGHT, unit_in: null }, 3, 3.5, { ...making, step: 0.5 }).slice(0, 3),
    ["b ←", 3, "+"],
  );
});

test("of one row an activation is made of its z, a delta of blame and slope", () => {
  const unit = { of: "unit", layer: 1, unit: 0, row: 2 };

  assert.deepEqual(line({ ...unit, tensor: "a" }, 0, 0.76, { z: 1 }), [
    "a ← tanh(",
    1,
    ") =",
    0.76,
  ]);
  assert.deepEqual(line({ ...unit, tensor: "delta" }, 0, 0.5, { blame: 2, slope: 0.25 }), [
    "δ ←",
    2,
    "·",
    0.25,
    "=",
    0.5,
  ]);
});

test("what no step made, or not of such numbers alone, has no line", () => {
  const unit = { of: "unit", layer: 2, unit: 0, row: 2 };

  assert.equal(line(WEIGHT, 3, 4, null), null);
  assert.equal(line({ ...unit, tensor: "a" }, 0, 0.5, {}), null);
  assert.equal(line({ ...unit, tensor: "delta" }, 0, 0.5, { blame: 2, slope: 1 }), null);
});

test("a mean of rows says of how many", () => {
  const making = { parts: [{ row: 3, value: 0.1 }] };

  assert.deepEqual(line({ of: "batch_loss" }, 1, 0.9, making), ["mean of 10 rows =", 0.9]);
});
