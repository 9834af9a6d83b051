/** The notches of the speed slider: from one step in four seconds to as fast as it goes. */

import { words } from "../words/words.js";

/** Steps a second, about evenly spread on a logarithmic scale; null, the last, is as fast as it goes. */
export const RATES = Object.freeze(
  /** @type {(number | null)[]} */ ([
    1 / 4,
    1 / 3,
    1 / 2,
    2 / 3,
    1,
    1.5,
    2,
    3,
    4,
    6,
    8,
    10,
    15,
    20,
    30,
    40,
    60,
    80,
    100,
    150,
    200,
    300,
    400,
    600,
    800,
    1000,
    null,
  ]),
);

/**
 * The notch nearest to a rate, by ratio.
 * @param {number | null} rate
 */
export function notchOf(rate) {
  if (rate === null) return RATES.length - 1;
  const distances = RATES.map((notch) =>
    notch === null ? Infinity : Math.abs(Math.log(notch / rate)),
  );
  return distances.indexOf(Math.min(...distances));
}

/**
 * "2 / s", "1 every 4 s", "max".
 * @param {number | null} rate
 */
export function rateLabel(rate) {
  const { fastestShort, oneEvery, perSecond } = words.transport;
  if (rate === null) return fastestShort;
  return rate < 1 ? oneEvery(short(1 / rate)) : perSecond(short(rate));
}

/** @param {number} value */
function short(value) {
  return String(Number(value.toPrecision(value >= 1000 ? 4 : 3)));
}
