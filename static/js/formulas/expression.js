/** The engine's formulas as trees, evaluated: on numbers, and over the units for their sums. */

/** @import { Expr, Lines, Operation } from "../state/types" */

import { normal } from "./normal.js";

/** What a name stands for: a number, or one number a unit. @typedef {Record<string, number | readonly number[]>} Values */

/** @type {Record<string, (...args: number[]) => number>} */
const ELEMENTWISE = {
  positive: (x) => x,
  negative: (x) => -x,
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  true_divide: (x, y) => x / y,
  reciprocal: (x) => 1 / x,
  square: (x) => x * x,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  power: (x, y) => x ** y,
  absolute: Math.abs,
  fabs: Math.abs,
  sign: Math.sign,
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  logaddexp: (x, y) => Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y))),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  arctan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  arcsinh: Math.asinh,
  erf: (x) => 1 - 2 * normal(-x * Math.SQRT2),
  erfc: (x) => 2 * normal(-x * Math.SQRT2),
  maximum: Math.max,
  minimum: Math.min,
  fmax: Math.max,
  fmin: Math.min,
  clip: (x, low, high) => Math.min(Math.max(x, low), high),
  ceil: Math.ceil,
  floor: Math.floor,
  rint: Math.round,
  greater: (x, y) => Number(x > y),
  greater_equal: (x, y) => Number(x >= y),
  less: (x, y) => Number(x < y),
  less_equal: (x, y) => Number(x <= y),
  equal: (x, y) => Number(x === y),
  not_equal: (x, y) => Number(x !== y),
  logical_and: (x, y) => Number(Boolean(x) && Boolean(y)),
  logical_or: (x, y) => Number(Boolean(x) || Boolean(y)),
  where: (condition, x, y) => (condition ? x : y),
  heaviside: (x, at) => (x === 0 ? at : Number(x > 0)),
};

/** @type {Record<string, (values: readonly number[]) => number>} */
const OVER_UNITS = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
};

const HOLDS = new Set(["clip", "maximum", "minimum", "fmax", "fmin"]);

/** Whether an operation makes one number of those of all units. @param {string} op */
export const isOverUnits = (op) => op in OVER_UNITS;

/**
 * What an expression makes; NaN where it has a name or an operation that is not known here.
 * @param {Expr} expr
 * @param {Values} values
 * @returns {number | readonly number[]}
 */
export function evaluate(expr, values) {
  if (typeof expr === "number") return expr;
  if (typeof expr === "string") return values[expr] ?? Number.NaN;
  const [op, ...args] = expr;
  const made = args.map((arg) => evaluate(arg, values));
  return isOverUnits(op) ? OVER_UNITS[op](listed(made[0])) : applied(op, made);
}

/** One operation on numbers. @param {string} op @param {...number} args */
export function reckon(op, ...args) {
  return elementwise(op)(...args);
}

/** What an operation does to numbers; one that is not known here makes none. @param {string} op */
export const elementwise = (op) => ELEMENTWISE[op] ?? (() => Number.NaN);

/** What an operation makes of the numbers of all units. @param {string} op */
export const overUnits = (op) => OVER_UNITS[op];

/**
 * What is known after formulas were reckoned one after the other.
 * @param {Lines} lines
 * @param {Values} values
 * @returns {Values}
 */
export function after(lines, values) {
  const known = { ...values };
  for (const [name, expr] of lines) known[name] = evaluate(expr, known);
  return known;
}

/**
 * The last of several formulas as one expression, what the others name written out in it.
 * @param {Lines} lines
 * @returns {Expr}
 */
export const inlined = remembered((/** @type {Lines} */ lines) => {
  /** @type {Map<string, Expr>} */
  const known = new Map();
  for (const [name, expr] of lines) known.set(name, substituted(expr, known));
  return known.get(lines[lines.length - 1][0]) ?? Number.NaN;
});

/** An expression as a key. @type {(expr: Operation) => string} */
export const keyOfExpr = remembered((/** @type {Operation} */ expr) => JSON.stringify(expr));

/**
 * A function of formulas, which stay as they came, worked out once for each.
 * @template {object} Of
 * @template Made
 * @param {(of: Of) => Made} make
 * @returns {(of: Of) => Made}
 */
export function remembered(make) {
  /** @type {WeakMap<Of, Made>} */
  const made = new WeakMap();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known;
    const fresh = make(of);
    made.set(of, fresh);
    return fresh;
  };
}

/** @param {Expr} expr @param {Map<string, Expr>} known @returns {Expr} */
function substituted(expr, known) {
  if (typeof expr === "string") return known.get(expr) ?? expr;
  if (typeof expr === "number") return expr;
  const [op, ...args] = expr;
  return [op, ...args.map((arg) => substituted(arg, known))];
}

/** Whether an expression is an operation on others. @param {Expr} expr @returns {expr is Operation} */
export const isOperation = (expr) => Array.isArray(expr);

/** The sums over the units in it. @param {Expr} expr @returns {Operation[]} */
export function sumsIn(expr) {
  if (!isOperation(expr)) return [];
  const [op, ...args] = expr;
  return op === "sum" ? [expr] : args.flatMap(sumsIn);
}

/** What is held between bounds: the expression itself where nothing is. @param {Expr} expr @returns {Expr} */
export function unheld(expr) {
  if (!isOperation(expr) || !HOLDS.has(expr[0])) return expr;
  const [, ...args] = expr;
  return unheld(args.find((arg) => isOperation(arg) && namesIn(arg).size > 1) ?? args[0]);
}

/** The names an expression is made of. @param {Expr} expr @returns {Set<string>} */
export function namesIn(expr) {
  if (typeof expr === "string") return new Set([expr]);
  if (!isOperation(expr)) return new Set();
  const [, ...args] = expr;
  return new Set(args.flatMap((arg) => [...namesIn(arg)]));
}

/** @param {string} op @param {(number | readonly number[])[]} args @returns {number | number[]} */
function applied(op, args) {
  const vector = args.find((arg) => typeof arg !== "number");
  if (typeof vector !== "object") return reckon(op, .../** @type {number[]} */ (args));
  return vector.map((_, unit) =>
    reckon(op, ...args.map((arg) => (typeof arg === "number" ? arg : arg[unit]))),
  );
}

/** @param {number | readonly number[]} made @returns {readonly number[]} */
function listed(made) {
  return typeof made === "number" ? [made] : made;
}
