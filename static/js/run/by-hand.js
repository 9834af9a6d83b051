/** Weights and biases set by hand: which one is chosen, and what a key or a drag makes of it. */

/** @import { Command, Picked, State } from "../state/types" */

import { stepped, tidy } from "../words/read-number.js";

/** So many digits are told, and moved by. */
const DIGITS = 3;
const BIG = 10;
const FIRST = 0.1;
const BOUNDS = { whole: false, low: -1e12, high: 1e12, openLow: false };
/** A connection shows at least from −2 to 2. */
const LEAST_RANGE = 2;

/**
 * The parameter chosen, else of the selected neuron its bias, or the first weight where it has none.
 * @param {Pick<State, "picked" | "selected" | "run">} state
 * @returns {Picked | null}
 */
export function pickedOf({ picked, selected, run }) {
  if (run && picked && picked.at === selected) return picked;
  if (!run || !selected || selected.layer === 0) return null;
  const { layer, unit: unit_out } = selected;
  return { layer, unit_in: run.spec.use_biases ? null : 0, unit_out, at: selected };
}

/**
 * What it is now; undefined before that is known.
 * @param {Pick<State, "layers">} state
 * @param {Picked} picked
 */
export function valueNow({ layers }, { layer, unit_in, unit_out }) {
  const { w, b } = layers[layer] ?? {};
  return unit_in === null ? b?.data[unit_out] : w?.data[unit_in * w.shape[1] + unit_out];
}

/** In as many digits as are told. @param {number} value */
export function told(value) {
  return Number(value.toPrecision(DIGITS));
}

/**
 * One step of its own up or down, or a big one: 0.532 → 0.533, or 0.542.
 * @param {number} value
 * @param {1 | -1} direction
 * @param {boolean} big
 */
export function moved(value, direction, big) {
  const held = told(value);
  const next = stepped(held, direction, BOUNDS, FIRST);
  return big ? tidy(held + BIG * (next - held)) : next;
}

/** What the ends of a connection stand for: 2, 5, 10, 20, … @param {number} value */
export function rangeOf(value) {
  let range = LEAST_RANGE;
  for (let turn = 0; range < Math.abs(value); turn++) range *= turn % 3 === 0 ? 2.5 : 2;
  return range;
}

/** Where on a connection a value stands, from 0 to 1. @param {number} value @param {number} range */
export function shareOf(value, range) {
  return Math.min(1, Math.max(0, (value / range + 1) / 2));
}

/**
 * What a drag makes of a value.
 * @param {number} value
 * @param {number} by the share of the connection's length
 * @param {number} range
 */
export function dragged(value, by, range) {
  return told(value + by * 2 * range);
}

/** @param {Picked} picked @param {number} value @param {boolean} goes_on @returns {Command} */
export function setting({ layer, unit_in, unit_out }, value, goes_on) {
  return { type: "set_parameter", parameter: { layer, unit_in, unit_out, value }, goes_on };
}
