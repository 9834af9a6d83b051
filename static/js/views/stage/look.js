/** What the step on screen is about: which layer is in play, which connections take part, in which words. */

/** @import { Phase, State } from "../../state/types" */

import { tooFastTo } from "../../state/pace.js";
import { isTrained } from "../../state/trained.js";
import { words } from "../../words/words.js";

/**
 * @typedef {object} Look
 * @property {boolean} fast pictures only: nothing about single steps
 * @property {boolean} filmed lines and tiles are drawn as one picture
 * @property {boolean} terse of its words only those that are seen
 * @property {Phase} phase
 * @property {number} layer in play; -1 for none
 * @property {number} edgesOf connections into this layer take part; -1 for none, 0 for all
 * @property {number} barsOf gradients of the connections into this layer are shown; -1 for none
 * @property {number} updateOf changes of the connections into this layer are shown; -1 for none
 * @property {string} chip
 */

const NONE = -1;
const ALL = 0;

/**
 * @param {State} state
 * @returns {Look}
 */
export function lookOf(state) {
  const { position, playback, run } = state;
  const fast = tooFastTo("follow", playback);
  if (!position || !run || fast || position.phase === "start") {
    return { ...calm(ALL), fast, phase: position?.phase ?? "start" };
  }
  const { phase, layer } = position;
  const last = run.layers.length - 1;
  const look = { ...calm(NONE), fast, phase, layer, chip: words.stage.chips[phase](layer) };
  switch (phase) {
    case "forward":
      return { ...look, edgesOf: layer };
    case "backward":
      return { ...look, edgesOf: layer < last ? layer + 1 : NONE, barsOf: layer };
    case "update":
      return isTrained(run.spec, layer, "weights")
        ? { ...look, edgesOf: layer, updateOf: layer }
        : { ...look, edgesOf: layer, chip: words.stage.chips.frozen(layer) };
    default:
      return look;
  }
}

/** @param {number} edgesOf */
function calm(edgesOf) {
  return {
    filmed: false,
    terse: false,
    layer: NONE,
    edgesOf,
    barsOf: NONE,
    updateOf: NONE,
    chip: "",
  };
}
