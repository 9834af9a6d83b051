/** Numbers that are kept from who is to predict them: a question mark wherever they would stand, and nothing made of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { classOf } from "../../../static/js/views/stage/reading.js";
import { number } from "../../../static/js/words/numbers.js";
import { recorded } from "../recorded.js";
import { shownOf, wordsOf } from "./reading.js";

const IRIS = {
  data: { kind: "iris" },
  output_activation: "softmax",
  loss: "categorical_cross_entropy",
  batch_size: 50,
};
const STEPS = 11;
const { runs } = recorded([
  { spec: {}, to: STEPS },
  { spec: { ...IRIS, hidden: [{ units: 4, activation: "relu" }, { units: 3 }] }, to: STEPS },
]);
const states = runs.flatMap((run) => run.slice(1));

/** A state of which some tensors of a layer are not told, in one unit's column or whole. */
function without(state, names, layer, unit = null) {
  const untold = (tensor) => {
    const data = Float64Array.from(tensor.data, (value, place) =>
      unit === null || place % tensor.shape.at(-1) === unit ? Number.NaN : value,
    );
    return { ...tensor, data };
  };
  const layers = state.layers.map((tensors, at) => {
    const hidden = Object.entries(tensors).filter(([name]) => names.includes(name));
    if (at !== layer) return tensors;
    return {
      ...tensors,
      ...Object.fromEntries(hidden.map(([name, each]) => [name, untold(each)])),
    };
  });
  return { ...state, layers };
}

const BACK = ["delta", "grad_w", "grad_b"];
const ACTIVATION = ["z", "a", "undropped", "mask"];
/** As the server hides them: a delta with what follows from it, an activation with its loss, gradients. */
const HIDING = {
  "a delta": (state) => without(without(state, BACK, 2, 1), ["d_a", ...BACK], 1),
  "an output's delta": (state) =>
    [1, 2].reduce(
      (told, layer) => without(told, ["d_a", ...BACK], layer),
      without(state, BACK, 3, 0),
    ),
  "an activation": (state) => without(state, ACTIVATION, 1, 1),
  "an output": (state) => without(without(state, ACTIVATION, 3, 0), ["loss"], 3),
  gradients: (state) => without(state, ["grad_w"], 2),
};

/** All that the panel says of every neuron, for a sample and for the mini-batch. */
function saidOf(state) {
  return state.run.layers.flatMap(({ units }, layer) =>
    Array.from({ length: units }, (_, unit) => ({ layer, unit })).flatMap((selected) =>
      ["sample", "batch"].flatMap((scope) => {
        const { words, lines, sections, reasons } = formulaOf({ ...state, selected, scope });
        const all = [...lines, ...sections.flatMap((each) => [...each.lines, ...each.rows])];
        return [
          wordsOf(words),
          ...all.map(({ parts }) => shownOf(parts)),
          ...reasons.map(({ text }) => text),
        ];
      }),
    ),
  );
}

for (const [what, hide] of Object.entries(HIDING))
  test(`where ${what} is not told, the panel says so at every step`, () => {
    const said = states.map((state) => saidOf(hide(state)));

    for (const text of said.flat()) assert.doesNotMatch(text, /NaN|undefined|null/);
    assert.ok(said.flat().some((text) => text.includes("?")));
  });

test("a delta that is not told stands nowhere in the panel, and no reason is given for it", () => {
  const state = runs[0].find(
    ({ position }) => position?.phase === "backward" && position.layer === 1,
  );
  const value = number(state.layers[2].delta.data[1]);
  const selected = { layer: 2, unit: 1 };
  const shown = (seen) => formulaOf({ ...seen, selected });
  const lines = (formula) => formula.lines.map(({ parts }) => shownOf(parts)).join("\n");

  assert.ok(lines(shown(state)).includes(value));
  const hidden = shown(HIDING["a delta"](state));
  assert.ok(!lines(hidden).includes(value));
  assert.ok(lines(hidden).endsWith("= ?"));
  assert.deepEqual(shown(HIDING["an output's delta"](state)).reasons, []);
});

test("outputs of which one is not told say no class", () => {
  const run = { classes: ["a", "b", "c"] };

  assert.equal(classOf(run, [0.1, 0.7, 0.2]), 1);
  assert.equal(classOf(run, [0.1, Number.NaN, 0.2]), null);
});
