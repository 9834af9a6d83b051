/** A connection's line as numbers: its path, the points along it, and where labels fit beside each other. */

/** @import { Column, Place } from "./layout/geometry.js" */

import { rightOf } from "./layout/geometry.js";

/**
 * @typedef {object} Curve a cubic that leaves and arrives level
 * @property {number} x0
 * @property {number} y0
 * @property {number} x1
 * @property {number} y1
 *
 * @typedef {object} Box
 * @property {number} x the middle
 * @property {number} y the middle
 * @property {number} width
 * @property {number} height
 */

const CLEAR = 7;
/** Beside the cells of a strip stand their deltas. */
const CLEAR_OF_DELTAS = 22;
const BAR = { width: 8, height: 26 };
const ASIDE = stepsAside();
/** Close enough together to notice a curve that runs through a label. */
const ALONG = Array.from({ length: 65 }, (_, step) => step / 64);
const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];

/**
 * @param {Column} before
 * @param {number} from
 * @param {Column} after
 * @param {number} to
 * @returns {Curve}
 */
export function between(before, from, after, to) {
  return {
    x0: rightOf(before) + CLEAR,
    y0: endOf(before, from),
    x1: after.x - after.width / 2 - (after.kind === "tiles" ? CLEAR : CLEAR_OF_DELTAS),
    y1: endOf(after, to),
  };
}

/**
 * Cells side by side share a row: their lines end one below the other within it.
 * @param {Column} column
 * @param {number} unit
 */
function endOf({ x, width, cellHeight, places }, unit) {
  return places[unit].y + ((places[unit].x - x) / width) * cellHeight;
}

/** @param {Curve} curve */
export function pathOf({ x0, y0, x1, y1 }) {
  const middle = (x0 + x1) / 2;
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`;
}

/**
 * @param {Curve} curve
 * @param {number} t 0 at the start, 1 at the end
 * @returns {Place}
 */
export function pointAt({ x0, y0, x1, y1 }, t) {
  const s = 1 - t;
  const middle = (x0 + x1) / 2;
  return {
    x: s * s * s * x0 + 3 * s * t * middle + t * t * t * x1,
    y: (s * s * s + 3 * s * s * t) * y0 + (3 * s * t * t + t * t * t) * y1,
  };
}

/**
 * The unit vector across the curve.
 * @param {Curve} curve
 * @param {number} t
 * @returns {Place}
 */
export function acrossAt(curve, t) {
  const before = pointAt(curve, Math.max(0, t - 0.01));
  const after = pointAt(curve, Math.min(1, t + 0.01));
  const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
  return { x: (before.y - after.y) / length, y: (after.x - before.x) / length };
}

/**
 * One spot for each label: on its own curve and on as few others as can be, or else beside it, where it lies
 * over nothing taken and over no other label; first come, first served. None where there is no such spot.
 * @param {readonly Curve[]} curves
 * @param {{width: number, height: number}} size
 * @param {readonly Box[]} [taken]
 * @returns {(Place | null)[]}
 */
export function labelSpots(curves, size, taken = []) {
  const boxes = [...taken];
  const ways = curves.map((curve) => ALONG.map((t) => pointAt(curve, t)));
  return curves.map((curve, own) => {
    const others = ways.filter((_, index) => index !== own);
    const spots = SPOTS.map((t) => ({ ...pointAt(curve, t), ...size }));
    const free =
      leastCrossed(
        spots.filter((spot) => isFree(spot, boxes)),
        others,
      ) ?? freeBeside(spots, boxes);
    if (free) boxes.push(free);
    return free ? { x: free.x, y: free.y } : null;
  });
}

/**
 * A label that several curves run through could be any one's.
 * @param {readonly Box[]} spots
 * @param {readonly (readonly Place[])[]} ways points along the other curves
 * @returns {Box | null} the first of those that the fewest run through
 */
function leastCrossed(spots, ways) {
  const crossed = spots.map(
    (spot) => ways.filter((way) => way.some((at) => isIn(at, spot))).length,
  );
  return spots[crossed.indexOf(Math.min(...crossed))] ?? null;
}

/** @param {Place} place @param {Box} box */
function isIn({ x, y }, box) {
  return Math.abs(x - box.x) < box.width / 2 && Math.abs(y - box.y) < box.height / 2;
}

/** @param {readonly Box[]} spots @param {readonly Box[]} boxes */
function freeBeside(spots, boxes) {
  for (const [dx, dy] of ASIDE) {
    for (const spot of spots) {
      const aside = { ...spot, x: spot.x + dx, y: spot.y + dy };
      if (isFree(aside, boxes)) return aside;
    }
  }
  return null;
}

/** @param {Box} box @param {readonly Box[]} boxes */
function isFree(box, boxes) {
  return overlap(box, boxes) === 0;
}

/**
 * Where along each curve a bar across it is told apart from its neighbours' bars, as t.
 * @param {readonly Curve[]} curves
 */
export function barSpots(curves) {
  /** @type {Box[]} */
  const boxes = [];
  return curves.map((curve) => {
    const spots = SPOTS.map((t) => ({ t, ...pointAt(curve, t), ...BAR }));
    const best = spots.reduce((a, b) => (overlap(b, boxes) < overlap(a, boxes) ? b : a));
    boxes.push(best);
    return best.t;
  });
}

/** @param {Box} box @param {readonly Box[]} others the area they share */
function overlap(box, others) {
  return others.reduce((sum, other) => {
    const wide = (box.width + other.width) / 2 - Math.abs(box.x - other.x);
    const high = (box.height + other.height) / 2 - Math.abs(box.y - other.y);
    return wide > 0 && high > 0 ? sum + wide * high : sum;
  }, 0);
}

/** Ways off a curve, the shortest first. @returns {[number, number][]} */
function stepsAside() {
  const steps = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5];
  return steps
    .flatMap((right) =>
      steps.map((down) => /** @type {[number, number]} */ ([right * 10, down * 8])),
    )
    .sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
}
