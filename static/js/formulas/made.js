/** Numbers of a formula that the run makes: each says which it is, where what made it can be asked for. */

/** @import { Quantity } from "../state/types" */
/** @import { Focus } from "./focus.js" */
/** @import { Numeral } from "./parts.js" */

import { isShut } from "../run/led.js";
import { ofLoss, ofParameter, ofUnit } from "../run/quantities.js";
import { isSummed } from "../state/reduction.js";

/** @typedef {Quantity | null} Made null where nothing of it can be asked */

/** @param {Numeral} numeral @param {Made} of @returns {Numeral} */
export const traced = (numeral, of) => (of ? { ...numeral, of } : numeral);

/** A weight, or where it comes from nowhere the bias. @param {Focus} focus @param {number | null} from @param {number} [to] @param {number} [at] its layer @returns {Made} */
export function parameterMade({ state, layer, unit }, from, to = unit, at = layer) {
  return isShut(state, "history") ? null : ofParameter(at, from, to);
}

/** Nothing makes an input, and of a sample of the visitor's own the run knows nothing. @param {Focus} focus @param {"z" | "a" | "delta"} tensor @param {number} [unit] @param {number} [layer] @returns {Made} */
export function unitMade(focus, tensor, unit = focus.unit, layer = focus.layer) {
  const { state } = focus;
  return layer === 0 || state.own || isShut(state, "history")
    ? null
    : ofUnit(state, tensor, layer, unit);
}

/** A row's loss, or the mini-batch's where that is their mean. @param {Focus} focus @param {boolean} [whole] @returns {Made} */
export function lossMade({ state, run, wholeBatch }, whole = wholeBatch) {
  if (state.own || isShut(state, "history") || (whole && isSummed(run.spec))) return null;
  return whole ? { of: "batch_loss" } : ofLoss(state);
}
