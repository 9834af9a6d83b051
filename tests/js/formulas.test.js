/** The maths panel's formulas, on worked examples whose numbers are known. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { listing, program } from "../../static/js/formulas/listing.js";
import { SHAPES } from "../../static/js/formulas/shapes.js";
import { firstTellingRow, sampleOf } from "../../static/js/formulas/tensors.js";
import { formulaOf } from "../../static/js/formulas.js";
import { INITIAL } from "../../static/js/reduce.js";

const CATALOG = {
  activations: [
    { name: "sigmoid", label: "Sigmoid", formula: "1 / (1 + e⁻ᶻ)", slope: "a(1 − a)" },
    { name: "tanh", label: "tanh", formula: "tanh z", slope: "1 − a²" },
    { name: "relu", label: "ReLU", formula: "max(0, z)", slope: "1 if z > 0, else 0" },
    { name: "softmax", label: "Softmax", formula: "eᶻ / Σ eᶻ", slope: "" },
  ],
  losses: [
    { name: "squared_error", formula: "½ Σ (a − y)²", slope: "a − y", output_activation: null },
    {
      name: "categorical_cross_entropy",
      formula: "−Σ y ln a",
      slope: "−y / a",
      output_activation: "softmax",
    },
  ],
  optimizers: [
    { name: "sgd", label: "SGD", formula: "w − η·g", memory: [], constants: {} },
    {
      name: "momentum",
      label: "Momentum",
      formula: "w − η·v, v ← μv + g",
      memory: ["velocity"],
      constants: { μ: 0.9 },
    },
  ],
};

/** Rows of numbers as the engine sends them. */
function tensor(rows) {
  return { data: Float64Array.from(rows.flat()), shape: [rows.length, rows[0].length] };
}

function vector(values) {
  return { data: Float64Array.from(values), shape: [values.length] };
}

/** A run with what the panel reads of it. */
function runOf(units, activations, spec = {}) {
  const layers = units.map((count, layer) => ({
    units: count,
    names: Array.from({ length: count }, (_, unit) => `${layer ? "h" : "x"}${unit + 1}`),
    activation: activations[layer - 1],
  }));
  const settings = {
    loss: "squared_error",
    optimizer: { kind: "sgd", learning_rate: 0.5 },
    regularization: { kind: "none", rate: 0 },
    ...spec,
  };
  return { id: 1, spec: settings, layers, classes: [] };
}

function stateOf(run, layers, phase, layer, more = {}) {
  const position = { index: 1, epoch: 0, batch: 0, phase, layer };
  return { ...INITIAL, catalog: CATALOG, run, position, layers, ...more };
}

/** Mazur's network, two samples: his own, and one of zeros that makes the mean differ from it. */
const MAZUR_RUN = runOf([2, 2, 2], ["sigmoid", "sigmoid"]);
const MAZUR_LAYERS = [
  {
    a: tensor([
      [0.05, 0.1],
      [0, 0],
    ]),
  },
  {
    w: tensor([
      [0.15, 0.25],
      [0.2, 0.3],
    ]),
    b: vector([0.35, 0.35]),
    z: tensor([
      [0.3775, 0.3925],
      [0.35, 0.35],
    ]),
    a: tensor([
      [0.593269992, 0.596884378],
      [0.58661758, 0.58661758],
    ]),
    delta: tensor([
      [0.008771355, 0.009954255],
      [0.001, 0.002],
    ]),
    grad_w: tensor([
      [0.000219284, 0.000248857],
      [0.000438568, 0.000497713],
    ]),
    grad_b: vector([0.0048856775, 0.0059771275]),
  },
  {
    w: tensor([
      [0.4, 0.5],
      [0.45, 0.55],
    ]),
    b: vector([0.6, 0.6]),
    z: tensor([
      [1.105905967, 1.224921404],
      [1.1, 1.2],
    ]),
    a: tensor([
      [0.75136507, 0.772928465],
      [0.75, 0.77],
    ]),
    y: tensor([
      [0.01, 0.99],
      [0.01, 0.99],
    ]),
    loss: vector([0.298371109, 0.3]),
    delta: tensor([
      [0.138498562, -0.038098237],
      [0.1, -0.03],
    ]),
    grad_w: tensor([
      [0.1, -0.03],
      [0.1, -0.03],
    ]),
    grad_b: vector([0.12, -0.034]),
  },
];

function mazur(phase, layer, more) {
  return formulaOf(stateOf(MAZUR_RUN, MAZUR_LAYERS, phase, layer, more));
}

/** All parts of a formula, whatever they are nested in. */
function partsOf(formula) {
  const nested = (parts) => parts.flatMap((part) => [part, ...nested(part.parts ?? [])]);
  const rows = formula.sections.flatMap((section) => section.rows.flatMap((row) => row.parts));
  const lines = [...formula.lines, ...formula.sections.flatMap((section) => section.lines)];
  return nested([...formula.words, ...lines.flatMap((line) => line.parts), ...rows]);
}

function numbersOf(formula) {
  return partsOf(formula)
    .filter(({ kind }) => kind === "number")
    .map(({ value }) => value);
}

function edgesOf(formula) {
  return partsOf(formula)
    .filter(({ kind }) => kind === "term")
    .map(({ edge }) => edge);
}

function wordsOf(parts) {
  return parts.map((part) => part.text ?? wordsOf(part.parts ?? [])).join("");
}

function close(actual, expected) {
  assert.ok(Math.abs(actual - expected) < 1e-8, `${actual} is not ${expected}`);
}

function has(formula, expected) {
  const found = numbersOf(formula).some((value) => Math.abs(value - expected) < 1e-8);
  assert.ok(found, `${expected} is not among ${numbersOf(formula)}`);
}

test("forward shows Mazur's inputs, weights, bias, z and a", () => {
  const formula = mazur("forward", 1, { selected: { layer: 1, unit: 0 } });

  assert.equal(formula.place, "layer 1, neuron 1");
  assert.equal(formula.phase, "forward");
  for (const value of [0.05, 0.15, 0.1, 0.2, 0.35, 0.3775]) has(formula, value);
  close(formula.result, 0.593269992);
});

test("every term of the sum names the edge it comes along", () => {
  const formula = mazur("forward", 2, { selected: { layer: 2, unit: 1 } });

  assert.deepEqual(edgesOf(formula), [
    { layer: 2, from: 0, to: 1 },
    { layer: 2, from: 1, to: 1 },
  ]);
});

test("the loss is this sample's, and the mini-batch's mean is named as such", () => {
  const formula = mazur("loss", 2);

  close(formula.result, 0.298371109);
  assert.match(formula.sections[0].title, /mini-batch of 2/);
  has(formula, (0.298371109 + 0.3) / 2);
});

test("the output's delta is the loss's slope times the activation's", () => {
  const formula = mazur("backward", 2);

  close(formula.result, 0.138498562);
  has(formula, 0.75136507 - 0.01);
  has(formula, 0.75136507 * (1 - 0.75136507));
});

test("a hidden delta is blame along the old weights times the slope", () => {
  const formula = mazur("backward", 1, { selected: { layer: 1, unit: 0 } });

  close(formula.result, 0.008771355);
  has(formula, 0.4 * 0.138498562 + 0.5 * -0.038098237);
  has(formula, 0.593269992 * (1 - 0.593269992));
  assert.deepEqual(edgesOf(formula), [
    { layer: 2, from: 0, to: 0 },
    { layer: 2, from: 0, to: 1 },
  ]);
  assert.ok(partsOf(formula).some(({ kind, text }) => kind === "tag" && text === "uses the old w"));
});

test("the scope switches every gradient between this sample's share and the mini-batch's mean", () => {
  const selected = { layer: 1, unit: 0 };
  const sample = mazur("backward", 1, { selected, scope: "sample" });
  const batch = mazur("backward", 1, { selected, scope: "batch" });

  assert.match(sample.sections[0].title, /this sample/);
  has(sample, 0.05 * 0.008771355);
  close(batch.result, (0.008771355 + 0.001) / 2);
  assert.match(batch.sections[0].title, /mini-batch mean/);
  has(batch, 0.000219284);
  has(sample, 0.1 * 0.008771355);
  assert.ok(!numbersOf(batch).some((value) => Math.abs(value - 0.1 * 0.008771355) < 1e-9));
});

test("in the mean, forward keeps the sum exact and says that f comes before the mean", () => {
  const formula = mazur("forward", 1, { selected: { layer: 1, unit: 0 }, scope: "batch" });

  has(formula, 0.025);
  has(formula, (0.3775 + 0.35) / 2);
  close(formula.result, (0.593269992 + 0.58661758) / 2);
  assert.match(wordsOf(formula.words), /bent on its own, then averaged/);
});

test("another sample changes the numbers", () => {
  const formula = mazur("forward", 1, { selected: { layer: 1, unit: 0 }, sample: 1 });

  close(formula.result, 0.58661758);
});

test("a sample beyond a smaller last mini-batch is its last sample", () => {
  const state = stateOf(MAZUR_RUN, MAZUR_LAYERS, "forward", 1, { sample: 9 });

  assert.equal(sampleOf(state), 1);
  close(formulaOf(state).result, 0.58661758);
});

test("the first sample shown is the first whose inputs are not all zero", () => {
  assert.equal(
    firstTellingRow(
      tensor([
        [0, 0],
        [0, 1],
        [1, 1],
      ]),
    ),
    1,
  );
  assert.equal(
    firstTellingRow(
      tensor([
        [0, 0],
        [0, 0],
      ]),
    ),
    0,
  );
});

test("an update spells out the weight that moved most, old minus rate times gradient", () => {
  const layers = [
    MAZUR_LAYERS[0],
    {
      ...MAZUR_LAYERS[1],
      grad_w: tensor([
        [0.000438568, 0.000497713],
        [0.000877135, 0.000995425],
      ]),
      w: tensor([
        [0.149780716, 0.249751144],
        [0.199561432, 0.299502287],
      ]),
      step_w: tensor([
        [-0.000219284, -0.0002488565],
        [-0.0004385675, -0.0004977125],
      ]),
      step_b: vector([0, 0]),
    },
    MAZUR_LAYERS[2],
  ];

  const formula = formulaOf(stateOf(MAZUR_RUN, layers, "update", 1));

  close(formula.result, 0.199561432);
  for (const value of [0.5, 0.000877135, 0.2]) has(formula, value);
  const marked = formula.sections.at(-1).rows.filter((row) => row.marked);
  assert.deepEqual(
    marked.map(({ edge }) => edge),
    [{ layer: 1, from: 1, to: 0 }],
  );
});

test("an update made before the learning rate was changed shows the rate it was made with", () => {
  const run = runOf([1, 1], ["tanh"], { optimizer: { kind: "sgd", learning_rate: 0.1 } });
  const layers = [
    { a: tensor([[1]]) },
    {
      a: tensor([[0.5]]),
      w: tensor([[0.9]]),
      b: vector([0]),
      step_w: tensor([[-0.1]]),
      step_b: vector([0]),
      grad_w: tensor([[0.2]]),
    },
  ];

  const formula = formulaOf(stateOf(run, layers, "update", 1));

  has(formula, 0.5);
  assert.ok(!numbersOf(formula).includes(0.1));
});

test("other optimizers show their rule from the catalogue and what they remember of this weight", () => {
  const run = runOf([1, 1], ["tanh"], { optimizer: { kind: "momentum", learning_rate: 0.1 } });
  const layers = [
    { a: tensor([[1]]) },
    {
      a: tensor([[0.5]]),
      w: tensor([[0.9]]),
      b: vector([0]),
      step_w: tensor([[-0.03]]),
      step_b: vector([0]),
      grad_w: tensor([[0.2]]),
      velocity_w: tensor([[0.3]]),
    },
  ];

  const formula = formulaOf(stateOf(run, layers, "update", 1));

  assert.deepEqual(
    formula.lines.slice(0, 2).map(({ parts }) => wordsOf(parts)),
    ["v ← μv + g", "w ← w − η·v"],
  );
  for (const value of [0.3, 0.9, 0.1, 0.2, -0.03]) has(formula, value);
});

test("of many terms the six largest are shown and the rest is added up", () => {
  const inputs = [0.1, 5, 0.2, 4, 3, 0.3, 6, 2, 1];
  const run = runOf([9, 1], ["tanh"]);
  const layers = [
    { a: tensor([inputs]) },
    { a: tensor([[1]]), z: tensor([[21.6]]), w: tensor(inputs.map(() => [1])), b: vector([0]) },
  ];

  const formula = formulaOf(stateOf(run, layers, "forward", 1));

  assert.deepEqual(
    edgesOf(formula).map(({ from }) => from),
    [1, 3, 4, 6, 7, 8],
  );
  const rest = partsOf(formula).find(({ kind }) => kind === "rest");
  assert.equal(rest.count, 3);
  close(rest.sum, 0.6);
});

test("with softmax and cross-entropy the slope cancels and delta is answer minus target", () => {
  const run = runOf([1, 3], ["softmax"], { loss: "categorical_cross_entropy" });
  const layers = [
    { a: tensor([[1]]) },
    {
      w: tensor([[1, 2, 3]]),
      b: vector([0, 0, 0]),
      z: tensor([[1, 2, 3]]),
      a: tensor([[0.09, 0.245, 0.665]]),
      y: tensor([[0, 1, 0]]),
      delta: tensor([[0.09, -0.755, 0.665]]),
    },
  ];

  const formula = formulaOf(
    stateOf(run, layers, "backward", 1, { selected: { layer: 1, unit: 1 } }),
  );

  close(formula.result, -0.755);
  assert.match(wordsOf(formula.words), /slope cancels/);
  for (const value of [0.245, 1]) has(formula, value);
});

/** One hidden neuron in front of one output, at its backward step. */
function hidden(activation, z, a, blame, more = {}) {
  const run = runOf([1, 1, 1], [activation, "tanh"]);
  const layers = [
    { a: tensor([[more.input ?? 1]]) },
    { w: tensor([[1]]), b: vector([0]), z: tensor([[z]]), a: tensor([[a]]), delta: tensor([[0]]) },
    {
      w: tensor([[1]]),
      b: vector([0]),
      z: tensor([[0]]),
      a: tensor([[0]]),
      delta: tensor([[blame]]),
      y: tensor([[1]]),
    },
  ];
  return formulaOf(stateOf(run, layers, "backward", 1));
}

const kindsOf = ({ reasons }) => reasons.map(({ kind }) => kind);

test("each of the four reasons for a small gradient is said where it holds, and only there", () => {
  assert.deepEqual(kindsOf(hidden("relu", -0.4, 0, 1)), ["dead"]);
  assert.deepEqual(kindsOf(hidden("tanh", 3.1, 0.996, 1)), ["saturated"]);
  assert.deepEqual(kindsOf(hidden("tanh", 0.1, 0.1, 0)), ["weak-blame"]);
  assert.deepEqual(kindsOf(hidden("tanh", 0.1, 0.1, 1, { input: 0 })), ["zero-input"]);
  assert.deepEqual(kindsOf(hidden("tanh", 0.1, 0.1, 1)), []);
});

test("a neuron of another layer keeps what was last computed for it, and says what runs now", () => {
  const formula = mazur("backward", 2, { selected: { layer: 1, unit: 0 } });

  assert.equal(formula.phase, "forward");
  close(formula.result, 0.593269992);
  assert.equal(formula.now, "Now: ◀ BACKWARD layer 2");
});

test("a neuron that the pass has not reached shows its weights and no result", () => {
  const formula = mazur("forward", 1, { selected: { layer: 2, unit: 0 } });

  assert.equal(formula.result, null);
  assert.match(wordsOf(formula.words), /Not computed yet/);
  for (const value of [0.4, 0.45, 0.6]) has(formula, value);
});

test("with nothing selected the first neuron of the layer in play is shown, and said to be that", () => {
  const formula = mazur("forward", 1);

  assert.equal(formula.place, "layer 1, neuron 1");
  assert.match(formula.aside, /First of the layer in play/);
});

test("before the first step the panel says which key makes a propagation", () => {
  const formula = formulaOf(stateOf(MAZUR_RUN, [{}, MAZUR_LAYERS[1]], "start", 0));

  assert.match(wordsOf(formula.lines.flatMap(({ parts }) => parts)), /Press →/);
});

const textsOf = (lines) => lines.map(({ text }) => text);

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

test("a penalty joins the lines in the update and nowhere else", () => {
  const run = runOf([2, 1], ["tanh"], { regularization: { kind: "l1", rate: 0.1 } });
  const lines = program(run).flatMap((block) => block.lines);

  assert.deepEqual(
    lines.filter((line) => line.includes("rate")),
    ["w1 -= eta * (grad_w1 + rate * np.sign(w1))"],
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

test("a weight that the penalty carried across zero is shown to end there", () => {
  const run = runOf([1, 1], ["tanh"], { regularization: { kind: "l1", rate: 0.5 } });
  const layers = [
    { a: tensor([[1]]) },
    {
      a: tensor([[0.5]]),
      w: tensor([[0]]),
      b: vector([0]),
      step_w: tensor([[-0.01]]),
      step_b: vector([0]),
      grad_w: tensor([[0.2]]),
      penalty_w: tensor([[0.5]]),
    },
  ];

  const formula = formulaOf(stateOf(run, layers, "update", 1));

  assert.equal(formula.result, 0);
  assert.match(formula.reasons[0].text, /carried across zero/);
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
