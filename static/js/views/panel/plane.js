/** Where things lie on the picture of the input plane: pixels, points, and how strongly a value is tinted. */

/** @import { Run, State } from "../../types" */

import { rowOf, samplesOf } from "../../formulas/tensors.js";

/** @typedef {{sample: number, x: number, y: number}} Place a sample of the mini-batch, in input units */

/**
 * From input units to pixels and back; x2 grows upwards.
 * @param {readonly [number, number]} plane
 * @param {number} left
 * @param {number} top
 * @param {number} size
 */
export function projection([low, high], left, top, size) {
  const scale = size / (high - low);
  return {
    /** @param {number} x */
    x: (x) => left + (x - low) * scale,
    /** @param {number} y */
    y: (y) => top + (high - y) * scale,
  };
}

/**
 * The mini-batch's samples on the plane; none when x1 or x2 is not fed to the network.
 * @param {State} state
 * @returns {Place[]}
 */
export function placesOf(state) {
  const inputs = state.layers[0]?.a;
  const names = state.run?.layers[0].names ?? [];
  const [first, second] = [names.indexOf("x1"), names.indexOf("x2")];
  if (!inputs || first < 0 || second < 0) return [];
  return Array.from({ length: samplesOf(state) }, (_, sample) => {
    const row = rowOf(inputs, sample);
    return { sample, x: row[first], y: row[second] };
  });
}

/**
 * The sample nearest to a pixel, if any is within reach.
 * @param {readonly Place[]} places
 * @param {ReturnType<typeof projection>} to
 * @param {{x: number, y: number}} pixel
 * @param {number} reach in pixels
 * @returns {number | null}
 */
export function nearest(places, to, pixel, reach) {
  let [best, found] = [reach, /** @type {number | null} */ (null)];
  for (const { sample, x, y } of places) {
    const distance = Math.hypot(to.x(x) - pixel.x, to.y(y) - pixel.y);
    if (distance <= best) [best, found] = [distance, sample];
  }
  return found;
}

/**
 * The value that is drawn blank, and the distance from it that is drawn full.
 * @param {Run} run
 * @returns {{centre: number, reach: number}}
 */
export function tintOf(run) {
  const targets = [...run.points.train, ...run.points.test].map(([, , value]) => value);
  const centre = run.task === "classification" ? run.threshold : 0;
  const reach = targets.reduce((most, value) => Math.max(most, Math.abs(value - centre)), 0);
  return { centre, reach: reach || 1 };
}

/**
 * Tick values across a plane: its ends, the middle, and what lies between.
 * @param {readonly [number, number]} plane
 */
export function ticksOf([low, high]) {
  const step = high - low > 4 ? 2 : 0.5;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}
