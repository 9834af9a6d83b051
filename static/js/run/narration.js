/** One line of plain words for the step just made, for those who hear the page. */

/** @import { LayerTensors, Position, State } from "../state/types" */

import { tooFastTo } from "../state/pace.js";
import { number } from "../words/numbers.js";
import { stepName } from "./positions.js";

/**
 * The line for a new state, and for where fast play has ended; null when there is nothing new, or it goes too
 * fast to be said.
 * @param {State} state
 * @param {State} previous
 * @returns {string | null}
 */
export function narrate(state, previous) {
  const { position, run } = state;
  if (!position || !run || !previous.position || previous.run?.id !== run.id) return null;
  const ended = tooFastTo("hear", previous.playback) && !state.playback?.playing;
  if (tooFastTo("hear", state.playback) || (position.index === previous.position.index && !ended))
    return null;
  return describe(position, state.layers);
}

/**
 * "Epoch 0, mini-batch 1: forward, layer 1: 4 activations."
 * @param {Position} position
 * @param {readonly LayerTensors[]} layers
 */
export function describe(position, layers) {
  if (position.phase === "start") return "At the start: no propagation has been made yet.";
  const made = `Epoch ${position.epoch}, mini-batch ${position.batch + 1}: ${stepName(position).toLowerCase()}`;
  const what = result(position, layers);
  return what ? `${made}: ${what}.` : `${made}.`;
}

/**
 * What the step made, counted; empty while its numbers are not here.
 * @param {Position} position
 * @param {readonly LayerTensors[]} layers
 */
function result({ phase, layer }, layers) {
  const tensors = layers[layer] ?? {};
  switch (phase) {
    case "input":
      return tensors.a
        ? `${counted(tensors.a.shape[0], "sample")} of ${counted(tensors.a.shape[1], "value")}`
        : "";
    case "forward":
      return tensors.a ? counted(tensors.a.shape[1], "activation") : "";
    case "loss":
      return tensors.loss ? `${number(mean(tensors.loss.data))} on average` : "";
    case "backward":
      return tensors.delta ? counted(tensors.delta.shape[1], "delta") : "";
    default:
      return moved(tensors);
  }
}

/** @param {LayerTensors} tensors */
function moved({ w, b }) {
  return w && b
    ? `${counted(w.data.length, "weight")} and ${counted(b.data.length, "bias", "biases")} moved`
    : "";
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** @param {ArrayLike<number>} values */
function mean(values) {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
