/** Numbers as people read them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { count, full, number, precise, signed } from "../../../static/js/words/numbers.js";

test("a number has three significant digits and a true minus sign", () => {
  const shown = [1.23456, -0.047, 12.345, -123.4, 0.5].map(number);

  assert.deepEqual(shown, ["1.23", "−0.0470", "12.3", "−123", "0.500"]);
});

test("more digits are shown where they are asked for, and one where one is enough", () => {
  assert.equal(precise(-0.81712, 4), "−0.8171");
  assert.equal(precise(1234.567, 6), "1234.57");
  assert.equal(precise(123_456.7, 7), "1.234567e5");
  assert.equal(precise(0.00012345, 4), "1.234e−4");
  assert.deepEqual([precise(0.9, 1), precise(1e-8, 1), precise(0, 7)], ["0.9", "1e−8", "0"]);
});

test("a small number that is not zero is never written as zero", () => {
  for (const value of [9e-4, -1e-9, 5e-324]) {
    assert.match(number(value), /[1-9]/);
    assert.match(number(value), /e−/);
  }
  assert.equal(number(0), "0");
  assert.equal(number(-0), "0");
});

test("large numbers do not grow past their place", () => {
  for (const value of [99_999, 99_949, 1e5, -123_456_789, 1e300])
    assert.ok(number(value).length <= 9, number(value));
  assert.equal(number(123_456), "1.23e5");
});

test("numbers beyond the range are named", () => {
  assert.deepEqual([Number.NaN, Infinity, -Infinity].map(number), ["?", "∞", "−∞"]);
});

test("full precision keeps every digit of a double", () => {
  assert.equal(full(0.1 + 0.2), "0.30000000000000004");
  assert.equal(full(-1.5), "−1.5");
});

test("a signed number says plus, minus, or neither for zero", () => {
  assert.deepEqual([0.25, -0.25, 0].map(signed), ["+0.250", "−0.250", "0"]);
});

test("a whole number is grouped by thousands", () => {
  assert.deepEqual([1797, 12_345_678, 999, -1000].map(count), [
    "1\u202f797",
    "12\u202f345\u202f678",
    "999",
    "−1\u202f000",
  ]);
});
