/** How many digits must be shown: enough to see a change, and for a reader's calculator to agree. */

import { precise } from "../words/numbers.js";

export const FEWEST = 3;
/** Frames of large networks hold single precision; more digits than it has would be noise. */
export const MOST = 7;
/** What stands near 1 and is taken from 1 needs more than can be seen at a glance: 1 − 0.99998². */
export const MOST_WRITTEN = 15;

/** What lies half-way between two numbers of three digits, one reader rounds up and another down. */
const AROUND = [1 - 1e-9, 1 + 1e-9];

/**
 * The fewest digits a number can be written with in full, for what people typed: 0.9, 1e−8.
 * @param {number} value
 */
export function shortest(value) {
  for (let digits = 1; digits < MOST; digits += 1)
    if (rounded(value, digits) === value) return digits;
  return MOST;
}

/** @param {number} value @param {number} digits */
export function rounded(value, digits) {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}

/**
 * The fewest digits of the operands with which the result, as it is shown, comes out again.
 * @param {readonly number[]} operands
 * @param {(...operands: number[]) => number} reckon
 * @param {number} result
 * @param {number} [most]
 */
export function enough(operands, reckon, result, most = MOST) {
  const read = (/** @type {number} */ digits) =>
    reckon(...operands.map((operand) => rounded(operand, digits)));
  return fewest(read, result, most);
}

/**
 * The fewest digits a reader needs who reckons the result, as it is shown, again. Where none will do, as
 * in single precision, those that come nearest.
 * @param {(digits: number) => number} reckon what the reader gets with so many
 * @param {number} result
 * @param {number} most
 */
export function fewest(reckon, result, most) {
  const wanted = precise(result, FEWEST);
  let [best, nearest] = [FEWEST, Number.POSITIVE_INFINITY];
  for (let digits = FEWEST; digits <= most; digits += 1) {
    const again = reckon(digits);
    if (AROUND.every((factor) => precise(again * factor, FEWEST) === wanted)) return digits;
    const apart = Math.abs(rounded(again, FEWEST) - rounded(result, FEWEST));
    if (apart < nearest) [best, nearest] = [digits, apart];
  }
  return best;
}

/**
 * As few digits as say what so many would: 0.250, not 0.25000.
 * @param {number} value
 * @param {number} digits
 */
export function lean(value, digits) {
  for (let fewer = FEWEST; fewer < digits; fewer += 1)
    if (rounded(value, fewer) === rounded(value, digits)) return fewer;
  return digits;
}

/** As many digits as tell a number from 1. @param {number} value */
export function digitsShortOfOne(value) {
  for (let digits = FEWEST; digits <= MOST_WRITTEN; digits += 1)
    if (Math.abs(rounded(value, digits)) !== 1) return digits;
  return FEWEST;
}

/**
 * How many decimals tell an old number from a new one, each in three digits at least.
 * @param {number} old
 * @param {number} now
 */
export function decimalsApart(old, now) {
  return Math.max(
    FEWEST - 1 - exponentOf(Math.max(Math.abs(old), Math.abs(now))),
    -exponentOf(now - old),
  );
}

/**
 * The digits a number has when it is written with so many decimals.
 * @param {number} value
 * @param {number} decimals
 */
export function digitsAt(value, decimals) {
  return Math.max(FEWEST, Math.min(MOST, decimals + 1 + exponentOf(value)));
}

/** @param {number} value @returns {number} the power of ten of its first digit */
export function exponentOf(value) {
  return value === 0 || !Number.isFinite(value) ? 0 : Math.floor(Math.log10(Math.abs(value)));
}
