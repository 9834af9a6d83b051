/** How the parameters of one neuron changed in an update, and what their steps were made of. */

/** @import { LayerTensors, Tensor } from "../state/types" */
/** @import { Focus } from "./focus.js" */

import { at } from "../state/tensors.js";
import { tensorsOf, unitsOf } from "./focus.js";

/**
 * One parameter's update as the engine made it; `from` is null for the bias.
 * @typedef {{from: number | null, old: number, gradient: number, penalty: number | null, step: number, now: number}} Change
 */

/** Every weight's change, then the bias's. @param {Focus} focus @returns {Change[]} */
export function changesOf(focus) {
  const tensors = tensorsOf(focus);
  const weights = Array.from({ length: unitsOf(focus, focus.layer - 1) }, (_, from) => from);
  return [...weights, null].map((from) => {
    const now = read(focus, tensors, "w", from);
    const step = read(focus, tensors, "step_w", from);
    const gradient = read(focus, tensors, "grad_w", from);
    const penalty =
      tensors.penalty_w && from !== null ? at(tensors.penalty_w, from, focus.unit) : null;
    const old = now - step;
    // A step below the last digit of a double leaves the weight as it was.
    return { from, old, gradient, penalty, step: old === now ? 0 : step, now };
  });
}

/** A weight's number, or the bias's in the tensor that goes with it. @param {Focus} focus @param {LayerTensors} tensors @param {string} name @param {number | null} from */
function read({ unit }, tensors, name, from) {
  const held = /** @type {Record<string, Tensor | undefined>} */ (tensors);
  const tensor = held[from === null ? name.replace(/w$/, "b") : name];
  if (!tensor) return Number.NaN;
  return from === null ? tensor.data[unit] : at(tensor, from, unit);
}

/** What the optimizer remembered of a parameter until this update. @param {Focus} focus @param {Change} change @param {string} name */
export function rememberedBefore(focus, { from }, name) {
  return read(focus, tensorsOf(focus), `old_${name}_w`, from);
}

/** What it remembers from this update on. @param {Focus} focus @param {Change} change @param {string} name */
export function rememberedNow(focus, { from }, name) {
  return read(focus, tensorsOf(focus), `${name}_w`, from);
}
