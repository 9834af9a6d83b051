/** A curve that is drawn by hand over a line: a height at each of many even places, none where nothing is drawn. */

/** NaN where nothing is drawn. @typedef {readonly number[]} Curve */
/** @typedef {readonly [number, number]} Domain */
/** @typedef {{x: number, y: number}} Place */

/** As many as a typed function is told at, so that one becomes the other. */
export const PLACES = 241;
const DIGITS = 10_000;
/** Rows of what was drawn are no further apart than so many places. */
const WIDEST_STEP = 2;

/** @returns {Curve} */
export function blank() {
  return new Array(PLACES).fill(Number.NaN);
}

/** Whether anything is drawn. @param {Curve} curve */
export function isBlank(curve) {
  return curve.every(Number.isNaN);
}

/** Where the n-th height is. @param {number} at @param {Domain} domain */
export function placeOf(at, [low, high]) {
  return low + ((high - low) * at) / (PLACES - 1);
}

/**
 * The curve with another piece drawn over it, straight from one place to the next.
 * @param {Curve} curve
 * @param {Place} from
 * @param {Place} to
 * @param {Domain} domain
 * @returns {Curve}
 */
export function drawnOver(curve, from, to, domain) {
  const [a, b] = [columnOf(from.x, domain), columnOf(to.x, domain)];
  const [left, right] = [Math.min(a, b), Math.max(a, b)];
  return curve.map((height, at) => {
    if (at < left || at > right) return height;
    return a === b ? to.y : from.y + ((to.y - from.y) * (at - a)) / (b - a);
  });
}

/**
 * About so many rows of what is drawn, evenly apart over all of it.
 * @param {Curve} curve
 * @param {Domain} domain
 * @param {number} count
 * @returns {{x: number[][], y: number[][]}}
 */
export function resampled(curve, domain, count) {
  const pieces = piecesOf(curve);
  const whole = pieces.reduce((sum, [start, end]) => sum + end - start, 0);
  /** @type {{x: number[][], y: number[][]}} */
  const rows = { x: [], y: [] };
  for (const at of evenly(pieces, whole, count)) {
    const left = Math.floor(at);
    const height =
      at === left ? curve[left] : curve[left] + (at - left) * (curve[left + 1] - curve[left]);
    rows.x.push([rounded(placeOf(at, domain))]);
    rows.y.push([rounded(height)]);
  }
  return rows;
}

/**
 * The curve that such rows were taken from, to go on with: straight from one to the next, but for gaps.
 * @param {readonly (readonly number[])[]} rows [x, height], in any order
 * @param {Domain} domain
 * @returns {Curve}
 */
export function curveOf(rows, domain) {
  const places = rows.map(([x, y]) => ({ x, y })).sort((one, other) => one.x - other.x);
  return places.reduce((curve, place, at) => {
    const before = places[at - 1] ?? place;
    const gap = columnOf(place.x, domain) - columnOf(before.x, domain);
    return drawnOver(curve, gap > WIDEST_STEP ? place : before, place, domain);
  }, blank());
}

/** The nearest of the places. @param {number} x @param {Domain} domain */
export function columnOf(x, [low, high]) {
  const at = Math.round(((x - low) / (high - low)) * (PLACES - 1));
  return Math.max(0, Math.min(PLACES - 1, at));
}

/** First and last place of each piece without a gap. @param {Curve} curve @returns {[number, number][]} */
function piecesOf(curve) {
  /** @type {[number, number][]} */
  const pieces = [];
  for (const [at, height] of curve.entries()) {
    if (Number.isNaN(height)) continue;
    const last = pieces.at(-1);
    if (last?.[1] === at - 1) last[1] = at;
    else pieces.push([at, at]);
  }
  return pieces;
}

/** @param {[number, number][]} pieces @param {number} whole @param {number} count @returns {number[]} */
function evenly(pieces, whole, count) {
  if (whole === 0) return pieces.map(([at]) => at);
  const step = whole / Math.max(1, count - 1);
  return pieces.flatMap(([start, end], piece) => {
    const before = pieces.slice(0, piece).reduce((sum, [from, to]) => sum + to - from, 0);
    const first = Math.ceil(before / step - 1e-9);
    const last = Math.floor((before + end - start) / step + 1e-9);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) =>
      Math.min(end, start + Math.max(0, (first + n) * step - before)),
    );
  });
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * DIGITS) / DIGITS;
}
