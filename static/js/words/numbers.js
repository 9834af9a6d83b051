/** Numbers for people: three significant digits, a true minus sign, never "0.000"; a question mark for one that is not told. */

/** Stands for NaN: a number that is kept from who is to predict it. */
export const UNTOLD = "?";
const SIGNIFICANT = 3;
const SMALLEST_PLAIN = 1e-3;
const LARGEST_PLAIN = 1e5;

/**
 * A number in at most seven characters or so.
 * @param {number} value
 */
export function number(value) {
  return precise(value, SIGNIFICANT);
}

/**
 * A number in as many significant digits as asked for.
 * @param {number} value
 * @param {number} digits
 */
export function precise(value, digits) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? UNTOLD : value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const text = value.toPrecision(digits);
  const rounded = Number(text);
  if (Math.abs(value) < SMALLEST_PLAIN || Math.abs(rounded) >= LARGEST_PLAIN)
    return scientific(value, digits);
  return minus(Math.abs(rounded) >= 10 ** (digits - 1) ? String(Math.round(rounded)) : text);
}

/**
 * A number with every digit the engine has.
 * @param {number} value
 */
export function full(value) {
  return Number.isNaN(value) ? UNTOLD : minus(String(value));
}

/**
 * A number with its sign always shown.
 * @param {number} value
 */
export function signed(value) {
  return value > 0 ? `+${number(value)}` : number(value);
}

/**
 * A whole number with thin spaces between thousands.
 * @param {number} value
 */
export function count(value) {
  return minus(String(Math.round(value))).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** @param {number} value @param {number} digits */
function scientific(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return minus(`${mantissa}e${Number(exponent)}`);
}

/** @param {string} text */
function minus(text) {
  return text.replaceAll("-", "−");
}
