/** States as the engine would send them, for the tests of the formulas, and ways to read a formula. */

import assert from "node:assert/strict";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { precise } from "../../../static/js/words/numbers.js";

const ADAM = { "β₁": 0.9, "β₂": 0.999, ε: 1e-8 };

export const CATALOG = {
  activations: [
    { name: "sigmoid", label: "Sigmoid", formula: "1 / (1 + e⁻ᶻ)", slope: "a(1 − a)" },
    { name: "tanh", label: "tanh", formula: "tanh z", slope: "1 − a²" },
    { name: "relu", label: "ReLU", formula: "max(0, z)", slope: "1 if z > 0, else 0" },
    { name: "softmax", label: "Softmax", formula: "eᶻ / Σ eᶻ", slope: "" },
  ],
  losses: [
    { name: "squared_error", formula: "½ Σ (a − y)²", slope: "a − y", output_activation: null },
    {
      name: "binary_cross_entropy",
      formula: "−Σ (y ln a + (1 − y) ln(1 − a))",
      slope: "(a − y) / (a(1 − a))",
      output_activation: "sigmoid",
    },
    {
      name: "categorical_cross_entropy",
      formula: "−Σ y ln a",
      slope: "−y / a",
      output_activation: "softmax",
    },
  ],
  optimizers: [
    { name: "sgd", label: "SGD", formula: "w − η·g", memory: [], constants: {} },
    { name: "momentum", label: "Momentum", memory: ["velocity"], constants: { μ: 0.9 } },
    { name: "nesterov", label: "Nesterov", memory: ["velocity"], constants: { μ: 0.9 } },
    { name: "rmsprop", label: "RMSProp", memory: ["v"], constants: { ρ: 0.99, ε: 1e-8 } },
    { name: "adagrad", label: "Adagrad", memory: ["v"], constants: { ε: 1e-10 } },
    { name: "adam", label: "Adam", memory: ["m", "v"], constants: ADAM },
    { name: "adamw", label: "AdamW", memory: ["m", "v"], constants: { ...ADAM, κ: 0.01 } },
    {
      name: "novel",
      label: "Novel",
      formula: "w − η·v, v ← μv + g",
      memory: ["velocity"],
      constants: { μ: 0.9 },
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
    loss: "squared_error",
    optimizer: { kind: "sgd", learning_rate: 0.5 },
    regularization: { kind: "none", rate: 0 },
    ...spec,
  };
  return { id: 1, spec: settings, layers, classes: [] };
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

/** All parts of a formula, whatever they are nested in. */
export function partsOf(formula) {
  const nested = (parts) => parts.flatMap((part) => [part, ...nested(part.parts ?? [])]);
  const rows = formula.sections.flatMap((section) => section.rows.flatMap((row) => row.parts));
  const lines = [...formula.lines, ...formula.sections.flatMap((section) => section.lines)];
  return nested([...formula.words, ...lines.flatMap((line) => line.parts), ...rows]);
}

export function numbersOf(formula) {
  return partsOf(formula)
    .filter(({ kind }) => kind === "number")
    .map(({ value }) => value);
}

export function edgesOf(formula) {
  return partsOf(formula)
    .filter(({ kind }) => kind === "term")
    .map(({ edge }) => edge);
}

export function wordsOf(parts) {
  return parts.map((part) => part.text ?? wordsOf(part.parts ?? [])).join("");
}

/** A line as it stands on the page. */
export function shownOf(parts) {
  return parts
    .map((part) => {
      if (part.kind === "number") return `${precise(part.value, part.digits)}${part.power}`;
      if (part.kind === "symbol") return `${part.text}${part.sub}${part.sup && `^${part.sup}`}`;
      if (part.kind === "power") return `e^${precise(part.value, part.digits)}`;
      if (part.kind === "raised") return `^${shownOf(part.parts)}`;
      return part.text ?? shownOf(part.parts ?? []);
    })
    .join("");
}

/**
 * A reader with a calculator: takes the last two sides of "x = 0.2 − 0.5 · 0.3 = 0.05" as they are
 * shown, and reckons the former in as many digits as the latter has.
 */
export function reckonedAgain(parts) {
  const [shown, result] = shownOf(parts).split(" = ").slice(-2);
  const digits = result
    .replace(/e.*/, "")
    .replace(/^[−0.]*/, "")
    .replace(".", "").length;
  return { again: precise(reckoned(shown), digits), result };
}

/** What a calculator makes of what is shown; NaN where it has letters that no key stands for. */
export function reckoned(shown) {
  const code = shown
    .replace(/^= /, "")
    .replaceAll("−", "-")
    .replaceAll("\u202f·\u202f", " * ")
    .replaceAll(" · ", " * ")
    .replaceAll(") (", ") * (")
    .replace(/√([\d.e-]+)/g, "Math.sqrt($1)")
    .replaceAll("^", "**")
    .replace(/\be\*\*/g, "Math.E**")
    .replace(/tanh ([\d.e-]+)/g, "Math.tanh($1)")
    .replace(/ln ([\d.e-]+)/g, "Math.log($1)")
    .replaceAll("ln(", "Math.log(")
    .replaceAll("max(", "Math.max(")
    .replace(/\|(.*?)\|/g, "Math.abs($1)")
    .replaceAll("½(", "0.5 * (")
    .replaceAll("½", "0.5")
    .replaceAll("²", "**2")
    .replaceAll("sign", "Math.sign")
    .replaceAll("- -", "+ ");
  const isArithmetic = /^[\d.\s+*/(),-]+$/.test(
    code.replace(/Math\.\w+/g, "").replace(/(\d)e(-?\d)/g, "$1$2"),
  );
  return isArithmetic ? Number(new Function(`return ${code}`)()) : Number.NaN;
}

export function close(actual, expected) {
  assert.ok(Math.abs(actual - expected) < 1e-8, `${actual} is not ${expected}`);
}

export function has(formula, expected) {
  const found = numbersOf(formula).some((value) => Math.abs(value - expected) < 1e-8);
  assert.ok(found, `${expected} is not among ${numbersOf(formula)}`);
}
