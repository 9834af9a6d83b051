/** How a teacher's page and everybody else's call what is marked. */

/** @import { Mark, RunHere } from "../../state/types" */

import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { layerName } from "../stage/names.js";
import { isThere } from "./point-mark.js";

const said = spoken(classroom).present;

/** "hidden 2 · 2", of its delta "hidden 2 · 2 · δ", of a connection "hidden 1 · 3 → hidden 2 · 2". @param {RunHere | null} run @param {Mark} mark */
export function nameOf(run, mark) {
  const { layer, unit, source, tensor = "" } = mark;
  const neuron = (/** @type {number} */ at, /** @type {number} */ which) =>
    said.neuron(run && isThere(run, mark) ? layerName(run, at) : said.layer(at), which + 1);
  const to = neuron(layer, unit);
  if (source !== undefined) return said.connection(neuron(layer - 1, source), to);
  return tensor ? said.numberOf(to, numberName(tensor)) : to;
}

/** What a number of a neuron is called; another's tensor by its own name. @param {string} tensor */
export function numberName(tensor) {
  return said.numbers[/** @type {keyof typeof said.numbers} */ (tensor)] ?? tensor;
}
