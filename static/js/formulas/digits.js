/** How many digits must be shown: enough to see a change, and for a reader's calculator to agree. */

import { precise } from "../format.js";

export const FEWEST = 3;
/** Frames of large networks hold single precision; more digits than it has would be noise. */
export const MOST = 7;
/** What stands near 1 and is taken from 1 needs more than can be seen at a glance: 1 − 0.99998². */
export const MOST_WRITTEN = 15;

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
 * The fewest digits of the operands with which the result, as it is shown, comes out again; where none
 * do, as in single precision, they are as few as usual.
 * @param {readonly number[]} operands
 * @param {(...operands: number[]) => number} reckon
 * @param {number} result
 * @param {number} [most]
 */
export function enough(operands, reckon, result, most = MOST) {
  const wanted = precise(result, FEWEST);
  for (let digits = FEWEST; digits <= most; digits += 1) {
    const read = operands.map((operand) => rounded(operand, digits));
    if (precise(reckon(...read), FEWEST) === wanted) return digits;
  }
  return FEWEST;
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
function exponentOf(value) {
  return value === 0 || !Number.isFinite(value) ? 0 : Math.floor(Math.log10(Math.abs(value)));
}
