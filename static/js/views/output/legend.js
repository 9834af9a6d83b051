/** What the colours of the plane's picture stand for: from one end, over the blank middle, to the other. */

/** @import { Run, State } from "../../state/types" */
/** @import { Shown } from "./map.js" */

import { el } from "../../draw/dom.js";
import { mapOf } from "../../maps/maps.js";
import { count, number } from "../../words/numbers.js";
import { outputName, targetClass } from "../stage/names.js";
import { reachOf, tintOf } from "./plane.js";

export function makeLegend() {
  const low = el("span");
  const high = el("span");
  const scale = el("span", { class: "plane-scale" });
  const root = el("p", { class: "plane-legend" }, low, scale, high);
  return {
    root,
    /** @param {State} state @param {Pick<Shown, "layer" | "unit" | "side">} shown */
    paint(state, shown) {
      const ends = endsFor(state, shown);
      for (const [at, element] of [low, high].entries())
        if (element.textContent !== ends[at]) element.textContent = ends[at];
      const isOutput = shown.layer === (state.run?.layers.length ?? 0) - 1;
      scale.classList.toggle("with-boundary", isOutput && state.run?.task === "classification");
    },
  };
}

/** @param {State} state @param {Pick<Shown, "layer" | "unit" | "side">} shown @returns {[string, string]} */
function endsFor(state, { layer, unit, side }) {
  const { run } = state;
  if (run && layer === run.layers.length - 1) return endsOf(run, unit);
  const map = mapOf(state, layer, unit, side);
  const reach = map ? reachOf(map) : 0;
  return [short(-reach), short(reach)];
}

/**
 * "−1 outside" and "inside 1".
 * @param {Run} run
 * @param {number} unit
 * @returns {[string, string]}
 */
export function endsOf(run, unit) {
  const { centre, reach } = tintOf(run);
  const [low, high] = [centre - reach, centre + reach];
  if (run.task === "regression") {
    // What was scaled for the network is told in the data's own units.
    const [mean, deviation] = [run.target_mean[unit], run.target_deviation[unit]];
    return [short(low * deviation + mean), short(high * deviation + mean)];
  }
  const several = run.layers[run.layers.length - 1].units > 1;
  const name = several ? outputName(run, unit) : targetClass(run, high);
  return [
    [short(low), targetClass(run, low)].filter(Boolean).join(" "),
    [name, short(high)].filter(Boolean).join(" "),
  ];
}

/** @param {number} value */
function short(value) {
  return Number.isInteger(value) ? count(value) : number(value);
}
