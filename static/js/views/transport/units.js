/** What one step is: a propagation, a mini-batch or an epoch. */

/** @import { Unit } from "../../state/types" */

import { words } from "../../words/words.js";
import { segment } from "../segment.js";

/** @type {readonly Unit[]} */
export const UNITS = Object.freeze(/** @type {const} */ (["propagation", "mini-batch", "epoch"]));

/** @param {(unit: Unit) => void} choose */
export function makeUnits(choose) {
  const choices = UNITS.map((unit) => /** @type {const} */ ([unit, words.transport.units[unit]]));
  const units = segment({
    label: words.transport.unit,
    role: "radiogroup",
    choices,
    choose,
    each: "unit",
  });
  units.root.className = "units";
  return units;
}
