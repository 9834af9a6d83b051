/** States as the engine would send them, made by hand for the tests of the formulas. */

import { formulaOf } from "../../../static/js/formulas/formula.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { recorded } from "../recorded.js";

const { catalog } = recorded([]);

/** The engine's own tables, and an optimizer of which only words are known. */
export const CATALOG = {
  ...catalog,
  optimizers: [
    ...catalog.optimizers,
    {
      name: "novel",
      label: "Novel",
      formula: "w − η·v, v ← μv + g",
      memory: ["velocity"],
      constants: { mu: 0.9 },
    },
  ],
};

/** Rows of numbers as the engine sends them. */
export function tensor(rows) {
  return { data: Float64Array.from(rows.flat()), shape: [rows.length, rows[0].length] };
}

export function vector(values) {
  return { data: Float64Array.from(values), shape: [values.length] };
}

/** A run with what the panel reads of it. */
export function runOf(units, activations, spec = {}) {
  const layers = units.map((count, layer) => ({
    units: count,
    names: Array.from({ length: count }, (_, unit) => `${layer ? "h" : "x"}${unit + 1}`),
    activation: activations[layer - 1],
  }));
  const settings = {
    hidden: layers.slice(1, -1).map(({ units, activation }) => ({ units, activation })),
    use_biases: true,
    train_biases: true,
    batch_reduction: "mean",
    loss: "squared_error",
    optimizer: { kind: "sgd", learning_rate: 0.5 },
    regularization: { kind: "none", rate: 0 },
    ...spec,
  };
  return { id: 1, spec: settings, edits: [], layers, classes: [] };
}

export function stateOf(run, layers, phase, layer, more = {}) {
  const position = { index: 1, epoch: 0, batch: 0, phase, layer };
  return { ...INITIAL, catalog: CATALOG, run, position, layers, ...more };
}

/** Mazur's network, two samples: his own, and one of zeros that makes the mean differ from it. */
export const MAZUR_RUN = runOf([2, 2, 2], ["sigmoid", "sigmoid"]);
export const MAZUR_LAYERS = [
  {
    a: tensor([
      [0.05, 0.1],
      [0, 0],
    ]),
    y: tensor([
      [0.01, 0.99],
      [0.01, 0.99],
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
    d_a: tensor([
      [0.4 * 0.138498562 + 0.5 * -0.038098237, 0.45 * 0.138498562 + 0.55 * -0.038098237],
      [0.004, 0.008],
    ]),
    slope: tensor([
      [0.593269992 * (1 - 0.593269992), 0.596884378 * (1 - 0.596884378)],
      [0.25, 0.25],
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
    loss: vector([0.298371109, 0.3]),
    d_a: tensor([
      [0.75136507 - 0.01, 0.772928465 - 0.99],
      [0.5, -0.15],
    ]),
    slope: tensor([
      [0.75136507 * (1 - 0.75136507), 0.772928465 * (1 - 0.772928465)],
      [0.2, 0.2],
    ]),
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

export function mazur(phase, layer, more) {
  return formulaOf(stateOf(MAZUR_RUN, MAZUR_LAYERS, phase, layer, more));
}
