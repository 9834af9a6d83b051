/** Which epochs the film has a picture of, and where they stand. */

/** @import { Scale } from "./scale.js" */

const NICE = [1, 2, 5];

/**
 * A picture at every so many epochs, a round number of them, so that each has its room.
 * @param {number} pixelsPerEpoch
 * @param {number} room of a picture, in pixels
 */
export function frameStep(pixelsPerEpoch, room) {
  const least = room / pixelsPerEpoch;
  for (let power = 1; ; power *= 10) {
    const step = NICE.find((digit) => digit * power >= least);
    if (step) return step * power;
  }
}

/**
 * The epochs with a picture, of those that are recorded; each stands with its left edge on its tick.
 * @param {Scale} scale
 * @param {number} recorded whole epochs
 * @param {number} room
 * @param {number} [each] of every so many there may be one
 * @returns {number[]}
 */
export function framesIn({ range: [from, to], pixelsPerEpoch }, recorded, room, each = 1) {
  const step = each * frameStep(each * pixelsPerEpoch, room);
  const first = Math.ceil(from / step);
  const last = Math.floor(Math.min(to, recorded) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

/**
 * The picture that the run stands at: the last one at or before it.
 * @param {readonly number[]} frames
 * @param {number} epochs
 */
export function frameAt(frames, epochs) {
  return frames.filter((epoch) => epoch <= epochs).at(-1) ?? null;
}

/**
 * A picture's numbers as they were, as nearly as a byte tells.
 * @param {{ low: number, high: number, levels: string }} picture
 */
export function valuesOf({ low, high, levels }) {
  const bytes = atob(levels);
  const each = (high - low) / 255;
  return Float64Array.from(bytes, (byte) => low + byte.charCodeAt(0) * each);
}
