/** How a teacher's page and everybody else's call what is marked. */

/** @import { Mark, Run } from "../../state/types" */

import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { layerName } from "../stage/names.js";

const said = spoken(classroom).present;

/** "hidden 2 · 2", or of a connection "hidden 1 · 3 → hidden 2 · 2". @param {Run} run @param {Mark} mark */
export function nameOf(run, { layer, unit, source }) {
  const neuron = (/** @type {number} */ at, /** @type {number} */ which) =>
    said.neuron(layerName(run, at), which + 1);
  const to = neuron(layer, unit);
  return source === undefined ? to : said.connection(neuron(layer - 1, source), to);
}
