/** How a teacher's page and everybody else's call what is marked. */

/** @import { Mark, Run } from "../../state/types" */

import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { layerName } from "../stage/names.js";

const said = spoken(classroom).present;

/** "hidden 2 · 2", of its delta "hidden 2 · 2 · δ", of a connection "hidden 1 · 3 → hidden 2 · 2". @param {Run} run @param {Mark} mark */
export function nameOf(run, { layer, unit, source, tensor = "" }) {
  const neuron = (/** @type {number} */ at, /** @type {number} */ which) =>
    said.neuron(layerName(run, at), which + 1);
  const to = neuron(layer, unit);
  if (source !== undefined) return said.connection(neuron(layer - 1, source), to);
  return tensor ? said.numberOf(to, numberName(tensor)) : to;
}

/** What a number of a neuron is called; another's tensor by its own name. @param {string} tensor */
export function numberName(tensor) {
  return said.numbers[/** @type {keyof typeof said.numbers} */ (tensor)] ?? tensor;
}
