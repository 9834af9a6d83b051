/** Whatever network, sample and step: a calculator gets every result that is shown from the digits shown. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { SHAPES } from "../../../static/js/formulas/shapes.js";
import { precise } from "../../../static/js/words/numbers.js";
import { reckoned, runOf, shownOf, stateOf, tensor, vector } from "./helpers.js";

const SHOWN_DIGITS = 3;
const NETWORKS = 12;
const BOUND = { binary_cross_entropy: "sigmoid", categorical_cross_entropy: "softmax" };
const LOSSES = ["squared_error", "huber", "binary_cross_entropy", "categorical_cross_entropy"];

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
const dot = (one, other) => one.reduce((sum, value, index) => sum + value * other[index], 0);

function activated(name, z) {
  if (name !== "softmax") return z.map(SHAPES[name].f);
  const powers = z.map(Math.exp);
  const sum = powers.reduce((one, other) => one + other);
  return powers.map((power) => power / sum);
}

function deltaOf(name, z, a, blame) {
  if (name !== "softmax") return blame.map((g, unit) => g * SHAPES[name].slope(z[unit], a[unit]));
  const average = dot(a, blame);
  return a.map((share, unit) => share * (blame[unit] - average));
}

const LOSS_VALUES = {
  squared_error: (a, y) => (a - y) ** 2 / 2,
  huber: (a, y) => (Math.abs(a - y) <= 1 ? (a - y) ** 2 / 2 : Math.abs(a - y) - 0.5),
  binary_cross_entropy: (a, y) => -(y * Math.log(a) + (1 - y) * Math.log1p(-a)),
  categorical_cross_entropy: (a, y) => (y ? -y * Math.log(a) : 0),
};

function targetsOf(loss, outputs, random) {
  if (loss === "categorical_cross_entropy") {
    const right = Math.floor(random() * outputs);
    return indices(outputs).map((unit) => Number(unit === right));
  }
  if (loss === "binary_cross_entropy")
    return indices(outputs).map(() => [0, 1, 0.9][Math.floor(random() * 3)]);
  return indices(outputs).map(() => (random() < 0.5 ? 1 : random() * 4 - 2));
}

/** A network of random size after a whole mini-batch, as the engine would send it. */
function trained(activation, loss, random) {
  const output = BOUND[loss] ?? activation;
  const upTo = (most) => 1 + Math.floor(random() * most);
  const units = [upTo(9), upTo(8), upTo(8), output === "softmax" ? 1 + upTo(7) : upTo(8)];
  const names = [activation, activation, output];
  const scale = 0.2 + random();
  const weight = () => scale * (2 * random() - 1) * (random() < 0.2 ? 1e-2 : 1);
  const layers = names.map((_, at) => ({
    w: indices(units[at]).map(() => indices(units[at + 1]).map(weight)),
    b: indices(units[at + 1]).map(() => (random() < 0.3 ? 0 : weight())),
  }));
  const input = () => [0, 0.25, -0.4, 4 * random() - 2][Math.floor(random() * 4)];
  const rows = indices(upTo(9)).map(() =>
    passed(layers, names, loss, indices(units[0]).map(input), targetsOf(loss, units[3], random)),
  );
  const mean = (read) => rows.reduce((sum, row) => sum + read(row), 0) / rows.length;
  const sent = layers.map(({ w, b }, at) => ({
    w: tensor(w),
    b: vector(b),
    z: tensor(rows.map(({ z }) => z[at])),
    a: tensor(rows.map(({ a }) => a[at + 1])),
    delta: tensor(rows.map(({ delta }) => delta[at])),
    grad_w: tensor(
      w.map((row, from) => row.map((_, to) => mean(({ a, delta }) => a[at][from] * delta[at][to]))),
    ),
    grad_b: vector(b.map((_, to) => mean(({ delta }) => delta[at][to]))),
    loss: vector(rows.map((row) => row.loss)),
  }));
  const first = { a: tensor(rows.map(({ a }) => a[0])), y: tensor(rows.map(({ y }) => y)) };
  return { run: runOf(units, names, { loss }), layers: [first, ...sent], samples: rows.length };
}

/** One sample forward and back. */
function passed(layers, names, loss, input, y) {
  const [a, z, delta] = [[input], [], []];
  for (const [at, { w, b }] of layers.entries()) {
    z[at] = b.map(
      (bias, to) => w.reduce((sum, row, from) => sum + a[at][from] * row[to], 0) + bias,
    );
    a[at + 1] = activated(names[at], z[at]);
  }
  const said = a[layers.length];
  const error = said.map((value, unit) => value - y[unit]);
  const held = loss === "huber" ? error.map((r) => Math.max(-1, Math.min(1, r))) : error;
  for (let at = layers.length - 1, blame = held; at >= 0; at -= 1) {
    const isBound = at === layers.length - 1 && loss in BOUND;
    delta[at] = isBound ? error : deltaOf(names[at], z[at], a[at + 1], blame);
    blame = layers[at].w.map((row) => dot(row, delta[at]));
  }
  const value = said.reduce((sum, one, unit) => sum + LOSS_VALUES[loss](one, y[unit]), 0);
  return { a, z, delta, y, loss: value };
}

/** The sides of what is shown; what was left out of a sum is the number that stands for it. */
function sidesOf(parts) {
  return shownOf(parts)
    .replace(/\d+ (?:smaller|more) = \+?(−?[\d.e−]+)/g, "$1")
    .replace(/all \d+ are 0|\d+ more, all 0/g, "0")
    .replace(/, held at .*/, "")
    .replace(/^= /, "")
    .split(" = ")
    .map((side) => side.replace(/^.*, so /, ""));
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

const STEPS = [
  ["forward", 1],
  ["forward", 2],
  ["forward", 3],
  ["loss", 3],
  ["backward", 3],
  ["backward", 2],
  ["backward", 1],
];

/** All the panel can show of a network: how many results were reckoned at each kind of step. */
function reckonAll({ run, layers, samples }) {
  const counts = { forward: 0, loss: 0, backward: 0 };
  for (const [phase, layer] of STEPS)
    for (const unit of indices(run.layers[layer].units))
      for (const sample of indices(samples))
        for (const scope of sample ? ["sample"] : ["sample", "batch"]) {
          const selected = { layer, unit };
          const state = stateOf(run, layers, phase, layer, { selected, sample, scope });
          counts[phase] += assertReckonable(formulaOf(state));
        }
  return counts;
}

for (const activation of [...Object.keys(SHAPES), "softmax"]) {
  for (const loss of LOSSES) {
    test(`a calculator agrees with all that is shown of ${activation} and ${loss}`, () => {
      const random = randomFrom(1 + activation.length * 31 + loss.length);

      for (let network = 0; network < NETWORKS; network += 1) {
        const counts = reckonAll(trained(activation, loss, random));
        for (const [phase, count] of Object.entries(counts)) assert.ok(count > 0, phase);
      }
    });
  }
}
