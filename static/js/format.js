/** Numbers for people: three significant digits, a true minus sign, never "0.000". */

const SIGNIFICANT = 3;
const SMALLEST_PLAIN = 1e-3;
const LARGEST_PLAIN = 1e5;

/**
 * A number in at most seven characters or so.
 * @param {number} value
 */
export function number(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const rounded = Number(value.toPrecision(SIGNIFICANT));
  if (size < SMALLEST_PLAIN || Math.abs(rounded) >= LARGEST_PLAIN) return scientific(value);
  return minus(
    Math.abs(rounded) >= 100 ? String(Math.round(rounded)) : value.toPrecision(SIGNIFICANT),
  );
}

/**
 * A number with every digit the engine has.
 * @param {number} value
 */
export function full(value) {
  return minus(String(value));
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

/** @param {number} value */
function scientific(value) {
  const [digits, exponent] = value.toExponential(SIGNIFICANT - 1).split("e");
  return minus(`${digits}e${Number(exponent)}`);
}

/** @param {string} text */
function minus(text) {
  return text.replaceAll("-", "−");
}
