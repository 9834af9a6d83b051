/** Which parameters a run trains: those of a frozen layer stay as they start, and biases where a run says so. */

/** @import { Spec } from "../state/types" */

/** @typedef {{frozen?: boolean}} Layer */
/** @typedef {{use_biases?: boolean, train_biases?: boolean}} Biases */

/**
 * @param {Spec} spec
 * @param {number} layer
 * @param {"weights" | "biases"} part
 */
export function isTrained(spec, layer, part) {
  const hidden = /** @type {readonly Layer[]} */ (spec.hidden ?? [])[layer - 1];
  if (hidden?.frozen) return false;
  const { use_biases = true, train_biases = true } = /** @type {Biases} */ (spec);
  return part === "weights" || (use_biases && train_biases);
}
