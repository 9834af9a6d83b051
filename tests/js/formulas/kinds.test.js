/** Formulas of every kind: optimizers, losses, penalties, shapes, the reasons, and the line that runs. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeOf } from "../../../static/js/formulas/activation.js";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { listing, program } from "../../../static/js/formulas/listing.js";
import { CATALOG, MAZUR_RUN, runOf, stateOf, tensor, vector } from "./helpers.js";
import { close, has, numbersOf } from "./reading.js";

/** One hidden neuron in front of one output, at its backward step. */
function hidden(activation, z, a, blame, more = {}) {
  const run = runOf([1, 1, 1], [activation, "tanh"]);
  const layers = [
    { a: tensor([[more.input ?? 1]]), y: tensor([[1]]) },
    {
      w: tensor([[1]]),
      b: vector([0]),
      z: tensor([[z]]),
      a: tensor([[a]]),
      d_a: tensor([[blame]]),
      slope: tensor([[0]]),
      delta: tensor([[0]]),
    },
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

test("the lines that run are marked, and say which function they are", () => {
  const lines = listing(MAZUR_RUN, CATALOG, { phase: "backward", layer: 1 });

  assert.ok(lines.length <= 8);
  assert.deepEqual(
    lines.filter(({ current }) => current).map(({ text }) => text),
    [
      "d_a1 = wb2[:-1] @ delta2  # blame",
      "slope1 = a1 * (1.0 - a1)  # sigmoid_slope",
      "delta1 = d_a1 * slope1  # delta",
      "total1 = in1 @ delta1.T  # gradient",
    ],
  );
});

test("a function of several lines is written out with its constants and this layer's names", () => {
  const run = runOf([1, 1], ["tanh"], { optimizer: { kind: "adam", learning_rate: 0.1 } });
  const lines = listing(run, CATALOG, { phase: "update", layer: 1 });

  assert.deepEqual(
    lines.filter(({ current }) => current).map(({ text }) => text),
    [
      "g1 = total1 * (1.0 / x.shape[1])  # mean",
      "beta_1, beta_2, epsilon = 0.9, 0.999, 1e-8  # adam",
      "m1 = beta_1 * m1 + (1.0 - beta_1) * g1",
      "v1 = beta_2 * v1 + (1.0 - beta_2) * g1**2",
      "m_hat1 = m1 / (1.0 - beta_1**t)",
      "v_hat1 = v1 / (1.0 - beta_2**t)",
      "step1 = -eta * m_hat1 / (np.sqrt(v_hat1) + epsilon)",
      "wb1 = wb1 + step1  # update",
    ],
  );
});

test("a function that cannot be written out stands below its call", () => {
  const source = `def relu(z):\n    """Two at once."""\n    low, high = 0.0, z\n    return np.maximum(low, high)`;
  const activations = CATALOG.activations.map((one) =>
    one.name === "relu" ? { ...one, source } : one,
  );
  const run = runOf([1, 1], ["relu"]);
  const lines = textsOf(listing(run, { ...CATALOG, activations }, { phase: "forward", layer: 1 }));

  assert.deepEqual(lines.slice(-5), [
    "z1 = wb1.T @ in1  # forward",
    "a1 = relu(z1)",
    "def relu(z):",
    "    low, high = 0.0, z",
    "    return np.maximum(low, high)",
  ]);
});

test("a constant that a run has chosen is in the lines", () => {
  const optimizer = { kind: "momentum", learning_rate: 0.1, momentum: 0.5, beta_1: null };
  const lines = textsOf(
    listing(runOf([1, 1], ["tanh"], { optimizer }), CATALOG, { phase: "update", layer: 1 }),
  );

  assert.ok(lines.includes("mu = 0.5  # momentum"));
  assert.ok(lines.includes("velocity1 = mu * velocity1 + g1"));
});

test("a mini-batch's gradient is called what it is: the mean of its rows', or their sum", () => {
  const linesOf = (spec) =>
    textsOf(listing(runOf([1, 1], ["tanh"], spec), CATALOG, { phase: "update", layer: 1 }));

  const mean = "g1 = total1 * (1.0 / x.shape[1])  # mean";
  assert.ok(linesOf({ batch_reduction: "mean" }).includes(mean));
  assert.ok(linesOf({ batch_reduction: "sum" }).includes("g1 = total1  # summed"));
});

test("what is not trained is held, in its gradient and in its step", () => {
  const linesOf = (spec) =>
    textsOf(
      listing(runOf([1, 1, 1], ["tanh", "tanh"], spec), CATALOG, { phase: "update", layer: 1 }),
    );
  const frozen = linesOf({ hidden: [{ units: 1, activation: "tanh", frozen: true }] });
  const fixed = linesOf({ train_biases: false });

  for (const lines of [frozen, fixed]) {
    assert.ok(lines.some((line) => line === "g1 = g1 * trained1  # held"));
    assert.ok(lines.some((line) => line === "step1 = step1 * trained1  # held"));
  }
  const masks = [frozen, fixed].map((lines) => lines.find((line) => line.startsWith("trained1")));
  assert.deepEqual(
    masks.map((line) => line.match(/[01]\.0/g).join()),
    ["0.0,0.0", "1.0,0.0"],
  );
  assert.ok(!linesOf({}).some((line) => line.includes("held")));
});

test("every step of a mini-batch has its lines, in the order of the walk", () => {
  const steps = program(MAZUR_RUN, CATALOG).map(({ phase, layer }) => `${phase} ${layer}`);

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
  const run = runOf([2, 1], ["tanh"], { regularization: { kind: "l2", rate: 0.1 } });
  const blocks = program(run, CATALOG);

  const penalised = blocks.filter(({ calls }) =>
    calls.some(({ lines }) => lines.join().includes("lam")),
  );
  assert.deepEqual(
    penalised.map(({ phase }) => phase),
    ["update"],
  );
  assert.ok(penalised[0].calls.some(({ lines }) => lines.includes("penalty1 = rate1 * wb1")));
});

test("a loss made for its activation leaves answer minus target in the code too", () => {
  const run = runOf([2, 3], ["softmax"], { loss: "categorical_cross_entropy" });
  const lines = textsOf(listing(run, CATALOG, { phase: "backward", layer: 1 }));

  assert.ok(lines.includes("delta1 = a1 - y  # cross_entropy_delta"));
});

test("before the catalogue has come the lines name what will be called", () => {
  const lines = textsOf(listing(MAZUR_RUN, null, { phase: "backward", layer: 2 }));

  assert.ok(lines.includes("d_a2 = squared_error_slope(a2, y)"));
  assert.ok(lines.includes("slope2 = sigmoid_slope(z2, a2)"));
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
      d_a: tensor([blame]),
      delta: tensor([a.map((value, unit) => value * (blame[unit] - average))]),
    },
  ];

  const formula = formulaOf(
    stateOf(run, layers, "backward", 1, { selected: { layer: 1, unit: 2 } }),
  );
  const [share, own, mean, value] = numbersOf({
    words: [],
    lines: formula.lines.slice(-1),
    sections: [],
  });

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
      d_a: tensor([[-1]]),
      slope: tensor([[0.99]]),
      delta: tensor([[-0.99]]),
    },
  ];

  has(formulaOf(stateOf(run, layers, "backward", 1)), -1);
  close(formulaOf(stateOf(run, layers, "loss", 1)).result, 2.4);
});

test("the curve of every activation has the slope that is shown for it", () => {
  const h = 1e-5;
  for (const record of CATALOG.activations) {
    const shape = shapeOf(record);
    assert.equal(shape === null, record.couples_units, record.name);
    if (!shape) continue;
    for (const z of [-4, -0.7, 0.3, 2.5]) {
      const measured = (shape.f(z + h) - shape.f(z - h)) / (2 * h);
      assert.ok(Math.abs(measured - shape.slope(z)) < 1e-8, `${record.name} at ${z}`);
    }
  }
});

test("a neuron is flat below a twentieth of the steepest slope, and not above", () => {
  for (const [share, kinds] of [
    [0.049, ["saturated"]],
    [0.051, []],
    [0.4, []],
  ])
    assert.deepEqual(kindsOf(hidden("tanh", Math.atanh(Math.sqrt(1 - share)), 0, 1)), kinds);
});

test("a neuron is dead where one side of its activation passes nothing, and only there", () => {
  const [reason] = hidden("relu", -0.4, 0, 1).reasons;

  assert.equal(
    reason.text,
    "Dead ReLU: z = −0.400 is not above 0, so the slope is 0 and no blame gets through.",
  );
  assert.deepEqual(kindsOf(hidden("leaky_relu", -0.4, -0.004, 1)), ["saturated"]);
  assert.deepEqual(kindsOf(hidden("tanh", 40, 1, 1)), ["saturated"], "flat on both sides");
  assert.match(hidden("leaky_relu", -0.4, -0.004, 1).reasons[0].text, /only 1\.00 %/);
});
