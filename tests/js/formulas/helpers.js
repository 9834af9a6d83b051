/** States as the engine would send them, for the tests of the formulas, and ways to read a formula. */

import assert from "node:assert/strict";
import { formulaOf } from "../../../static/js/formulas/formula.js";
import { INITIAL } from "../../../static/js/state/reduce.js";
import { precise } from "../../../static/js/words/numbers.js";
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
      if (part.kind === "raised") {
        const power = shownOf(part.parts);
        return power.includes("·") ? `^(${power})` : `^${power}`;
      }
      return part.text ?? shownOf(part.parts ?? []);
    })
    .join("");
}

/**
 * A reader with a calculator: takes the last two sides of "x = 0.2 − 0.5 · 0.3 = 0.05" as they are
 * shown, and reckons the former in as many digits as the latter has.
 */
export function reckonedAgain(parts) {
  const [shown, result] = shownOf(parts)
    .replace(/.*, so /, "")
    .split(" = ")
    .slice(-2);
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
    .replace(/\b(tanh|sin|cos|max|min)\(/g, "Math.$1(")
    .replace(/\b(tanh|sin|cos) ([\d.e-]+)/g, "Math.$1($2)")
    .replace(/ln ([\d.e-]+)/g, "Math.log($1)")
    .replaceAll("ln(", "Math.log(")
    .replace(/\|(.*?)\|/g, "Math.abs($1)")
    .replaceAll("½(", "0.5 * (")
    .replaceAll("½", "0.5")
    .replaceAll("²", "**2")
    .replace(/(?<!\.)sign/g, "Math.sign")
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
