/** The maths panel's formulas, on worked examples whose numbers are known. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { copied } from "../../../static/js/formulas/copied.js";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { sampleOf } from "../../../static/js/state/select.js";
import { firstTellingRow } from "../../../static/js/state/tensors.js";
import { MAZUR_LAYERS, MAZUR_RUN, mazur, runOf, stateOf, tensor, vector } from "./helpers.js";
import { close, edgesOf, has, numbersOf, partsOf, shownOf, wordsOf } from "./reading.js";

test("forward shows Mazur's inputs, weights, bias, z and a", () => {
  const formula = mazur("forward", 1, { selected: { layer: 1, unit: 0 } });

  assert.equal(formula.place, "layer 1, neuron 1");
  assert.equal(formula.phase, "forward");
  for (const value of [0.05, 0.15, 0.1, 0.2, 0.35, 0.3775]) has(formula, value);
  close(formula.result, 0.593269992);
});

test("a run without biases has no bias in any line, row or word", () => {
  const run = { ...MAZUR_RUN, spec: { ...MAZUR_RUN.spec, use_biases: false } };
  const layers = MAZUR_LAYERS.map((layer, at) =>
    at === 1
      ? { ...layer, b: vector([0, 0]), z: tensor([[0.0275, 0.0425], [0, 0]]) } // biome-ignore format: rows
      : layer,
  );
  const at = (phase, more) =>
    formulaOf(stateOf(run, layers, phase, 1, { selected: { layer: 1, unit: 0 }, ...more }));

  for (const scope of ["sample", "batch"]) {
    const { lines, words } = at("forward", { scope });
    assert.doesNotMatch(lines.map(({ parts }) => shownOf(parts)).join("\n"), /b1|\+ 0(?![.\d])/);
    assert.doesNotMatch(wordsOf(words), /bias/);
    const titled = at("backward", { scope }).sections.flatMap(({ rows = [] }) => rows);
    assert.ok(titled.every(({ name }) => name !== "bias"));
  }
  const [, summed] = at("forward").lines;
  assert.equal(copied(shownOf(summed.parts)), "= 0.0500 * 0.150 + 0.100 * 0.200 = 0.0275");
  assert.match(
    mazur("forward", 1)
      .lines.map(({ parts }) => shownOf(parts))
      .join("\n"),
    /\+ b1/,
  );
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

test("where a mini-batch is summed, its loss and gradients are sums and are called so", () => {
  const summed = { ...MAZUR_RUN, spec: { ...MAZUR_RUN.spec, batch_reduction: "sum" } };
  const of = (phase, more) =>
    formulaOf(stateOf(summed, MAZUR_LAYERS, phase, 2, { scope: "batch", ...more }));
  const [loss, backward, update, sample] = [
    of("loss"),
    of("backward"),
    of("update"),
    of("loss", { scope: "sample" }),
  ];

  close(loss.result, 0.298371109 + 0.3);
  assert.match(shownOf(loss.lines[0].parts), /^L = Σs\u2009ℓ\^\(s\)$/);
  has(sample, 0.298371109 + 0.3);
  close(backward.result, (0.138498562 + 0.1) / 2);
  for (const title of [sample, backward, update].map(({ sections }) => sections.at(-1).title))
    assert.match(title, /\bsum\b/i);
  for (const { words } of [loss, update]) {
    assert.match(wordsOf(words), /\bsum\b/);
    assert.doesNotMatch(wordsOf(words), /\bmean\b/);
  }
});

test("a penalty stands beside the mini-batch's loss, with their sum, and says when it joins", () => {
  const regularization = { kind: "l2", rate: 0.1 };
  const run = { ...MAZUR_RUN, spec: { ...MAZUR_RUN.spec, regularization } };
  const layers = MAZUR_LAYERS.with(2, {
    ...MAZUR_LAYERS[2],
    penalty: { ...vector([0.05]), shape: [] },
  });
  const mean = (0.298371109 + 0.3) / 2;

  for (const scope of ["sample", "batch"]) {
    const formula = formulaOf(stateOf(run, layers, "loss", 2, { scope }));
    const { lines, more } = formula.sections.at(-1);

    assert.equal(shownOf(lines[0].parts), "L + ½λ Σ w²");
    assert.match(shownOf(lines[1].parts), /^= 0\.299\d* \+ 0\.05\d* = 0\.349$/);
    has(formula, mean + 0.05);
    assert.match(more, /once a mini-batch: gradient = mean over the mini-batch \+ λ · ∂penalty/);
  }
  assert.equal(mazur("loss", 2, { scope: "batch" }).sections.length, 0);
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
  assert.equal(rest.text, "3 smaller = +0.600");
  close(rest.sum, 0.6);
});

/** One neuron at its backward step, with these inputs. */
function gradientsOf(inputs, delta) {
  const run = runOf([inputs.length, 1], ["linear"]);
  const layers = [
    { a: tensor([inputs]), y: tensor([[0]]) },
    {
      a: tensor([[delta]]),
      z: tensor([[delta]]),
      w: tensor(inputs.map(() => [0])),
      b: vector([delta]),
      delta: tensor([[delta]]),
    },
  ];
  return {
    sum: formulaOf(stateOf(run, layers, "forward", 1)).lines[1].parts,
    section: formulaOf(stateOf(run, layers, "backward", 1)).sections[0],
  };
}

test("where all of many terms are 0, that is said once, in the sum and in the list", () => {
  const { sum, section } = gradientsOf(Array(32).fill(0), 0.5);

  assert.deepEqual(
    sum.filter(({ kind }) => kind === "rest").map(({ text }) => text),
    ["all 32 are 0"],
  );
  assert.deepEqual(
    section.rows.map(({ name, parts }) => name || wordsOf(parts)),
    ["all 32 are 0", "bias"],
  );
});

test("the terms left out are called smaller only where they are", () => {
  const more = (inputs) => wordsOf(gradientsOf(inputs, 0.5).section.rows.at(-2).parts);

  assert.equal(more([9, 8, 7, 6, 5, 4, 3, 2]), "+ 2 smaller");
  assert.equal(more(Array(8).fill(1)), "+ 2 more");
  assert.equal(more([...Array(6).fill(1), 0.99999, 0.99999]), "+ 2 more", "as far as can be seen");
  assert.equal(more([1, 1, 0, 0, 0, 0, 0, 0]), "+ 6 more, all 0");
});

test("a single term is never left out, whatever its size", () => {
  const { section } = gradientsOf([0.1, 0.2, 0, 0.3, 0.4, 0.5, 0.6], 0.5);

  assert.deepEqual(
    section.rows.map(({ name }) => name),
    ["i=1", "i=2", "i=3", "i=4", "i=5", "i=6", "i=7", "bias"],
  );
});

test("with softmax and cross-entropy the slope cancels and delta is answer minus target", () => {
  const run = runOf([1, 3], ["softmax"], { loss: "categorical_cross_entropy" });
  const layers = [
    { a: tensor([[1]]), y: tensor([[0, 1, 0]]) },
    {
      w: tensor([[1, 2, 3]]),
      b: vector([0, 0, 0]),
      z: tensor([[1, 2, 3]]),
      a: tensor([[0.09, 0.245, 0.665]]),
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

test("with nothing selected a dead first neuron is passed over, and that is said", () => {
  const run = runOf([1, 2], ["relu"]);
  const layers = [
    { a: tensor([[1]]) },
    {
      a: tensor([[0, 0.5]]),
      z: tensor([[-1, 0.5]]),
      w: tensor([[-1, 0.5]]),
      b: vector([0, 0]),
      delta: tensor([[0, 0.1]]),
      grad_w: tensor([[0, 0.1]]),
      step_w: tensor([[0, -0.1]]),
      step_b: vector([0, -0.1]),
    },
  ];

  for (const phase of ["forward", "backward", "update"]) {
    const { place, aside } = formulaOf(stateOf(run, layers, phase, 1));

    assert.equal(place, "layer 1, neuron 2 · h2");
    assert.match(aside, /First in play that is not 0/);
  }
});

test("where no neuron of the layer has anything to show, it is the first", () => {
  const run = runOf([1, 2, 1], ["relu", "tanh"]);
  const layers = [
    { a: tensor([[1]]) },
    { a: tensor([[0, 0]]), z: tensor([[-1, -1]]), w: tensor([[-1, -1]]), b: vector([0, 0]) },
  ];

  assert.equal(formulaOf(stateOf(run, layers, "forward", 1)).place, "layer 1, neuron 1");
});

test("before the first step the panel says which key makes a propagation", () => {
  const formula = formulaOf(stateOf(MAZUR_RUN, [{}, MAZUR_LAYERS[1]], "start", 0));

  assert.match(wordsOf(formula.lines.flatMap(({ parts }) => parts)), /Press →/);
});

test("where something was changed between two mini-batches the panel says so", () => {
  const state = stateOf(MAZUR_RUN, [{}, MAZUR_LAYERS[1]], "start", 0);
  const at = (index) => formulaOf({ ...state, position: { ...state.position, index } });

  assert.equal(at(0).place, "before the first step");
  assert.equal(at(11).place, "between two mini-batches");
  assert.match(wordsOf(at(11).words), /changed here/);
});
