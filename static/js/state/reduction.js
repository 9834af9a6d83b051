/** How a mini-batch's rows become one loss and one gradient: as their mean, or as their sum. */

/** @import { Spec } from "./types" */

import { average, total } from "./tensors.js";

/** @param {Pick<Spec, "batch_reduction">} spec */
export function isSummed({ batch_reduction }) {
  return batch_reduction === "sum";
}

/** A mini-batch's loss, of its rows'. @param {Pick<Spec, "batch_reduction">} spec @param {readonly number[]} losses */
export function reduced(spec, losses) {
  return isSummed(spec) ? total(losses) : average(losses);
}
