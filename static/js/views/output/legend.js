/** What the colours of the plane's picture stand for: from one end, over the blank middle, to the other. */

/** @import { Run } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { count, number } from "../../words/numbers.js";
import { outputName, targetClass } from "../stage/names.js";
import { tintOf } from "./plane.js";

export function makeLegend() {
  const low = el("span");
  const high = el("span");
  const root = el("p", { class: "plane-legend" }, low, el("span", { class: "plane-scale" }), high);
  return {
    root,
    /** @param {Run} run @param {number} unit */
    paint(run, unit) {
      [low.textContent, high.textContent] = endsOf(run, unit);
    },
  };
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
