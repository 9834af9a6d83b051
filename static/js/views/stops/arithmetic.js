/** How a step made a number, as a line of its symbols and numbers. */

/** @import { NumberTraced, Quantity, Run } from "../../state/types" */

import { stops } from "../../words/en-stops.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";

const words = spoken(stops);
/** Numbers that differ by less, of their size, are the same. */
const SAME = 1e-9;

/** @typedef {string | number} Piece text, or a number that the engine had */

/**
 * Null where no one step made it of such numbers.
 * @param {Pick<NumberTraced, "made" | "making">} traced
 * @param {Quantity} quantity
 * @param {Pick<Run, "layers">} run
 * @returns {Piece[] | null}
 */
export function arithmeticOf({ made, making }, quantity, run) {
  if (!made || !making) return null;
  const { symbols } = words;
  const [before, now] = [made.before, made.now];
  if (quantity.of === "parameter") {
    const { eta, gradient, step } = making;
    if (before === null || eta === null || gradient === null || step === null) return null;
    const symbol = quantity.unit_in === null ? symbols.b : symbols.w;
    return isPlain(making)
      ? [`${symbol} ←`, before, `− ${number(eta)} ·`, gradient, "=", now]
      : [`${symbol} ←`, before, step < 0 ? "−" : "+", Math.abs(step), "=", now];
  }
  if (quantity.of === "unit" && typeof quantity.row === "number") {
    const { z, blame, slope } = making;
    const { activation } = run.layers[quantity.layer];
    if (z !== null && activation) return [`${symbols.a} ← ${activation}(`, z, ") =", now];
    if (blame !== null && slope !== null && isSame(blame * slope, now))
      return [`${symbols.delta} ←`, blame, "·", slope, "=", now];
    return null;
  }
  return making.parts.length ? [`${words.meanOf(making.rows)} =`, now] : null;
}

/**
 * Whether an update was the rate times the gradient, and nothing else.
 * @param {NonNullable<NumberTraced["making"]>} making
 */
export function isPlain({ eta, gradient, step }) {
  return eta !== null && gradient !== null && step !== null && isSame(-eta * gradient, step);
}

/** @param {number} one @param {number} other */
function isSame(one, other) {
  return Math.abs(one - other) <= SAME * Math.max(Math.abs(one), Math.abs(other));
}
