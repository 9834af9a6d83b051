/** A neuron in few words, of whichever layer: hidden ones of two layers have the same names. */

/** @import { Run } from "../state/types" */

import { pretty } from "./names.js";
import { words } from "./words.js";

/** @param {Pick<Run, "layers">} run @param {number} layer @param {number} unit */
export function shortName({ layers }, layer, unit) {
  const name = pretty(layers[layer].names[unit]);
  const isHidden = layer > 0 && layer < layers.length - 1;
  return isHidden ? words.stage.named(words.stage.hidden(layer), name) : name;
}
