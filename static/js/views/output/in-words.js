/** What the pictures of the data show, for those who do not see them. */

/** @import { State } from "../../state/types" */
/** @import { Shown } from "./map.js" */

import { curvesOf } from "../../maps/maps.js";
import { TILE } from "../../maps/sides.js";
import { words } from "../../words/words.js";
import { marginOf, outputMapOf } from "./plane.js";

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
  const curves = curvesOf(state);
  const lies = curves.length ? words.panel.liesBetween(...ends(curves)) : "";
  return words.panel.graph(low, high, lies, tests && hasTests(state));
}

/** @param {State} state @param {number} unit */
function overPlane(state, unit) {
  const margin = marginOf(state, unit, TILE);
  if (margin) {
    const said = margin.values;
    const share = said.filter((value) => value >= 0).length / said.length;
    return words.panel.saidOn(classOf(state, unit), Math.round(share * 100));
  }
  const map = outputMapOf(state, unit, TILE);
  return map ? words.panel.liesBetween(...ends([map.values])) : "";
}

/** @param {State} state @param {number} unit */
function classOf({ run }, unit) {
  return run?.layers[run.layers.length - 1].names[unit] ?? "";
}

/** @param {State} state */
function hasTests({ run }) {
  return (run?.points.test.length ?? 0) > 0;
}

/** @param {readonly Float64Array[]} all @returns {[number, number]} */
function ends(all) {
  return [
    Math.min(...all.map((each) => Math.min(...each))),
    Math.max(...all.map((each) => Math.max(...each))),
  ];
}
