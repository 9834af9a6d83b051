/** Which parameters a run trains: those of a frozen layer stay as they start, and biases where a run says so. */

/** @import { Spec } from "./types" */

/**
 * @param {Spec} spec
 * @param {number} layer
 * @param {"weights" | "biases"} part
 */
export function isTrained({ hidden, use_biases, train_biases }, layer, part) {
  if (hidden[layer - 1]?.frozen) return false;
  return part === "weights" || (use_biases && train_biases);
}
