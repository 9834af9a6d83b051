/** What two runs have that the other has not: weights far apart, units of the other sign, maps, what is set. */

/** @import { LayerTensors, Run, Spec, State } from "../../state/types" */

import { rowsSeed, withData } from "../../run/spec-edits.js";
import { edgeKey } from "../../state/edge-key.js";
import { perUnit } from "../../state/select.js";
import { marginOf, outputMapOf } from "../output/plane.js";

/**
 * A weight as two runs have it.
 * @typedef {object} Apart
 * @property {number} layer it leads into
 * @property {number} from
 * @property {number} to
 * @property {number} here
 * @property {number} there
 * @property {number} by how far they are from each other
 * @property {boolean} unlike whether of opposite signs
 */

/** Weights that are shown at full strength, and listed. */
export const MOST_APART = 6;

/** Whether their neurons are the same, one by one. @param {Pick<Run, "layers"> | null} one @param {Pick<Run, "layers"> | null} other */
export function areAlike(one, other) {
  const units = (/** @type {Pick<Run, "layers">} */ { layers }) =>
    layers.map((layer) => layer.units).join();
  return one !== null && other !== null && units(one) === units(other);
}

/**
 * The weights furthest apart, the furthest first; none that are the same.
 * @param {readonly LayerTensors[]} here
 * @param {readonly LayerTensors[]} there
 * @param {number} [most]
 * @returns {Apart[]}
 */
export function furthest(here, there, most = MOST_APART) {
  /** @type {Apart[]} */
  let found = [];
  let least = 0;
  for (const [layer, tensors] of here.entries()) {
    const w = tensors?.w;
    const other = there[layer]?.w;
    if (!w || !other || w.data.length !== other.data.length) continue;
    const columns = w.shape[1];
    for (let at = 0; at < w.data.length; at += 1) {
      const by = Math.abs(w.data[at] - other.data[at]);
      if (!(by > least)) continue;
      const [one, its] = [w.data[at], other.data[at]];
      const unlike = isUnlike(one, its);
      const place = { layer, from: Math.floor(at / columns), to: at % columns };
      found.push({ ...place, here: one, there: its, by, unlike });
      if (found.length <= most) continue;
      found = found.sort((a, b) => b.by - a.by).slice(0, most);
      least = found[most - 1].by;
    }
  }
  return found.sort((a, b) => b.by - a.by);
}

/** @param {readonly Apart[]} weights */
export function keysOf(weights) {
  return new Set(weights.map(edgeKey));
}

/** @param {number} layer @param {number} unit */
export const unitKey = (layer, unit) => `${layer}:${unit}`;

/**
 * The neurons that say the opposite of one sample: one positive, one negative.
 * @param {State} here
 * @param {State} there
 * @returns {Set<string>}
 */
export function unlikeUnits(here, there) {
  const found = new Set();
  for (const layer of here.layers.keys()) {
    if (layer === 0) continue;
    const [one, other] = [here, there].map((state) => perUnit(state, "a", layer));
    if (!one || !other) continue;
    for (const [unit, a] of one.entries())
      if (isUnlike(a, other[unit])) found.add(unitKey(layer, unit));
  }
  return found;
}

/** @param {number} one @param {number} other */
function isUnlike(one, other) {
  return one * other < 0 || (one !== 0 && other !== 0 && Math.sign(one) === -Math.sign(other));
}

/**
 * On what share of the input plane two networks say different classes, 0 … 1; null where they say none.
 * @param {State} here
 * @param {State} there
 * @param {number} side cells
 */
export function apartOn(here, there, side) {
  const [one, other] = [here, there].map((state) => sidesOf(state, side));
  if (!one || !other) return null;
  return one.filter((said, cell) => said !== other[cell]).length / one.length;
}

/** Which class is said in each cell. @param {State} state @param {number} side @returns {number[] | null} */
function sidesOf(state, side) {
  const margin = marginOf(state, 0, side);
  if (!margin || !state.run) return null;
  const { units } = state.run.layers[state.run.layers.length - 1];
  if (units === 1) return Array.from(margin.values, (value) => Number(value >= 0));
  const maps = Array.from({ length: units }, (_, unit) => outputMapOf(state, unit, side));
  return Array.from(margin.values, (_, cell) => {
    const said = maps.map((map) => map?.values[cell] ?? 0);
    return said.indexOf(Math.max(...said));
  });
}

/** What is a list's own: a table's rows are compared as a whole. */
const WHOLE = new Set(["data.x", "data.y", "parameters", "inputs"]);

/**
 * The fields in which two specifications differ, with what each has; null where it has none.
 * @param {Spec} here
 * @param {Spec} there
 * @returns {{ path: string, here: unknown, there: unknown }[]}
 */
export function fieldsApart(here, there) {
  const [one, other] = [here, there].map((spec) => flat(withData(spec, { seed: rowsSeed(spec) })));
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths]
    .map((path) => ({ path, here: one.get(path) ?? null, there: other.get(path) ?? null }))
    .filter(({ here, there }) => JSON.stringify(here) !== JSON.stringify(there));
}

/** @param {unknown} value @param {string} [path] @param {Map<string, unknown>} [all] */
function flat(value, path = "", all = new Map()) {
  if (!(value instanceof Object) || WHOLE.has(path)) {
    if (value !== undefined) all.set(path, value);
    return all;
  }
  for (const [name, part] of Object.entries(value))
    flat(part, path ? `${path}.${name}` : name, all);
  return all;
}

/** What one run is changed by on its way and the other is not. @template Edit @param {readonly Edit[]} here @param {readonly Edit[]} there */
export function editsApart(here, there) {
  const [ours, theirs] = [here, there].map(
    (edits) => new Set(edits.map((edit) => JSON.stringify(edit))),
  );
  const only = (/** @type {readonly Edit[]} */ edits, /** @type {Set<string>} */ others) =>
    edits.filter((edit) => !others.has(JSON.stringify(edit)));
  return [
    ...only(here, theirs).map((edit) => ({ edit, isHere: true })),
    ...only(there, ours).map((edit) => ({ edit, isHere: false })),
  ];
}

/**
 * Where the other mini-batch has the row that ours shows; null where it has not.
 * @param {Pick<State, "layers">} here
 * @param {Pick<State, "layers">} there
 * @param {number} sample ours
 */
export function sameRow(here, there, sample) {
  const [ours, theirs] = [here, there].map(({ layers }) => layers[0]?.rows);
  if (!ours || !theirs) return null;
  const place = Array.from(theirs.data).indexOf(ours.data[sample]);
  return place < 0 ? null : place;
}
