/** Every word the page says, in English. */

/** @import { Unread } from "./read-number.js" */

import { count, full } from "./numbers.js";

export const en = {
  /** What a typed number should be, to follow "should be". @type {Record<Unread["problem"], (readings: readonly number[]) => string>} */
  unread: {
    empty: () => "a number",
    no_number: () => "a number",
    too_large: () => "a number within reach",
    unclear: (readings) => `written as ${readings.map(full).join(" or as ")}`,
  },
  /** @param {string} allowed */
  shouldBe: (allowed) => `Should be ${allowed}.`,
  /**
   * What a number should be, to follow "should be"; null where it is that already.
   * @param {number} value
   * @param {{ whole: boolean, low: number, high: number }} bounds
   */
  outside(value, { whole, low, high }) {
    if (whole && !Number.isInteger(value)) return "a whole number";
    if (value < low) return `at least ${count(low)}`;
    return value > high ? `at most ${count(high)}` : null;
  },
};
