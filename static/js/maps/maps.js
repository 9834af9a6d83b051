/** What units say over the input plane or the only input, worked out when it is asked for and kept while it holds. */

/** @import { Catalog, LayerTensors, Run, State } from "../state/types" */
/** @import { Values } from "./compiled.js" */
/** @import { Pass } from "./forward.js" */

import { remembered } from "../formulas/expression.js";
import { forward } from "./forward.js";
import { along, inputsAt, middles } from "./places.js";

/** @typedef {Pick<State, "run" | "catalog" | "layers">} Known */
/**
 * One unit over the plane.
 * @typedef {object} UnitMap
 * @property {number} side cells on a side
 * @property {Values} values row by row, the lowest x2 first
 */

/** What was worked out last, by how many cells a side has; by 0 for the curve. @type {(run: Run) => Map<number, Pass[]>} */
const lastOf = remembered(() => new Map());
/** @type {(run: Run) => Map<number, Values>} */
const inputsOf = remembered(() => new Map());

/**
 * Every unit of every layer whose weights are known, the inputs first; the same objects as long as they hold.
 * None where the inputs are no points of a plane.
 * @param {Known} state
 * @param {number} side
 * @returns {readonly Pass[]}
 */
export function overPlane({ run, catalog, layers }, side) {
  if (!run?.plane || !catalog) return [];
  const { plane } = run;
  return pass(run, catalog, layers, side, side * side, () => inputsAt(run, middles(plane, side)));
}

/**
 * One unit over the plane; null where nothing is known of it.
 * @param {Known} state
 * @param {number} layer
 * @param {number} unit
 * @param {number} side
 * @returns {UnitMap | null}
 */
export function mapOf(state, layer, unit, side) {
  const values = overPlane(state, side)[layer]?.values;
  return values ? { side, values: valuesOf(values, unit, side * side) } : null;
}

/**
 * Each output along the only input; none where there is no such, or its weights are not known.
 * @param {Known} state
 * @returns {Values[]}
 */
export function curvesOf({ run, catalog, layers }) {
  if (!run?.interval || !catalog) return [];
  const xs = along(run.interval);
  const passes = pass(run, catalog, layers, 0, xs.length, () => xs);
  const { values } = passes[run.layers.length - 1] ?? {};
  if (!values) return [];
  const { units } = run.layers[run.layers.length - 1];
  return Array.from({ length: units }, (_, unit) => valuesOf(values, unit, xs.length));
}

/** @param {Values} values @param {number} unit @param {number} places */
function valuesOf(values, unit, places) {
  return values.subarray(unit * places, (unit + 1) * places);
}

/**
 * @param {Run} run
 * @param {Catalog} catalog
 * @param {readonly LayerTensors[]} layers
 * @param {number} key
 * @param {number} places
 * @param {() => Values} feed
 */
function pass(run, catalog, layers, key, places, feed) {
  const inputs = inputsOf(run).get(key) ?? feed();
  inputsOf(run).set(key, inputs);
  const made = forward(inputs, places, run, layers, catalog, lastOf(run).get(key));
  lastOf(run).set(key, made);
  return made;
}
