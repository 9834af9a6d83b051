/** What neurons, layers and connections are called, in the words a screen reader says. */

/** @import { EdgeRef, Run } from "../../types" */

import { number } from "../../format.js";
import { pretty } from "../../names.js";

/** @param {Run} run @param {number} layer */
export function layerName(run, layer) {
  if (layer === 0) return "input";
  return layer === run.layers.length - 1 ? "output" : `hidden ${layer}`;
}

/** @param {Run} run @param {number} layer */
export function caption(run, layer) {
  return `${layerName(run, layer)} · ${run.layers[layer].units}`;
}

/** @param {Run} run @param {number} layer @param {number} unit */
export function neuronName(run, layer, unit) {
  const isHidden = layer > 0 && layer < run.layers.length - 1;
  if (isHidden) return `${layerName(run, layer)}, neuron ${unit + 1}`;
  return `${layerName(run, layer)} ${pretty(run.layers[layer].names[unit])}`;
}

/**
 * A neuron with its numbers: "hidden 1, neuron 2: activation 0.47, delta −0.012".
 * @param {Run} run
 * @param {number} layer
 * @param {number} unit
 * @param {number | undefined} a
 * @param {number | undefined} delta
 * @param {(value: number) => string} [format]
 */
export function neuronSentence(run, layer, unit, a, delta, format = number) {
  const name = neuronName(run, layer, unit);
  if (a === undefined) return `${name}: not computed yet`;
  if (layer === 0) return `${name}: ${format(a)}`;
  const blame = delta === undefined ? "" : `, delta ${format(delta)}`;
  return `${name}: activation ${format(a)}${blame}`;
}

/** @param {Run} run @param {EdgeRef} edge */
export function edgeName(run, { layer, from, to }) {
  return `${neuronName(run, layer - 1, from)} → ${neuronName(run, layer, to)}`;
}
