/** The formula of one neuron at one step: words, symbols, this neuron's numbers, the result. */

/** @import { Phase, Run, Selection, State } from "../state/types" */
/** @import { Focus } from "./focus.js" */
/** @import { Formula } from "./parts.js" */

import { layerOf } from "../state/select.js";
import { pretty } from "../words/names.js";
import { words } from "../words/words.js";
import { backward } from "./backward.js";
import { chosenNeuron } from "./chosen.js";
import { focusOn, phaseKnown } from "./focus.js";
import { forward } from "./forward.js";
import { input, start, unreached } from "./input.js";
import { loss } from "./loss.js";
import { backwardReasons, forwardReasons } from "./reasons.js";
import { update } from "./update.js";
import { formulas } from "./words.js";

/** @typedef {Omit<Formula, "phase" | "place" | "aside" | "now" | "reasons"> & Partial<Pick<Formula, "reasons">>} Said */

/** @type {Record<Exclude<Phase, "start">, (focus: Focus) => Said>} */
const SAYINGS = {
  input,
  forward: (focus) => ({ ...forward(focus), reasons: forwardReasons(focus) }),
  loss,
  backward: (focus) => ({ ...backward(focus), reasons: backwardReasons(focus) }),
  update,
};

/**
 * The formula on screen; null until a run has come and a frame of it.
 * @param {State} state
 * @returns {Formula | null}
 */
export function formulaOf(state) {
  const { run, position } = state;
  const chosen = chosenNeuron(state);
  if (!run || !position || !chosen) return null;
  if (position.phase === "start" && !state.selected)
    return { ...complete(start(position.index), "start"), place: placeOfStart(position.index) };
  const focus = focusOn(state, run, chosen.layer, chosen.unit);
  const known = isHeld(state, chosen.layer)
    ? phaseKnown(position.phase, position.layer, chosen.layer, focus.last)
    : null;
  const said = known && known !== "start" ? SAYINGS[known](focus) : unreached(focus);
  return {
    ...complete(said, known ?? position.phase),
    place: placeOf(run, chosen, known),
    aside: state.selected || known === "loss" ? "" : asideOf(run, chosen),
    now: nowOf(state, chosen.layer, known),
  };
}

/** @param {number} index */
function placeOfStart(index) {
  return index === 0 ? formulas.beforeFirst : formulas.betweenTwo;
}

/** @param {Said} said @param {Phase} phase @returns {Formula} */
function complete(said, phase) {
  return { reasons: [], ...said, phase, place: "", aside: "", now: "" };
}

/** Whether the mini-batch's numbers of a layer are here at all. @param {State} state @param {number} layer */
function isHeld(state, layer) {
  return layerOf(state, layer).a !== undefined;
}

/** @param {Run} run @param {Selection} chosen @param {Phase | null} known */
function placeOf(run, { layer, unit }, known) {
  const info = run.layers[layer];
  if (known === "loss") return formulas.outputs;
  if (layer === 0) return formulas.input(pretty(info.names[unit]));
  const own = layer === run.layers.length - 1 && info.units > 1 ? info.names[unit] : "";
  return formulas.neuron(layer, unit + 1, own, run.classes.length > 0);
}

/** @param {Run} run @param {Selection} chosen */
function asideOf(run, { layer, unit }) {
  if (run.layers[layer].units === 1) return "";
  return formulas.chosen(unit === 0);
}

/** @param {State} state @param {number} layer @param {Phase | null} known */
function nowOf({ position }, layer, known) {
  if (!position || (known === position.phase && layer === position.layer)) return "";
  if (position.phase === "start") return "";
  return position.phase === "input"
    ? formulas.nowInput
    : formulas.now(words.panel.phases[position.phase], position.layer);
}
