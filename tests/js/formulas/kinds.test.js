/** Formulas of every kind: optimizers, losses, penalties, shapes, the reasons, and the line that runs. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { listing, program } from "../../../static/js/formulas/listing.js";
import { SHAPES } from "../../../static/js/formulas/shapes.js";
import { close, has, MAZUR_RUN, runOf, stateOf, tensor, vector } from "./helpers.js";

/** One hidden neuron in front of one output, at its backward step. */
function hidden(activation, z, a, blame, more = {}) {
  const run = runOf([1, 1, 1], [activation, "tanh"]);
  const layers = [
    { a: tensor([[more.input ?? 1]]), y: tensor([[1]]) },
    { w: tensor([[1]]), b: vector([0]), z: tensor([[z]]), a: tensor([[a]]), delta: tensor([[0]]) },
    {
      w: tensor([[1]]),
      b: vector([0]),
      z: tensor([[0]]),
      a: tensor([[0]]),
      delta: tensor([[blame]]),
    },
  ];
  return formulaOf(stateOf(run, layers, "backward", 1));
}

const kindsOf = ({ reasons }) => reasons.map(({ kind }) => kind);

const textsOf = (lines) => lines.map(({ text }) => text);

test("each of the four reasons for a small gradient is said where it holds, and only there", () => {
  assert.deepEqual(kindsOf(hidden("relu", -0.4, 0, 1)), ["dead"]);
  assert.deepEqual(kindsOf(hidden("tanh", 3.1, 0.996, 1)), ["saturated"]);
  assert.deepEqual(kindsOf(hidden("tanh", 0.1, 0.1, 0)), ["weak-blame"]);
  assert.deepEqual(kindsOf(hidden("tanh", 0.1, 0.1, 1, { input: 0 })), ["zero-input"]);
  assert.deepEqual(kindsOf(hidden("tanh", 0.1, 0.1, 1)), []);
});

test("the line that runs is marked among at most eight", () => {
  const lines = listing(MAZUR_RUN, { index: 5, epoch: 0, batch: 0, phase: "backward", layer: 1 });

  assert.ok(lines.length <= 8);
  assert.deepEqual(
    lines.filter(({ current }) => current).map(({ text }) => text),
    [
      "delta1 = delta2 @ w2.T * a1 * (1 - a1)",
      "grad_w1 = a0.T @ delta1 / len(y)",
      "grad_b1 = delta1.mean(axis=0)",
    ],
  );
});

test("the line that runs has brackets only where they are needed", () => {
  const lineOf = (start, activations, spec) =>
    program(runOf([1, 1, 1], activations, spec))
      .flatMap(({ lines }) => lines)
      .find((line) => line.startsWith(start));
  const penalised = { regularization: { kind: "l2", rate: 0.1 } };
  const momentum = { ...penalised, optimizer: { kind: "momentum", learning_rate: 0.1 } };

  assert.equal(lineOf("delta2", ["tanh", "linear"]), "delta2 = a2 - y");
  assert.equal(lineOf("delta2", ["tanh", "softmax"]), "delta2 = softmax_back(a2 - y, a2)");
  assert.equal(lineOf("delta2", ["tanh", "tanh"]), "delta2 = (a2 - y) * (1 - a2**2)");
  assert.equal(
    lineOf("step_w1", ["tanh", "tanh"], momentum),
    "step_w1 = momentum(grad_w1 + lam * w1)",
  );
  assert.equal(lineOf("w1", ["tanh", "tanh"], penalised), "w1 -= eta * (grad_w1 + lam * w1)");
});

test("every step of a mini-batch has its lines, in the order of the walk", () => {
  const steps = program(MAZUR_RUN).map(({ phase, layer }) => `${phase} ${layer}`);

  assert.deepEqual(steps, [
    "input 0",
    "forward 1",
    "forward 2",
    "loss 2",
    "backward 2",
    "backward 1",
    "update 1",
    "update 2",
  ]);
});

test("a penalty joins the lines in the update and nowhere else, its rate called λ", () => {
  const run = runOf([2, 1], ["tanh"], { regularization: { kind: "l1", rate: 0.1 } });
  const lines = program(run).flatMap((block) => block.lines);

  assert.deepEqual(
    lines.filter((line) => line.includes("lam")),
    ["w1 -= eta * (grad_w1 + lam * np.sign(w1))"],
  );
});

test("a loss made for its activation leaves answer minus target in the code too", () => {
  const run = runOf([2, 3], ["softmax"], { loss: "categorical_cross_entropy" });
  const lines = listing(run, { index: 4, epoch: 0, batch: 0, phase: "backward", layer: 1 });

  assert.ok(textsOf(lines).includes("delta1 = a1 - y"));
});

test("softmax with a free loss takes the average blame of all shares away", () => {
  const run = runOf([1, 3], ["softmax"]);
  const [a, y] = [
    [0.2, 0.3, 0.5],
    [0, 1, 0],
  ];
  const blame = a.map((value, unit) => value - y[unit]);
  const average = a.reduce((sum, value, unit) => sum + value * blame[unit], 0);
  const layers = [
    { a: tensor([[1]]), y: tensor([y]) },
    {
      w: tensor([[0, 0, 0]]),
      b: vector([0, 0, 0]),
      z: tensor([[0, 0, 0]]),
      a: tensor([a]),
      delta: tensor([a.map((value, unit) => value * (blame[unit] - average))]),
    },
  ];

  const formula = formulaOf(
    stateOf(run, layers, "backward", 1, { selected: { layer: 1, unit: 2 } }),
  );
  const [share, own, mean, value] = formula.lines
    .at(-1)
    .parts.flatMap((part) => (part.parts ? part.parts : [part]))
    .filter(({ kind }) => kind === "number")
    .map((part) => part.value);

  close(share * (own - mean), value);
  close(mean, average);
});

test("huber holds the blame of a far answer at one", () => {
  const run = runOf([1, 1], ["tanh"], { loss: "huber" });
  const layers = [
    { a: tensor([[1]]), y: tensor([[3]]) },
    {
      w: tensor([[1]]),
      b: vector([0]),
      z: tensor([[0.1]]),
      a: tensor([[0.1]]),
      loss: vector([2.4]),
      delta: tensor([[-0.99]]),
    },
  ];

  has(formulaOf(stateOf(run, layers, "backward", 1)), -1);
  close(formulaOf(stateOf(run, layers, "loss", 1)).result, 2.4);
});

test("the curve of every activation has the slope that is shown for it", () => {
  const h = 1e-5;
  for (const [name, { f, slope }] of Object.entries(SHAPES)) {
    for (const z of [-4, -0.7, 0.3, 2.5]) {
      const measured = (f(z + h) - f(z - h)) / (2 * h);
      assert.ok(Math.abs(measured - slope(z, f(z))) < 1e-8, `${name} at ${z}`);
    }
  }
});
