/** Which number of the run one on screen is, as its history is asked for, and how that is opened. */

/** @import { LocalChange, Quantity, State } from "../state/types" */

import { sampleOf } from "../state/select.js";

/** @param {number} layer @param {number | null} unit_in null for the bias @param {number} unit_out @returns {Quantity} */
export function ofParameter(layer, unit_in, unit_out) {
  return { of: "parameter", layer, unit_in, unit_out };
}

/** @param {State} state @param {"z" | "a" | "delta"} tensor @param {number} layer from 1 @param {number} unit @returns {Quantity} */
export function ofUnit(state, tensor, layer, unit) {
  return { of: "unit", tensor, layer, unit, ...rowOf(state) };
}

/** @param {State} state @returns {Quantity} */
export function ofLoss(state) {
  return { of: "batch_loss", ...rowOf(state) };
}

/** The row on screen, where it is not all of them. @param {State} state */
function rowOf(state) {
  return state.scope === "sample" ? { row: sampleOf(state) } : {};
}

/** What opens the history of a number: it is selected, as if it were pressed on in the network. @param {Quantity} traced @returns {LocalChange} */
export function historyOf(traced) {
  return { tab: "history", traced, ...selecting(traced) };
}

/** @param {Quantity} quantity @returns {LocalChange} */
function selecting(quantity) {
  if (quantity.of === "unit")
    return { selected: { layer: quantity.layer, unit: quantity.unit }, picked: null };
  if (quantity.of !== "parameter") return {};
  const { layer, unit_in, unit_out } = quantity;
  const selected = { layer, unit: unit_out };
  return { selected, picked: { layer, unit_in, unit_out, at: selected } };
}
