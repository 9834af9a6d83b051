/** The normal distribution, which a browser has no function for. */

const SERIES_END = 6;

/** The share of a normal distribution below z; a series without cancellation, in the tail a fraction. @param {number} z */
export function normal(z) {
  if (Number.isNaN(z)) return z;
  const x = Math.abs(z) / Math.SQRT2;
  if (z < -2) return tail(-z);
  if (x > SERIES_END) return z > 0 ? 1 : 0;
  let sum = 0;
  for (let term = x, n = 0; term > Number.EPSILON * sum; n += 1, term *= (2 * x * x) / (2 * n + 1))
    sum += term;
  const erf = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  return z > 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}

/** The share above x, for an x of 2 and more: a continued fraction. @param {number} x */
function tail(x) {
  let fraction = x;
  for (let n = 120; n > 0; n -= 1) fraction = x + n / fraction;
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI) / fraction;
}
