/** A refusal is worded from its code and limit, in the form's own units. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { refusalOf, shouldBe, specPath } from "../../../static/js/words/refusals.js";

const refusal = (code, limit, value, field = "spec.seed") => ({
  ...{ type: "error", id: 1, code, field, value, limit },
  message: "as the server says it",
});

test("a refusal says what would be taken and what was not", () => {
  const cases = [
    ["too_small", 0, "-1", "at least 0, got −1"],
    ["too_large", 128, "999", "at most 128, got 999"],
    ["not_above", 0, "0.0", "more than 0, got 0"],
    ["not_finite", null, "1e999", "a finite number, got 1e999"],
    ["wrong_type", ["integer"], "2.5", "a whole number, got 2.5"],
    ["wrong_type", ["number", "null"], '"10"', 'a number or nothing, got "10"'],
    ["unknown_name", ["l1", "l2"], "l3", "one of l1, l2, got l3"],
    ["unknown_name", ["x"], "y", "x, got y"],
    ["missing_field", { kind: "table" }, "nothing", "given when kind is table, got nothing"],
    [
      "mismatch",
      { one_of: ["a", "b"], when: { loss: "c" } },
      "d",
      "one of a, b when loss is c, got d",
    ],
    [
      "wrong_shape",
      { shape: [2, 3], transposed: true },
      "3 × 2",
      "2 × 3; it looks transposed: w is (inputs, outputs), got 3 × 2",
    ],
    ["wrong_type", ["number"], "", "a number"],
    [
      "shares_alone",
      { one_of: ["tanh"], of: "layer" },
      "softmax",
      "any other, or have more units: of one unit it is always 1, and nothing gets through, got softmax",
    ],
    [
      "shares_alone",
      { one_of: ["tanh"], of: "output" },
      "softmax",
      "any other, with a loss that goes with it: of one output it is always 1, and learns nothing, got softmax",
    ],
  ];
  for (const [code, limit, value, words] of cases)
    assert.equal(shouldBe(refusal(code, limit, value)), words);
});

test("many names are told by the first and the last", () => {
  const names = Array.from({ length: 64 }, (_, at) => `pixel ${at}`);

  assert.equal(shouldBe(refusal("unknown_name", names, "x")), "one of pixel 0 … pixel 63, got x");
});

test("a share is told in per cent where the field shows it so", () => {
  const noise = refusal("too_large", 0.8, "3.0");

  assert.equal(shouldBe(noise, { percent: true }), "at most 80 %, got 300 %");
  const share = { ...noise, value: "0.999" };
  assert.equal(shouldBe(share, { percent: true }), "at most 80 %, got 99.9 %");
});

test("without a field of its own a refusal names the path, and what it cannot word is the server's", () => {
  assert.equal(refusalOf(refusal("too_small", 0, "-1")), "seed: should be at least 0, got −1");
  assert.equal(
    refusalOf(refusal("bad_name", 40, "A", "room"))
      .split(",")[0]
      .slice(0, 22),
    "room: should be 1 to 4",
  );
  assert.equal(refusalOf(refusal("not_connected", null, "")), "as the server says it");
});

test("a path is told without the command's own prefix", () => {
  assert.equal(specPath("spec.data.noise"), "data.noise");
  assert.equal(specPath("hidden.0.units"), "hidden.0.units");
});
