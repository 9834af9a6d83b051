import assert from "node:assert/strict";
import { test } from "node:test";
import { asTyped } from "../../../static/js/state/tensors.js";

for (const typed of [0.002, 0.03, 1, 3e-5, 0.123456, 1000]) {
  test(`${typed} is told as it was typed, in single precision too`, () => {
    assert.equal(asTyped({ data: Float32Array.of(typed), shape: [] }), typed);
    assert.equal(asTyped({ data: Float64Array.of(typed), shape: [] }), typed);
  });
}

test("what no short decimal comes to is told as it is held", () => {
  const held = Math.fround(1 / 3);

  assert.equal(Math.fround(asTyped({ data: Float32Array.of(held), shape: [] })), held);
  assert.equal(asTyped({ data: Float64Array.of(1 / 3), shape: [] }), 1 / 3);
});
