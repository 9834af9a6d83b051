/** What was done on a drawing, one act after another, so that the last can be taken back; and what comes of it. */

/** @import { Place, Stroke } from "./preprocess.js" */

import { FULL, imageOf } from "./preprocess.js";

/** A stroke, or a pixel that was set in the image itself. @typedef {{ stroke: Stroke } | { pixel: number, value: number }} Act */
/** @typedef {readonly Act[]} Acts */

/** @param {Acts} acts @returns {Stroke[]} */
export function strokesOf(acts) {
  return acts.flatMap((act) => ("stroke" in act ? [act.stroke] : []));
}

/**
 * The image: what the strokes make, and on it the pixels that were set.
 * @param {Acts} acts
 * @param {number} ink
 */
export function pixelsOf(acts, ink) {
  const pixels = imageOf(strokesOf(acts), ink);
  for (const act of acts) if ("pixel" in act) pixels[act.pixel] = act.value;
  return pixels;
}

/** A new stroke. @param {Acts} acts @param {Place} place @returns {Acts} */
export function begun(acts, place) {
  return [...acts, { stroke: [place] }];
}

/** The last stroke goes on. @param {Acts} acts @param {Place} place @returns {Acts} */
export function grown(acts, place) {
  const last = acts.at(-1);
  if (!last || !("stroke" in last)) return acts;
  return [...acts.slice(0, -1), { stroke: [...last.stroke, place] }];
}

/** A pixel that has ink has none, and one that has none is full. @param {Acts} acts @param {number} pixel @param {readonly number[]} pixels as they are @returns {Acts} */
export function toggled(acts, pixel, pixels) {
  return [...acts, { pixel, value: pixels[pixel] > 0 ? 0 : FULL }];
}

/** @param {Acts} acts @returns {Acts} */
export function undone(acts) {
  return acts.slice(0, -1);
}
