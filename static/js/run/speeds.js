/** The notches of the speed slider: from one step in four seconds to as fast as it goes. */

import { words } from "../words/words.js";

/** Steps a second, about evenly spread on a logarithmic scale; null, the last, is as fast as it goes. */
export const SPEEDS = Object.freeze(
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
 * The notch nearest to a speed, by ratio.
 * @param {number | null} speed
 */
export function notchOf(speed) {
  if (speed === null) return SPEEDS.length - 1;
  const distances = SPEEDS.map((notch) =>
    notch === null ? Infinity : Math.abs(Math.log(notch / speed)),
  );
  return distances.indexOf(Math.min(...distances));
}

/**
 * "2 / s", "1 every 4 s", "max".
 * @param {number | null} speed
 */
export function speedLabel(speed) {
  const { fastestShort, oneEvery, perSecond } = words.transport;
  if (speed === null) return fastestShort;
  return speed < 1 ? oneEvery(short(1 / speed)) : perSecond(short(speed));
}

/** @param {number} value */
function short(value) {
  return String(Number(value.toPrecision(value >= 1000 ? 4 : 3)));
}
