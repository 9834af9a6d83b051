/** What the numbers on screen say: of what a gradient is, what a connection brings, which class it is. */

/** @import { Run, State, Tensor } from "../../state/types" */

import { isSummed } from "../../state/reduction.js";
import { words } from "../../words/words.js";

/**
 * What the gradients on screen are of: a sample's loss ℓ, or the mini-batch's L.
 * @param {Pick<State, "scope" | "run">} state
 */
export function gradientWords({ scope, run }) {
  return scope === "batch"
    ? { symbol: "∂L/∂w", of: words.stage.ofMiniBatch(run !== null && isSummed(run.spec)) }
    : { symbol: "∂ℓ/∂w", of: words.stage.ofSample };
}

/**
 * What each connection into a neuron brings: a·w.
 * @param {ArrayLike<number>} a of the layer before
 * @param {Tensor} w
 * @param {number} unit
 */
export function incomingTerms(a, w, unit) {
  const units = w.shape[1];
  return Array.from(a, (value, from) => value * w.data[from * units + unit]);
}

/**
 * What each connection out of a neuron brings back: w·δ.
 * @param {ArrayLike<number>} delta of the layer after
 * @param {Tensor} w of the layer after
 * @param {number} unit
 */
export function outgoingTerms(delta, w, unit) {
  const units = w.shape[1];
  return Array.from(delta, (value, to) => value * w.data[unit * units + to]);
}

/**
 * The class an output row says, or was to say, as the index of its neuron; null when there is none, or it is not told.
 * @param {Run} run
 * @param {readonly number[] | null} outputs
 */
export function classOf(run, outputs) {
  if (!outputs || run.classes.length < 2 || outputs.length !== run.classes.length) return null;
  if (outputs.some(Number.isNaN)) return null;
  return outputs.indexOf(Math.max(...outputs));
}
