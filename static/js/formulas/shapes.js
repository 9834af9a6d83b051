/** How activations look and how steep they are: for the small curve and for telling why a slope is flat. */

/**
 * @typedef {object} Shape
 * @property {(z: number) => number} f
 * @property {(z: number, a: number) => number} slope
 * @property {number} steepest
 * @property {"dead" | "saturated" | ""} flat what a neuron is called where the curve is flat
 */

const LEAK = 0.01;
const SQRT_2 = Math.SQRT2;
const SQRT_2_PI = Math.sqrt(2 * Math.PI);
const SERIES_END = 6;
const FLAT_SHARE = 0.05;

/** @param {number} z */
export const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

/** @type {Record<string, Shape>} */
export const SHAPES = {
  linear: { f: (z) => z, slope: () => 1, steepest: 1, flat: "" },
  sigmoid: { f: sigmoid, slope: (_, a) => a * (1 - a), steepest: 0.25, flat: "saturated" },
  tanh: { f: Math.tanh, slope: (_, a) => 1 - a * a, steepest: 1, flat: "saturated" },
  relu: { f: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0), steepest: 1, flat: "dead" },
  leaky_relu: {
    f: (z) => (z > 0 ? z : LEAK * z),
    slope: (z) => (z > 0 ? 1 : LEAK),
    steepest: 1,
    flat: "saturated",
  },
  elu: {
    f: (z) => (z > 0 ? z : Math.expm1(z)),
    slope: (z) => (z > 0 ? 1 : Math.exp(z)),
    steepest: 1,
    flat: "saturated",
  },
  gelu: {
    f: (z) => z * normal(z),
    slope: (z) => normal(z) + z * density(z),
    steepest: 1,
    flat: "saturated",
  },
  silu: {
    f: (z) => z * sigmoid(z),
    slope: (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z))),
    steepest: 1,
    flat: "saturated",
  },
  softplus: {
    f: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
    slope: sigmoid,
    steepest: 1,
    flat: "saturated",
  },
};

/**
 * Whether hardly any blame gets through: below 5 % of the steepest slope.
 * @param {string} activation
 * @param {number} z
 * @param {number} a
 */
export function isFlat(activation, z, a) {
  const shape = SHAPES[activation];
  return Boolean(shape?.flat) && Math.abs(shape.slope(z, a)) < FLAT_SHARE * shape.steepest;
}

/** The density of a normal distribution at z. @param {number} z */
export function density(z) {
  return Math.exp((-z * z) / 2) / SQRT_2_PI;
}

/** The share of a normal distribution below z; a series without cancellation. @param {number} z */
export function normal(z) {
  const x = Math.abs(z) / SQRT_2;
  if (x > SERIES_END) return z > 0 ? 1 : 0;
  let sum = 0;
  for (let term = x, n = 0; term > Number.EPSILON * sum; n += 1, term *= (2 * x * x) / (2 * n + 1))
    sum += term;
  const erf = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  return z > 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
