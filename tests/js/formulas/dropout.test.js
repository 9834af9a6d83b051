/** Dropout in the maths: the mask in the forward pass, the same on the way back, and why a neuron passes nothing on. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { listing } from "../../../static/js/formulas/listing.js";
import { recorded } from "../recorded.js";
import { CATALOG } from "./helpers.js";
import { close, reckonedAgain, shownOf, wordsOf } from "./reading.js";

const SAMPLES = 6;
const FORWARD = 2;
const BACKWARD = 6;
const coupled = CATALOG.activations.filter(({ couples_units }) => couples_units);
const kinds = ["tanh", "relu", coupled[0].name];
const spec = (activation, dropout) => ({
  data: { kind: "circle", samples: 40 },
  hidden: [{ units: 5, activation, dropout }],
  batch_size: SAMPLES,
});
const { runs } = recorded([
  ...kinds.map((kind) => ({ spec: spec(kind, 0.4), to: 8 })),
  { spec: spec("tanh", 0), to: 8 },
]);
const plain = runs.at(-1);

/** Every neuron of every sample of the hidden layer after so many steps. */
function* everyNeuron(states, step) {
  const state = states[step];
  const { mask } = state.layers[1];
  for (let sample = 0; sample < SAMPLES; sample += 1)
    for (let unit = 0; unit < 5; unit += 1)
      yield {
        kept: mask.data[sample * 5 + unit],
        at: sample * 5 + unit,
        layer: state.layers[1],
        formula: formulaOf({ ...state, sample, selected: { layer: 1, unit } }),
      };
}

function assertReckoned({ lines }) {
  const shown = lines.filter(
    ({ kind, parts }) => kind === "numbers" && / = (?!.*, so )/.test(shownOf(parts)),
  );
  for (const { parts } of shown) {
    const { again, result } = reckonedAgain(parts);
    if (again !== "?") assert.equal(again, result, shownOf(parts));
  }
}

for (const [place, kind] of kinds.entries()) {
  test(`what ${kind} makes is multiplied by the sample's mask, and a calculator agrees`, () => {
    for (const { formula, kept, at, layer } of everyNeuron(runs[place], FORWARD)) {
      close(formula.result, layer.undropped.data[at] * kept);
      const last = shownOf(formula.lines.at(-1).parts);
      assert.match(last, kept ? /·\s1\.6+7? = / : /·\s0 = 0$/);
      assertReckoned(formula);
      assert.match(wordsOf(formula.words), /dropout leaves 40 % out/);
      assert.match(wordsOf(formula.words), /Losses of all rows, maps and “Yours” leave none out/);
    }
  });

  test(`blame for ${kind} goes through the same mask on its way back`, () => {
    for (const { formula, kept, at, layer } of everyNeuron(runs[place], BACKWARD)) {
      close(formula.result, layer.delta.data[at]);
      const told = formula.lines.map(({ parts }) => shownOf(parts)).join("\n");
      assert.match(told, kept ? /with the same mask: .*1\.6+7? = / : /with the same mask: .*0 = 0/);
      assertReckoned(formula);
    }
  });
}

test("the slope is one of what the activation made, before the mask", () => {
  const told = (place) =>
    [...everyNeuron(runs[place], BACKWARD)].map(({ formula }) =>
      formula.lines.map(({ parts }) => shownOf(parts)).join("\n"),
    );

  for (const lines of told(0)) assert.match(lines, /slope = 1 − f² = 1 − /);
  for (const lines of told(2)) assert.match(lines, /= f\d\(g\d\s−\sΣk\sfkgk\),\s+g = ∂ℓ\/∂f/);
});

test("without dropout the slope is one of the activation", () => {
  const formula = formulaOf({ ...plain[BACKWARD], selected: { layer: 1, unit: 0 } });
  assert.match(
    formula.lines.map(({ parts }) => shownOf(parts)).join("\n"),
    /slope = 1 − a² = 1 − /,
  );
});

test("of a neuron that is left out that is the one reason", () => {
  for (const step of [FORWARD, BACKWARD])
    for (const { formula, kept } of everyNeuron(runs[0], step)) {
      const reasons = formula.reasons.map(({ kind }) => kind);
      assert.equal(reasons.includes("dropped"), kept === 0);
      if (kept === 0) assert.ok(!reasons.includes("dead") && !reasons.includes("weak-blame"));
    }
});

test("without dropout there is no mask in the maths, nor in the code", () => {
  for (const state of [plain[FORWARD], plain[BACKWARD]]) {
    const formula = formulaOf({ ...state, selected: { layer: 1, unit: 0 } });
    assert.doesNotMatch(formula.lines.map(({ parts }) => shownOf(parts)).join(), /mask|·\sm1/);
    const code = listing(state.run, state.catalog, state.position).map(({ text }) => text);
    assert.doesNotMatch(code.join("\n"), /mask/);
  }
});

test("the code draws the mask from random numbers, and takes it again on the way back", () => {
  const [, , made, , , , back] = runs[0];
  const code = (state) =>
    listing(state.run, state.catalog, state.position)
      .filter(({ current }) => current)
      .map(({ text }) => text)
      .join("\n");

  assert.match(code(made), /mask1 = np\.where\(drawn1 < 0\.4, 0\.0, 1\.0 \/ \(1\.0 - 0\.4\)\)/);
  assert.match(code(made), /a1 = undropped1 \* mask1/);
  assert.match(code(back), /d_a1 = d_a1 \* mask1/);
  assert.match(code(back), /undropped1/);
});
