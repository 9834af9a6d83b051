/** What the pictures of the data show, for those who do not see them. */

/** @import { UnitMap } from "../../maps/maps.js" */
/** @import { State } from "../../state/types" */
/** @import { Shown } from "./map.js" */

import { curvesOf, mapOf } from "../../maps/maps.js";
import { TILE } from "../../maps/sides.js";
import { words } from "../../words/words.js";
import { neuronName } from "../stage/names.js";
import { marginOf, outputMapOf } from "./plane.js";

/**
 * Where on the plane the output's class is said; of a regression, and of other units, between what values they lie.
 * @param {State} state
 * @param {Pick<Shown, "layer" | "unit" | "tests">} shown
 */
export function planeInWords(state, { layer, unit, tests }) {
  const { run } = state;
  const [low, high] = run?.plane ?? [0, 1];
  const isOutput = layer === (run?.layers.length ?? 0) - 1;
  const name = isOutput || !run ? words.output.picture : neuronName(run, layer, unit);
  const says = isOutput ? overPlane(state, unit) : liesBetween(mapOf(state, layer, unit, TILE));
  const plane = words.output.plane(name, low, high, says, tests && hasTests(state));
  return state.lit ? words.output.lit(plane, state.lit.name) : plane;
}

/** @param {State} state @param {boolean} tests */
export function graphInWords(state, tests) {
  const [low, high] = state.run?.interval ?? [0, 1];
  const curves = curvesOf(state);
  const lies = curves.length ? words.output.liesBetween(...ends(curves)) : "";
  return words.output.graph(low, high, lies, tests && hasTests(state));
}

/** @param {State} state @param {number} unit */
function overPlane(state, unit) {
  const margin = marginOf(state, unit, TILE);
  if (margin) {
    const said = margin.values;
    const share = said.filter((value) => value >= 0).length / said.length;
    return words.output.saidOn(classOf(state, unit), Math.round(share * 100));
  }
  return liesBetween(outputMapOf(state, unit, TILE));
}

/** @param {UnitMap | null} map */
function liesBetween(map) {
  return map ? words.output.liesBetween(...ends([map.values])) : "";
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
