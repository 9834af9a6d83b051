/** Where things lie on the picture of the input plane: pixels, points, and how strongly a value is tinted. */

/** @import { UnitMap } from "../../maps/maps.js" */
/** @import { Lit, Run, State } from "../../state/types" */

import { LOUD } from "../../draw/scales.js";
import { mapOf } from "../../maps/maps.js";

/** So pale is a point drawn at least, as on the data set's button: a blank one would not be seen. */
const FAINTEST = 0.2;
/** Between ticks, at most. */
const MOST_TICKS = 6;
const HALVES = { centre: 0.5, reach: 0.5 };

/** @typedef {{sample: number, x: number, y: number, value: number}} Place a sample of the mini-batch: a training point, or the visitor's own, of no value */

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
    /** The point at a pixel; null beside the plane. @param {{x: number, y: number}} pixel */
    at: ({ x, y }) => {
      const point = [low + (x - left) / scale, high - (y - top) / scale];
      return point.every((each) => each >= low && each <= high) ? point : null;
    },
  };
}

/**
 * One output over the plane; null where nothing is known of it.
 * @param {State} state
 * @param {number} unit
 * @param {number} side cells on a side
 */
export function outputMapOf(state, unit, side) {
  return mapOf(state, (state.run?.layers.length ?? 0) - 1, unit, side);
}

/**
 * By how much an output is above what decides: the threshold, or of several classes the next best. Its class is
 * said where that is at least 0. Null for a regression, which says none.
 * @param {State} state
 * @param {number} unit
 * @param {number} side
 * @returns {UnitMap | null}
 */
export function marginOf(state, unit, side) {
  const { run } = state;
  if (!run || !outputMapOf(state, unit, side)) return null;
  const names = run.layers[run.layers.length - 1].names;
  return marginIn(
    run,
    names.flatMap((_, each) => outputMapOf(state, each, side) ?? []),
    unit,
  );
}

/**
 * The same of the maps of all outputs.
 * @param {Pick<Run, "task" | "threshold">} run
 * @param {readonly UnitMap[]} maps
 * @param {number} unit
 * @returns {UnitMap | null}
 */
export function marginIn({ task, threshold }, maps, unit) {
  const { side, values: own } = maps[unit];
  if (task !== "classification") return null;
  const others = maps.flatMap((map, other) => (other === unit ? [] : [map.values]));
  const best = (/** @type {number} */ cell) =>
    others.length ? Math.max(...others.map((values) => values[cell])) : threshold;
  return { side, values: own.map((value, cell) => value - best(cell)) };
}

/**
 * What is drawn of a unit: its map, what is blank and what full in it, and for an output where its class ends.
 * @param {State} state
 * @param {{layer: number, unit: number, side: number, discrete: boolean}} shown
 * @returns {{map: UnitMap | null, margin: UnitMap | null, tint: {centre: number, reach: number}}}
 */
export function pictureOf(state, { layer, unit, side, discrete }) {
  const { run } = state;
  const map = mapOf(state, layer, unit, side);
  if (!run || !map) return { map: null, margin: null, tint: HALVES };
  const isOutput = layer === run.layers.length - 1;
  const margin = isOutput ? marginOf(state, unit, side) : null;
  const tint = isOutput ? tintOf(run) : { centre: 0, reach: reachOf(map) };
  return { map: discrete ? inTwo(map, margin, tint) : map, margin, tint };
}

/** The value of a unit that is drawn full: the largest it says, or as on its tile for one that is nearly silent. @param {UnitMap} map */
export function reachOf({ values }) {
  return Math.max(
    LOUD,
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
}

/** One side or the other, of the boundary where there is one. @param {UnitMap} map @param {UnitMap | null} margin @param {{centre: number, reach: number}} tint @returns {UnitMap} */
function inTwo(map, margin, { centre, reach }) {
  const isOver = (/** @type {number} */ value, /** @type {number} */ cell) =>
    margin ? margin.values[cell] >= 0 : value >= centre;
  const values = map.values.map((value, cell) => centre + (isOver(value, cell) ? reach : -reach));
  return { ...map, values };
}

/** The mini-batch's samples on the plane, or the visitor's own. @param {State} state @returns {Place[]} */
export function placesOf(state) {
  if (state.own) {
    const [x, y] = state.own.values;
    return [{ sample: 0, x, y, value: Number.NaN }];
  }
  const rows = Array.from(state.layers[0]?.rows?.data ?? []);
  const points = state.run?.points.train ?? [];
  return rows.flatMap((row, sample) =>
    points[row] ? [{ sample, x: points[row][0], y: points[row][1], value: points[row][2] }] : [],
  );
}

/** The points of rows that are lit, whether or not their half is shown. @param {Pick<Run, "points">} run @param {Lit} lit */
export function litOf({ points }, { half, rows }) {
  return rows.flatMap((row) => (points[half][row] ? [points[half][row]] : []));
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
 * The value of an output that is drawn blank, and the distance from it that is drawn full.
 * @param {Run} run
 * @returns {{centre: number, reach: number}}
 */
export function tintOf(run) {
  const output = run.layers[run.layers.length - 1];
  if (output.units > 1) return output.activation === "softmax" ? HALVES : { centre: 0, reach: 1 };
  const centre = run.task === "classification" ? run.threshold : 0;
  const targets = run.points.train.map(([, , value]) => Math.abs(value - centre));
  return { centre, reach: targets.reduce((most, value) => Math.max(most, value), 0) || 1 };
}

/**
 * How a point is tinted for an output, −1 … 1: a class wholly one way or the other, a value by how far it is
 * from the blank one, as the map below it.
 * @param {Run} run
 * @param {number} unit
 * @returns {(value: number) => number}
 */
export function shareFor(run, unit) {
  if (run.layers[run.layers.length - 1].units > 1) return (value) => (value === unit ? 1 : -1);
  const { centre, reach } = tintOf(run);
  if (run.task === "classification") return (value) => (value >= centre ? 1 : -1);
  return (value) => {
    const share = (value - centre) / reach;
    return (share < 0 ? -1 : 1) * Math.max(FAINTEST, Math.min(1, Math.abs(share)));
  };
}

/**
 * Tick values across a plane: its ends, the middle, and what lies between.
 * @param {readonly [number, number]} plane
 */
export function ticksOf([low, high]) {
  const decade = 10 ** Math.floor(Math.log10((high - low) / MOST_TICKS));
  const step =
    [1, 2, 5, 10].map((nice) => nice * decade).find((each) => (high - low) / each <= MOST_TICKS) ??
    high - low;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  // Tenths have no exact number: 3 · 0.1 is written as 0.3.
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
