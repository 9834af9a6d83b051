/** Symbols, then the same with this neuron's numbers, then the result: what is shown can be reckoned again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeOf } from "../../../static/js/formulas/activation.js";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { CATALOG, mazur, runOf, stateOf, tensor, vector } from "./helpers.js";
import { reckonedAgain, shownOf, wordsOf } from "./reading.js";

const shapes = Object.fromEntries(
  CATALOG.activations.filter(shapeOf).map((record) => [record.name, shapeOf(record)]),
);

/** One neuron whose loss is free, forward or at its backward step. */
function output(activation, z, phase, { loss = "squared_error", y = 0.25 } = {}) {
  const { f, slope } = shapes[activation];
  const a = f(z);
  const run = runOf([1, 1], [activation], { loss });
  const blame = loss === "huber" ? Math.max(-1, Math.min(1, a - y)) : a - y;
  const layers = [
    { a: tensor([[1]]), y: tensor([[y]]) },
    {
      w: tensor([[z]]),
      b: vector([0]),
      z: tensor([[z]]),
      a: tensor([[a]]),
      loss: vector([(a - y) ** 2 / 2]),
      d_a: tensor([[blame]]),
      slope: tensor([[slope(z)]]),
      delta: tensor([[blame * slope(z)]]),
    },
  ];
  return formulaOf(stateOf(run, layers, phase, 1));
}

const linesOf = ({ lines }) => lines.map(({ parts }) => shownOf(parts));
const slopeOf = (formula) => linesOf(formula).find((line) => line.startsWith("slope"));

function assertAgrees(parts) {
  const { again, result } = reckonedAgain(parts);
  assert.equal(again, result, shownOf(parts));
}

for (const activation of Object.keys(shapes)) {
  test(`a calculator agrees with the value and the slope of ${activation}, flat or steep`, () => {
    for (const z of [-9, -4.1, -0.37, 0.24, 3.9, 8.5]) {
      const value = output(activation, z, "forward").lines.at(-1).parts;
      if (!/^ = |a = z/.test(shownOf(value))) assertAgrees(value);
      const { lines } = output(activation, z, "backward");
      for (const { parts } of lines.slice(-3))
        if (shownOf(parts).split(" = ").length > 2 && !shownOf(parts).includes(", so "))
          assertAgrees(parts);
    }
  });
}

test("the slope has the number filled in, more digits of it where the neuron is saturated", () => {
  assert.equal(slopeOf(output("tanh", 0.33965, "backward")), "slope = 1 − a² = 1 − 0.327² = 0.893");
  assert.match(slopeOf(output("tanh", -4.2768, "backward")), /= 1 − \(−0\.99961\d+\)² = 7\.7\de−4/);
});

test("a slope in two parts says which of them z is in", () => {
  const line = (z) => slopeOf(output("relu", z, "backward"));

  assert.equal(line(0.24), "slope = 1 if z > 0, else 0; z = 0.240 > 0, so 1");
  assert.equal(line(-0.37), "slope = 1 if z > 0, else 0; z = −0.370 ≤ 0, so 0");
});

test("a slope of more numbers than a line has room for may break before its result", () => {
  const together = (activation) =>
    output(activation, 0.24, "backward")
      .lines.flatMap(({ parts }) => parts)
      .some((part) => part.kind === "group" && /^= .* = /.test(shownOf(part.parts)));

  assert.deepEqual(["tanh", "sigmoid", "silu", "gelu"].map(together), [true, true, false, false]);
});

test("a linear activation has nothing filled in: a is z", () => {
  assert.deepEqual(linesOf(output("linear", -0.363, "forward")).slice(-2), [
    "a1 = z1",
    " = −0.363",
  ]);
});

test("a saturated neuron is said to be flat at a number that is not quite 1", () => {
  const { reasons } = output("tanh", -4.2768, "backward");

  assert.match(reasons[0].text, /flat at a = −0\.9996,/);
});

test("the blame of Huber's loss has its numbers, and where it is held", () => {
  const lines = (y) => linesOf(output("tanh", 0.5, "backward", { loss: "huber", y }));

  assert.ok(lines(3).includes("= 0.462 − 3.00 = −2.54, held at −1"));
  assert.ok(lines(0).includes("= 0.462 − 0 = 0.462"));
});

test("an answer nearly right has as many digits as the loss and the delta need", () => {
  const run = runOf([1, 2], ["softmax"], { loss: "categorical_cross_entropy" });
  const a = [0.9987, 0.0013];
  const layers = [
    { a: tensor([[1]]), y: tensor([[1, 0]]) },
    {
      w: tensor([[1, 0]]),
      b: vector([0, 0]),
      z: tensor([[6.644, 0]]),
      a: tensor([a]),
      loss: vector([-Math.log(a[0])]),
      delta: tensor([[a[0] - 1, a[1]]]),
    },
  ];
  const shown = (phase) => linesOf(formulaOf(stateOf(run, layers, phase, 1))).at(-1);

  assert.equal(shown("loss"), "= −ln 0.9987 = 0.00130");
  assert.equal(shown("backward"), "= 0.9987 − 1.00 = −0.00130");
});

test("softmax has its numbers: this power over the sum of all", () => {
  const run = runOf([1, 3], ["softmax"], { loss: "categorical_cross_entropy" });
  const z = [1, 2, 3];
  const powers = z.map(Math.exp);
  const sum = powers.reduce((sum, power) => sum + power, 0);
  const layers = [
    { a: tensor([[1]]), y: tensor([[0, 1, 0]]) },
    {
      w: tensor([z]),
      b: vector([0, 0, 0]),
      z: tensor([z]),
      a: tensor([powers.map((p) => p / sum)]),
    },
  ];

  const formula = formulaOf(stateOf(run, layers, "forward", 1));

  assert.equal(linesOf(formula).at(-2), "a1 = e^z1 / Σk\u2009e^zk");
  assert.equal(linesOf(formula).at(-1), "= e^1.00 / 30.2 = 0.0900");
  assertAgrees(formula.lines.at(-1).parts);
});

test("in the mean, the words are of the mean that is shown, and say what each sample's delta is", () => {
  const words = (layer, scope) => wordsOf(mazur("backward", layer, { scope }).words);

  for (const layer of [1, 2]) {
    assert.match(words(layer, "batch"), /blame × slope. This is their mean over all 2 samples/);
    assert.doesNotMatch(words(layer, "sample"), /mean/);
  }
});

test("an answer that is wholly sure has its loss in finite numbers all the same", () => {
  const lossOf = (loss, activation, z, a, y, value) => {
    const run = runOf([1, z.length], [activation], { loss });
    const layers = [
      { a: tensor([[1]]), y: tensor([y]) },
      { z: tensor([z]), a: tensor([a]), b: vector(z), w: tensor([z]), loss: vector([value]) },
    ];
    return linesOf(formulaOf(stateOf(run, layers, "loss", 1))).at(-1);
  };

  assert.equal(
    lossOf("categorical_cross_entropy", "softmax", [800, 0], [1, 0], [1, 0], 0),
    "= −ln 1.00 = 0",
  );
  assert.equal(
    lossOf("binary_cross_entropy", "sigmoid", [-40], [4.25e-18], [0], 4.25e-18),
    "= −ln(1 − 4.25e−18) = 4.25e−18",
  );
  const wrong = lossOf("binary_cross_entropy", "sigmoid", [40], [1], [0], 40);
  assert.match(wrong, /^= ln\(1 \+ e\^40\.0\) = 40\.0$/);
  for (const line of [
    wrong,
    lossOf("categorical_cross_entropy", "softmax", [0, 900], [0, 1], [1, 0], 900),
  ])
    assert.doesNotMatch(line, /NaN|∞/);
});
