/** Numbers as people type them: read as they are meant, or not at all. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { readNumber, stepped } from "../../../static/js/words/read-number.js";

const READ = {
  3: 3,
  "010": 10,
  0.03: 0.03,
  ".5": 0.5,
  "5.": 5,
  "+2.5": 2.5,
  "-0.5": -0.5,
  // A comma, as most of the world writes it.
  "0,03": 0.03,
  "0,1": 0.1,
  "1,5": 1.5,
  ",5": 0.5,
  "0,125": 0.125,
  "12,3456": 12.3456,
  "1234,567": 1234.567,
  // Powers of ten.
  "1e-3": 0.001,
  "1E-3": 0.001,
  "5,5e2": 550,
  "1e+5": 100_000,
  // A true minus and its likes, as the page itself writes them.
  "5e−3": 0.005,
  "−0.5": -0.5,
  "− 0.5": -0.5,
  "–0.5": -0.5,
  "‑0,5": -0.5,
  "5.00e−3": 0.005,
  // Spaces around, and the kinds that word processors set.
  " 0.03 ": 0.03,
  "\u00a00,03\u202f": 0.03,
  // Full-width, Arabic, Persian and Devanagari digits.
  "０．０３": 0.03,
  "１，５": 1.5,
  "－１ｅ－３": -0.001,
  "٠٫٠٣": 0.03,
  "۱٫۵": 1.5,
  "०.५": 0.5,
  // Thousands, where nothing else can be meant.
  "10 000": 10_000,
  "10\u202f000": 10_000,
  "1 234,5": 1234.5,
  "10'000": 10_000,
  "10’000.5": 10_000.5,
  "10_000": 10_000,
  "1,234,567": 1_234_567,
  "1.234.567": 1_234_567,
  "1.234,5": 1234.5,
  "1,234.5": 1234.5,
  "١٬٢٣٤٫٥": 1234.5,
  // A point alone before three digits is decimal, as on the page itself.
  "1.500": 1.5,
  12.345: 12.345,
  // Fractions of two numbers.
  "1/8": 0.125,
  "1 / 8": 0.125,
  "-1/4": -0.25,
  "1⁄8": 0.125,
  "0,5/2": 0.25,
};

for (const [text, value] of Object.entries(READ))
  test(`“${text}” is ${value}`, () => {
    assert.deepEqual(readNumber(text), { value });
  });

const REFUSED = [
  ...["abc", "-", ".", ",", "e5", "1e", "1e1.5", "0x10", "NaN", "Infinity", "∞", "3a", "5%", "$5"],
  ...[
    "--5",
    "5-",
    "1 2",
    "1 0",
    "0 03",
    "10 00",
    "1.2.3",
    "1,2,3",
    "1,23,456",
    "12,34.5",
    "0,123,456",
  ],
  ...[
    "1,234.567,8",
    "1.234,567.8",
    "1 234.567,8",
    "1,234 567",
    "1_0",
    "5²",
    "10⁻³",
    "½",
    "1×10",
    "1 e3",
  ],
  ...["1/0", "1/", "/8", "1/2/3", "1,500/3", "3 1/2", "1:8"],
];

for (const text of REFUSED)
  test(`“${text}” is no number, and no part of it is taken for one`, () => {
    assert.deepEqual(readNumber(text), { problem: "no_number", readings: [] });
  });

test("nothing, or only spaces, is empty", () => {
  for (const text of ["", " ", "\u00a0"]) assert.equal(readNumber(text).problem, "empty");
});

test("a comma before three digits may part decimals or thousands, and is not guessed at", () => {
  assert.deepEqual(readNumber("1,500"), { problem: "unclear", readings: [1.5, 1500] });
  assert.deepEqual(readNumber("−12,345"), { problem: "unclear", readings: [-12.345, -12_345] });
  assert.deepEqual(readNumber("1,500e3"), { problem: "unclear", readings: [1500, 1_500_000] });
});

test("where only a whole number makes sense, the one reading that is whole is meant", () => {
  const whole = (text) => readNumber(text, { whole: true });

  assert.deepEqual(whole("1,500"), { value: 1500 });
  assert.deepEqual(whole("1.500"), { value: 1500 });
  assert.deepEqual(whole("10 000"), { value: 10_000 });
  assert.deepEqual(whole("2.5"), { value: 2.5 }, "read as it is: the field's bounds refuse it");
  assert.deepEqual(whole("1,000"), { problem: "unclear", readings: [1, 1000] });
  assert.deepEqual(whole("10.000"), { problem: "unclear", readings: [10, 10_000] });
});

test("what is beyond doubles, or whole numbers they tell apart, is said to be too large", () => {
  assert.equal(readNumber("1e400").problem, "too_large");
  assert.equal(readNumber("-1e400").problem, "too_large");
  assert.equal(readNumber("9007199254740993", { whole: true }).problem, "too_large");
  assert.deepEqual(readNumber("9007199254740991", { whole: true }), { value: 2 ** 53 - 1 });
});

test("a field's own unit may stand behind the number, and no other", () => {
  const percent = (text) => readNumber(text, { unit: "%" });

  assert.deepEqual(percent("12,5 %"), { value: 12.5 });
  assert.deepEqual(percent("20%"), { value: 20 });
  assert.deepEqual(percent("٢٠٪"), { value: 20 });
  assert.equal(percent("%").problem, "empty");
  assert.equal(percent("20 cm").problem, "no_number");
});

const ANY = { whole: false, low: null, openLow: false, high: null };
const RATE = { ...ANY, low: 0, openLow: true, high: 10 };
const COUNT = { ...ANY, whole: true, low: 1, high: 128 };

/** Values that follow one another while an arrow is held. */
function climb(value, direction, bounds, times, first) {
  return Array.from({ length: times }, () => (value = stepped(value, direction, bounds, first)));
}

test("a step moves by one in the last digit that is written", () => {
  assert.equal(stepped(0.03, 1, RATE), 0.04);
  assert.equal(stepped(0.03, -1, RATE), 0.02);
  assert.equal(stepped(0.0125, 1, RATE), 0.0126);
  assert.equal(stepped(2.5, -1, ANY), 2.4);
  assert.equal(stepped(250, 1, ANY), 251);
  assert.equal(stepped(10, 1, COUNT), 11);
  assert.deepEqual(climb(0.08, 1, RATE, 4), [0.09, 0.1, 0.2, 0.3]);
  assert.deepEqual(climb(-2, 1, ANY, 3), [-1, 0, 1]);
});

test("steps go on ever finer towards a zero that is not allowed, and stop at every other bound", () => {
  assert.deepEqual(climb(0.02, -1, RATE, 3), [0.01, 0.009, 0.008]);
  assert.deepEqual(climb(1, -1, RATE, 2), [0.9, 0.8]);
  assert.equal(stepped(10, 1, RATE), 10);
  assert.equal(stepped(1, -1, COUNT), 1);
  assert.equal(stepped(128, 1, COUNT), 128);
});

test("from a zero that is allowed the first step is the field's own", () => {
  const penalty = { ...ANY, low: 0 };

  assert.equal(stepped(0.001, -1, penalty), 0);
  assert.deepEqual(climb(0, 1, penalty, 2, 0.001), [0.001, 0.002]);
  assert.equal(stepped(0, -1, penalty, 0.001), 0);
});
