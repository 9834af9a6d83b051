/** One line of plain words for the step just made, for those who hear the page. */

/** @import { Edit, LayerTensors, Position, Spec, State } from "../state/types" */

import { tooFastTo } from "../state/pace.js";
import { isSummed, reduced } from "../state/reduction.js";
import { isTrained } from "../state/trained.js";
import { editWords } from "../words/edits.js";
import { words } from "../words/words.js";
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
  const changed = changesBetween(previous.run.edits, run.edits);
  if (changed.length > 0)
    return changed.map((edit) => editWords(edit, run, state.catalog)).join(", ");
  const ended = tooFastTo("hear", previous.playback) && !state.playback?.playing;
  if (tooFastTo("hear", state.playback) || (position.index === previous.position.index && !ended))
    return null;
  return describe(position, state.layers, run.spec);
}

/**
 * The settings changed by the last edit: a weight set by hand is told where the hand is.
 * @param {readonly Edit[]} before
 * @param {readonly Edit[]} now
 */
function changesBetween(before, now) {
  if (before === now) return [];
  const known = new Set(before.map((edit) => JSON.stringify(edit)));
  return now.filter((edit) => !edit.parameter && !known.has(JSON.stringify(edit)));
}

/**
 * "Epoch 0, mini-batch 1: forward, layer 1: 4 activations."
 * @param {Position} position
 * @param {readonly LayerTensors[]} layers
 * @param {Spec} spec
 */
export function describe(position, layers, spec) {
  if (position.phase === "start")
    return position.index === 0 ? words.narration.start : words.narration.changed;
  const { epoch, batch } = position;
  return words.narration.step(epoch, batch + 1, stepName(position), result(position, layers, spec));
}

/**
 * What the step made, counted; empty while its numbers are not here.
 * @param {Position} position
 * @param {readonly LayerTensors[]} layers
 * @param {Spec} spec
 */
function result({ phase, layer }, layers, spec) {
  const tensors = layers[layer] ?? {};
  switch (phase) {
    case "input":
      return tensors.a ? words.narration.samples(tensors.a.shape[0], tensors.a.shape[1]) : "";
    case "forward":
      return tensors.a ? words.narration.activations(tensors.a.shape[1]) : "";
    case "loss":
      return lossIn(tensors, spec);
    case "backward":
      return tensors.delta ? words.narration.deltas(tensors.delta.shape[1]) : "";
    default:
      return moved(layer, tensors, spec);
  }
}

/** @param {number} layer @param {LayerTensors} tensors @param {Spec} spec */
function moved(layer, { w, b }, spec) {
  if (!w || !b) return "";
  if (!isTrained(spec, layer, "weights")) return words.narration.frozen;
  return words.narration.moved(w.data.length, isTrained(spec, layer, "biases") ? b.data.length : 0);
}

/** @param {LayerTensors} tensors @param {Spec} spec */
function lossIn({ loss, penalty }, spec) {
  if (!loss) return "";
  const value = reduced(spec, Array.from(loss.data));
  const told = words.narration.loss(value, isSummed(spec));
  return penalty ? words.narration.withPenalty(told, value + penalty.data[0]) : told;
}
