/** What the pictures of the data show, for those who do not see them. */

/** @import { State } from "../../state/types" */
/** @import { Shown } from "./map.js" */

import { words } from "../../words/words.js";
import { mapOf, marginOf, valuesOf } from "./plane.js";

/**
 * Where on the plane the output's class is said; of a regression, between what values the output lies.
 * @param {State} state
 * @param {Pick<Shown, "unit" | "tests">} shown
 */
export function planeInWords(state, { unit, tests }) {
  const [low, high] = state.run?.plane ?? [0, 1];
  return words.panel.plane(low, high, overPlane(state, unit), tests && hasTests(state));
}

/** @param {State} state @param {boolean} tests */
export function graphInWords(state, tests) {
  const [low, high] = state.run?.interval ?? [0, 1];
  const curve = state.layers[(state.run?.layers.length ?? 0) - 1]?.curve;
  const lies = curve ? words.panel.liesBetween(...ends(curve.data)) : "";
  return words.panel.graph(low, high, lies, tests && hasTests(state));
}

/** @param {State} state @param {number} unit */
function overPlane(state, unit) {
  const margin = marginOf(state, unit);
  if (margin) {
    const said = valuesOf(margin);
    const share = said.filter((value) => value >= 0).length / said.length;
    return words.panel.saidOn(classOf(state, unit), Math.round(share * 100));
  }
  const map = mapOf(state, unit);
  return map ? words.panel.liesBetween(...ends(valuesOf(map))) : "";
}

/** @param {State} state @param {number} unit */
function classOf({ run }, unit) {
  return run?.layers[run.layers.length - 1].names[unit] ?? "";
}

/** @param {State} state */
function hasTests({ run }) {
  return (run?.points.test.length ?? 0) > 0;
}

/** @param {ArrayLike<number>} values @returns {[number, number]} */
function ends(values) {
  const all = Array.from(values);
  return [Math.min(...all), Math.max(...all)];
}
