/** Where epochs and losses lie on the chart: one scale, through which all that is drawn over it goes. */

/** @import { HistoryPoint } from "../../state/types" */

import { ceiling, firstAfter } from "./losses.js";

/** Above and below the curve, of its own height. */
const ROOM = 0.06;
/** A logarithmic axis is not closer than this, in powers of ten. */
const LEAST_DECADES = 0.5;
/** Losses that may be marked within a power of ten: as many as there is room for. */
const DIGITS = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]];

/** @typedef {readonly [number, number]} Range the epochs at the left and the right end */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box of the plot, in pixels of the chart */

/**
 * @typedef {object} Scale
 * @property {Range} range
 * @property {boolean} log
 * @property {Box} box
 * @property {number} pixelsPerEpoch
 * @property {(epochs: number) => number} x pixels from the chart's left
 * @property {(loss: number) => number} y pixels from the chart's top
 * @property {(x: number) => number} epochs
 * @property {(epochs: number) => boolean} holds whether a place lies within the range
 */

/**
 * @param {{ range: Range, ends: Range, log: boolean }} shown `ends` of the losses, as `heightOf` has them
 * @param {Box} box
 * @returns {Scale}
 */
export function scaleOf({ range, ends, log }, box) {
  const [from, to] = range;
  const [low, high] = ends;
  const across = box.width / (to - from);
  return {
    ...{ range, log, box, pixelsPerEpoch: across },
    x: (epochs) => box.left + (epochs - from) * across,
    y(loss) {
      const share = (heightOf(loss, log) - low) / (high - low);
      return box.top + box.height * (1 - Math.max(0, share));
    },
    epochs: (x) => from + (x - box.left) / across,
    holds: (epochs) => epochs >= from && epochs <= to,
  };
}

/** How high a loss stands, before pixels; of none that is not above 0 on a logarithmic axis. @param {number} loss @param {boolean} log */
export function heightOf(loss, log) {
  if (!log) return loss;
  return loss > 0 ? Math.log10(loss) : Number.NEGATIVE_INFINITY;
}

/**
 * The points from one end to the other, and one beyond either, so that the curve goes on to the edge.
 * @param {readonly HistoryPoint[]} history
 * @param {Range} range
 */
export function within(history, [from, to]) {
  const first = firstAfter(history, from) - 1;
  return history.slice(Math.max(0, first), firstAfter(history, to) + 1);
}

/**
 * The ends of the axis of losses, as `heightOf` has them. A linear one begins at 0: losses are compared by height.
 * @param {readonly HistoryPoint[]} points
 * @param {boolean} log
 * @returns {Range}
 */
export function endsOf(points, log) {
  if (!log) return [0, ceiling(points)];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { train_loss, test_loss } of points) {
    for (const loss of [train_loss, test_loss ?? 0]) {
      if (loss > 0) [low, high] = [Math.min(low, loss), Math.max(high, loss)];
    }
  }
  if (low > high) return [-1, 0];
  const [bottom, top] = [Math.log10(low), Math.log10(high)];
  const room = Math.max(ROOM * (top - bottom), (LEAST_DECADES - (top - bottom)) / 2);
  return [bottom - room, top + room];
}

/**
 * Losses to mark on a logarithmic axis, as `heightOf` has them: of each power of ten as many as there is room for,
 * powers alone where there are many, and of those only some.
 * @param {Range} ends
 * @param {number} most
 */
export function logTicks([low, high], most) {
  const powers = Math.ceil(high) - Math.floor(low);
  const every = Math.max(1, Math.ceil(powers / most));
  /** @type {number[]} */
  let ticks = [];
  for (const digits of DIGITS) {
    ticks = [];
    for (let power = Math.floor(low); power <= high; power += every)
      for (const digit of digits) ticks.push(power + Math.log10(digit));
    ticks = ticks.filter((tick) => tick >= low && tick <= high);
    if (ticks.length <= most) break;
  }
  return ticks;
}

/**
 * At most four points for each column of pixels, the lowest and the highest of both curves: what is drawn
 * looks as all of them would, and costs the same however many there are.
 * @param {readonly HistoryPoint[]} points
 * @param {Range} range
 * @param {number} columns
 */
export function perColumn(points, [from, to], columns) {
  if (points.length <= 2 * columns) return points;
  const column = (/** @type {HistoryPoint} */ { epoch }) =>
    Math.floor(((epoch - from) / (to - from)) * columns);
  /** @type {HistoryPoint[]} */
  const drawn = [];
  for (let first = 0, end = 0; first < points.length; first = end) {
    const here = column(points[first]);
    while (end < points.length && column(points[end]) === here) end += 1;
    drawn.push(...extremes(points, first, end));
  }
  return drawn;
}

/** @param {readonly HistoryPoint[]} points @param {number} first @param {number} end */
function extremes(points, first, end) {
  const best = [first, first, first, first];
  for (let at = first + 1; at < end; at += 1) {
    const { train_loss, test_loss } = points[at];
    if (train_loss < points[best[0]].train_loss) best[0] = at;
    if (train_loss > points[best[1]].train_loss) best[1] = at;
    if (test_loss === null) continue;
    if (test_loss < (points[best[2]].test_loss ?? 0)) best[2] = at;
    if (test_loss > (points[best[3]].test_loss ?? 0)) best[3] = at;
  }
  return [...new Set(best)].sort((a, b) => a - b).map((at) => points[at]);
}
