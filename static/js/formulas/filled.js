/** Activations and their slopes with a neuron's numbers filled in, digits enough to reckon them again. */

/** @import { Part } from "./parts.js" */

import { enough, MOST_WRITTEN } from "./digits.js";
import { group, inDigits, plain, power, squared, text, typed } from "./parts.js";
import { density, normal, SHAPES, sigmoid } from "./shapes.js";

/**
 * What is reckoned from which numbers, and how that is written.
 * @typedef {object} Filled
 * @property {number[]} operands
 * @property {(...operands: number[]) => number} reckon
 * @property {(digits: number, ...operands: Part[]) => Part[]} write
 */

/** As many digits as a slope's numbers have room for together with the slope. */
const MOST_ON_A_LINE = 8;
const DOT = text("\u202f·\u202f");

/** @param {number} z @param {(z: number) => number} reckon @param {(z: Part, digits: number) => Part[]} write @returns {Filled} */
const ofZ = (z, reckon, write) => ({
  operands: [z],
  reckon,
  write: (digits, z) => write(z, digits),
});

/** @type {Record<string, (z: number) => Filled>} */
const VALUES = {
  sigmoid: (z) =>
    ofZ(z, SHAPES.sigmoid.f, (_, digits) => [text("1 / (1 + "), power(-z, digits), text(")")]),
  tanh: (z) => ofZ(z, Math.tanh, (z) => [text("tanh "), z]),
  relu: (z) => ofZ(z, SHAPES.relu.f, (z) => [text("max(0, "), z, text(")")]),
  leaky_relu: (z) =>
    ofZ(z, SHAPES.leaky_relu.f, (z) => [text("max(0.01"), DOT, z, text(", "), z, text(")")]),
  elu: (z) =>
    ofZ(z, SHAPES.elu.f, (part, digits) => (z > 0 ? [part] : [power(z, digits), text(" − 1")])),
  softplus: (z) =>
    ofZ(z, SHAPES.softplus.f, (_, digits) => [text("ln(1 + "), power(z, digits), text(")")]),
  gelu: (z) => product(z, normal(z)),
  silu: (z) => product(z, sigmoid(z)),
};

/** @param {number} one @param {number} other @returns {Filled} */
function product(one, other) {
  return {
    operands: [one, other],
    reckon: (one, other) => one * other,
    write: (_, one, other) => [one, DOT, other],
  };
}

/** @type {Record<string, (z: number, a: number) => Filled>} */
const SLOPES = {
  sigmoid: (_, a) => ({
    operands: [a],
    reckon: (a) => a * (1 - a),
    write: (_, a) => [group(a, text("\u202f·\u202f(1 − "), a, text(")"))],
  }),
  tanh: (_, a) => ({
    operands: [a],
    reckon: (a) => 1 - a * a,
    write: (_, a) => [group(text("1 − "), squared(a))],
  }),
  elu: (z) => ofZ(z, Math.exp, (_, digits) => [power(z, digits)]),
  softplus: (z) =>
    ofZ(z, sigmoid, (_, digits) => [text("1 / (1 + "), power(-z, digits), text(")")]),
  gelu: (z) => ({
    operands: [normal(z), z, density(z)],
    reckon: (share, z, density) => share + z * density,
    write: (_, share, z, density) => [share, text(" + "), group(z, DOT, density)],
  }),
  silu: (z, a) => ({
    operands: [sigmoid(z), a],
    reckon: (share, a) => share + a * (1 - share),
    write: (_, share, a) => [
      share,
      text(" + "),
      group(a, text("\u202f·\u202f(1 − "), share, text(")")),
    ],
  }),
};

/** Curves of two straight parts, or of one and another: where z decides. */
const BENT = new Set(["relu", "leaky_relu", "elu"]);

/**
 * f(z) with numbers, to stand before "= a"; nothing where f is not known here.
 * @param {string} activation
 * @param {number} z
 * @param {number} a
 * @returns {Part[]}
 */
export function filledValue(activation, z, a) {
  return VALUES[activation] ? fill(VALUES[activation](z), a) : [text("f("), plain(z), text(")")];
}

/**
 * f′(z) with numbers and its result, to stand after its symbols: "= 1 − 0.996² = 0.00798".
 * @param {string} activation
 * @param {number} z
 * @param {number} a
 * @param {number} slope
 * @returns {Part[]}
 */
export function filledSlope(activation, z, a, slope) {
  if (activation === "linear") return [];
  if (BENT.has(activation)) {
    const isCurved = activation === "elu" && z <= 0;
    return [
      text("; "),
      group(text("z = "), plain(z), text(z > 0 ? " > 0, so " : " ≤ 0, so ")),
      ...(isCurved
        ? [...fill(SLOPES.elu(z, a), slope), text(" = "), plain(slope)]
        : [typed(slope)]),
    ];
  }
  const end = [text("= "), plain(slope)];
  if (!SLOPES[activation]) return [text(" "), group(...end)];
  const filled = fill(SLOPES[activation](z, a), slope);
  return digitsIn(filled) <= MOST_ON_A_LINE
    ? [text(" "), group(text("= "), ...filled, text(" "), ...end)]
    : [text(" = "), ...filled, text(" "), group(...end)];
}

/** @param {readonly Part[]} parts @returns {number} */
function digitsIn(parts) {
  return parts.reduce((sum, part) => {
    if (part.kind === "number") return sum + part.digits;
    return sum + ("parts" in part ? digitsIn(part.parts) : 0);
  }, 0);
}

/** @param {Filled} filled @param {number} result @returns {Part[]} */
function fill({ operands, reckon, write }, result) {
  const digits = enough(operands, reckon, result, MOST_WRITTEN);
  return write(digits, ...operands.map((operand) => inDigits(plain(operand), digits)));
}
