/** Records that nothing here has heard of: panel, code and curve show what is true of them, and never NaN. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { listing } from "../../../static/js/formulas/listing.js";
import { recorded } from "../recorded.js";
import { close, numbersOf, shownOf, wordsOf } from "./reading.js";

const LAYERS = 2;
const STEPS_PER_BATCH = 3 * LAYERS + 2;
const SPEC = {
  data: {
    kind: "table",
    x: [
      [0.5, -1.2, 0.3],
      [1.5, 0.2, -0.7],
      [0, 0.9, 2.1],
      [-0.4, -0.1, 0.6],
    ],
    y: [
      [0.2, -0.9],
      [1.4, 0.3],
      [-3, 0.1],
      [0.4, 0.8],
    ],
  },
  hidden: [{ units: 3, activation: "softsign" }],
  output_activation: "softsign",
  loss: "log_cosh",
  optimizer: { kind: "fading", learning_rate: 0.05 },
  regularization: { kind: "cauchy", rate: 0.01 },
  initializer: "alternating",
  batch_size: 2,
};
const { catalog, runs } = recorded(
  [{ spec: SPEC, from: STEPS_PER_BATCH, to: 3 * STEPS_PER_BATCH }],
  "tests.novel",
);
const [keyframe, ...steps] = runs[0];

/** Every formula that can be asked for at a step: each neuron of its layer, each sample, and the mean. */
function formulasAt(state) {
  const { layer } = state.position;
  const samples = state.layers[0].a.shape[0];
  return Array.from({ length: state.run.layers[layer].units }, (_, unit) => {
    const chosen = { ...state, selected: { layer, unit } };
    const each = Array.from({ length: samples }, (_, sample) => formulaOf({ ...chosen, sample }));
    return [...each, formulaOf({ ...chosen, scope: "batch" })];
  }).flat();
}

const linesOf = ({ lines, sections }) => [
  ...lines,
  ...sections.flatMap((section) => [...section.lines, ...section.rows]),
];

/** All that a formula says, as it stands on the page. */
function textsOf(formula) {
  const { words, reasons } = formula;
  const lines = linesOf(formula).map(({ parts }) => shownOf(parts));
  return [wordsOf(words), ...lines, ...reasons.map(({ text }) => text)];
}

/** The formula of the first step of a phase in a layer. */
function at(phase, layer) {
  const state = steps.find(({ position }) => position.phase === phase && position.layer === layer);
  return formulaOf({ ...state, selected: { layer, unit: 0 } });
}

const shownAt = (phase, layer) => linesOf(at(phase, layer)).map(({ parts }) => shownOf(parts));

test("no number of any step is anything but a number", () => {
  assert.equal(steps.length, 2 * STEPS_PER_BATCH);
  for (const state of [keyframe, ...steps]) {
    for (const formula of formulasAt(state)) {
      const where = `${formula.phase} of ${formula.place}`;
      for (const value of numbersOf(formula)) assert.ok(Number.isFinite(value), where);
      for (const text of textsOf(formula)) assert.doesNotMatch(text, /NaN|undefined|null|∞/, where);
    }
  }
});

test("an unknown activation is drawn, filled in and sloped by its own expressions", () => {
  const { curve } = at("forward", 1);

  close(curve.f(curve.z), curve.a);
  assert.match(shownAt("forward", 1)[3], /^= −?[\d.]+ \/ \(0\.8 \+ \|−?[\d.]+\|\) = −?[\d.]+$/);
  assert.ok(shownAt("backward", 1).some((line) => /^slope = 0\.8 \/ |width \/ \(/.test(line)));
});

test("an unknown loss has its terms and its slope", () => {
  assert.match(shownAt("loss", 2)[1], /^= .*ln\(e\^.* = [\d.]+/);
  assert.ok(shownAt("backward", 2).some((line) => line.startsWith("∂ℓ/∂a = tanh(a − y)")));
});

test("an unknown optimizer has every line of its rule, its constants and what it remembers", () => {
  const shown = shownAt("update", 1);

  assert.match(shown[0], /^[wb] ← [wb] − faded\s·\sslow \/ \(largest \+ ε\)$/);
  assert.match(shown[1], /^[wb]\d.* = .* = −?[\d.]+$/);
  assert.ok(shown.some((line) => line.startsWith("slow = ")));
  assert.ok(shown.some((line) => /^largest = max\(largest, \|g\|\)/.test(line)));
  assert.ok(shown.some((line) => /^g = ∂L\/∂w \+ 2λw \/ \(1 \+ w²\)/.test(line)));
});

test("the code has the lines of functions that stand in the catalogue, under their names", () => {
  const calls = steps.flatMap(({ run, position }) =>
    listing(run, catalog, position)
      .filter(({ current }) => current)
      .map(({ text }) => text),
  );

  for (const name of [
    "softsign",
    "softsign_slope",
    "log_cosh",
    "log_cosh_slope",
    "fading",
    "cauchy",
  ])
    assert.ok(
      calls.some((text) => text.endsWith(`  # ${name}`)),
      name,
    );
});

test("a record whose formulas are not told is shown by its words and the engine's numbers", () => {
  const told = Object.fromEntries(
    Object.entries(catalog).map(([table, records]) => [
      table,
      Array.isArray(records)
        ? records.map(({ name, label, formula, slope, memory }) => ({
            ...{
              name,
              label,
              formula: formula || name,
              slope: slope || "f′(z)",
              memory: memory ?? [],
            },
            output_activation: null,
          }))
        : records,
    ]),
  );

  for (const state of steps) {
    for (const formula of formulasAt({ ...state, catalog: { ...told, layer: undefined } })) {
      for (const value of numbersOf(formula)) assert.ok(Number.isFinite(value), formula.phase);
      for (const text of textsOf(formula)) assert.doesNotMatch(text, /NaN|undefined|null/);
    }
    assert.ok(listing(state.run, { ...told, layer: undefined }, state.position).length > 0);
  }
});
