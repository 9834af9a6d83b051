/** Whatever network, sample and step: a calculator gets every result that is shown from the digits shown. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { precise } from "../../../static/js/words/numbers.js";
import { recorded } from "../recorded.js";
import { reckoned, reckonedAgain, shownOf } from "./reading.js";

const SHOWN_DIGITS = 3;
const NETWORKS = 1;

/** Numbers from 0 to 1 that are the same in every run of the tests (Mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const indices = (length) => Array.from({ length }, (_, index) => index);

function targetsOf(loss, outputs, random) {
  if (loss === "categorical_cross_entropy") {
    const right = Math.floor(random() * outputs);
    return indices(outputs).map((unit) => Number(unit === right));
  }
  if (loss === "binary_cross_entropy")
    return indices(outputs).map(() => [0, 1, 0.9][Math.floor(random() * 3)]);
  return indices(outputs).map(() => (random() < 0.5 ? 1 : random() * 4 - 2));
}

/** A network of random size, and all its propagations of one mini-batch up to the updates. */
function requestOf(activation, { name: loss, output_activation }, random) {
  const output = output_activation ?? activation;
  const upTo = (most) => 1 + Math.floor(random() * most);
  // Of a single unit a softmax is refused.
  const least = (/** @type {string} */ name) => (name === "softmax" ? 1 : 0);
  const [hidden, outputs] = [least(activation), least(output)];
  const units = [upTo(8), hidden + upTo(5), hidden + upTo(8), outputs + upTo(4)];
  const scale = 0.2 + random();
  const weight = () => scale * (2 * random() - 1) * (random() < 0.2 ? 1e-2 : 1);
  const input = () => [0, 0.25, -0.4, 4 * random() - 2][Math.floor(random() * 4)];
  const rows = indices(upTo(4));
  const spec = {
    data: {
      kind: "table",
      x: rows.map(() => indices(units[0]).map(input)),
      y: rows.map(() => targetsOf(loss, units[3], random)),
    },
    hidden: [1, 2].map((layer) => ({ units: units[layer], activation })),
    output_activation: output,
    loss,
    batch_reduction: random() < 0.5 ? "sum" : "mean",
    parameters: [1, 2, 3].map((layer) => ({
      w: indices(units[layer - 1]).map(() => indices(units[layer]).map(weight)),
      b: indices(units[layer]).map(() => (random() < 0.3 ? 0 : weight())),
    })),
  };
  return { activation, loss, spec, to: 8 };
}

/** The sides of what is shown; what was left out of a sum is the number that stands for it. */
function sidesOf(parts) {
  return shownOf(parts)
    .replace(/\d+ (?:smaller|more) = \+?(−?[\d.e−]+)/g, "$1")
    .replace(/all \d+ are 0|\d+ more, all 0/g, "0")
    .replace(/, held at .*/, "")
    .replace(/[^=]*; z = .*, so /, " ")
    .replace(/^.*z = .*, so /, "")
    .replace(/^= /, "")
    .split(" = ");
}

/** Every result with what it is said to be made of: "0.2 · 0.3 = 0.06". */
function equationsOf(formula) {
  const { lines, sections } = formula;
  const written = [...lines, ...sections.flatMap((section) => [...section.lines, ...section.rows])];
  return written.flatMap(({ parts }) => {
    const sides = sidesOf(parts);
    return sides.slice(1).map((result, before) => ({ made: sides[before], result }));
  });
}

/** Whether someone would take it for arithmetic: it has a decimal number that is not alone. */
const isReckoning = ({ made }) => /\d\.\d/.test(made) && /[^\d.−e]/.test(made);

function assertReckonable(formula) {
  const equations = equationsOf(formula).filter(isReckoning);
  for (const { made, result } of equations)
    assert.equal(precise(reckoned(made), SHOWN_DIGITS), result, `${made} = ${result}`);
  return equations.length;
}

/** All the panel can show of a run: how many results were reckoned at each kind of step. */
function reckonAll(states) {
  const counts = { forward: 0, loss: 0, backward: 0 };
  for (const state of states) {
    const { phase, layer } = state.position;
    if (!(phase in counts)) continue;
    for (const unit of indices(state.run.layers[layer].units))
      for (const sample of indices(state.layers[0].a.shape[0]))
        for (const scope of sample ? ["sample"] : ["sample", "batch"]) {
          const formula = formulaOf({ ...state, selected: { layer, unit }, sample, scope });
          counts[phase] += assertReckonable(formula);
        }
  }
  return counts;
}

const { activations, losses } = recorded([]).catalog;
const random = randomFrom(1);
const requests = activations.flatMap(({ name }) =>
  losses.flatMap((loss) => indices(NETWORKS).map(() => requestOf(name, loss, random))),
);
const { runs } = recorded(requests);

for (const { name } of activations) {
  test(`a calculator agrees with all that is shown of ${name}, whatever the loss`, () => {
    for (const [at, { activation, loss }] of requests.entries()) {
      if (activation !== name) continue;
      for (const [phase, count] of Object.entries(reckonAll(runs[at])))
        assert.ok(count > 0, `${phase} with ${loss}`);
    }
  });
}

test("how an input was standardised is shown so that a calculator agrees", () => {
  const wine = { data: { kind: "wine" }, output_activation: "softmax", loss: "squared_error" };
  const state = recorded([{ spec: wine, to: 1 }]).runs[0].at(-1);
  const { layers, mean, deviation } = state.run;

  for (const [unit, name] of layers[0].names.entries()) {
    const { lines } = formulaOf({ ...state, selected: { layer: 0, unit }, scope: "sample" });
    const { again, result } = reckonedAgain(lines.at(-1).parts);
    const [x] = shownOf(lines.at(-1).parts).match(/[\d.]+/);
    assert.equal(again, result, name);
    assert.match(shownOf(lines[0].parts), /− mean\) \/ deviation$/);
    const a = state.layers[0].a.data[state.sample * layers[0].units + unit];
    assert.ok(Math.abs(Number(x) - (a * deviation[unit] + mean[unit])) < 0.01 * Number(x));
  }
});
