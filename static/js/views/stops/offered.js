/** What can be watched of the run on screen: what is selected first, and what may become of it. */

/** @import { Condition, Quantity, State } from "../../state/types" */

import { pickedOf } from "../../run/by-hand.js";
import { ofLoss, ofParameter, ofUnit } from "../../run/quantities.js";
import { layerOf, sampleOf } from "../../state/select.js";
import { DEAD, quantityWords, SATURATED } from "./worded.js";

/** @typedef {"above" | "at_least" | "below" | "crosses" | "changes_sign" | "changes" | "flips" | "notFinite" | "rises" | "falls" | "dies" | "revives" | "saturates" | "vanishes" | "explodes"} Becoming */
/** @typedef {{ quantity: Quantity, name: string, becomes: readonly Becoming[] }} Subject */

const NUMBER = /** @type {const} */ (["above", "below", "crosses", "rises", "falls"]);
const SIGNED = /** @type {const} */ (["changes_sign", ...NUMBER]);

/**
 * @typedef {object} Asked what is asked of a number
 * @property {Condition["test"]} test
 * @property {number} [value] to begin with, where there is one to choose
 * @property {number} [times] the same of how often running
 * @property {number} [fixed] a value that is not to be chosen
 * @property {"silent" | "flat"} [trouble]
 */

/** @type {Record<Becoming, Asked>} */
export const BECOMING = {
  above: { test: "above", value: 0 },
  at_least: { test: "at_least", value: 10 },
  below: { test: "below", value: 0 },
  crosses: { test: "crosses", value: 0 },
  changes_sign: { test: "changes_sign" },
  changes: { test: "changes" },
  flips: { test: "changes" },
  notFinite: { test: "changes" },
  rises: { test: "rises", times: 3 },
  falls: { test: "falls", times: 3 },
  dies: { test: "at_least", fixed: DEAD, trouble: "silent" },
  revives: { test: "below", fixed: DEAD, trouble: "silent" },
  saturates: { test: "at_least", fixed: SATURATED, trouble: "flat" },
  vanishes: { test: "below", value: 1e-6 },
  explodes: { test: "above", value: 10 },
};

/** @param {State} state @returns {Subject[]} */
export function subjectsOf(state) {
  const { run } = state;
  if (!run) return [];
  /** @type {(quantity: Quantity, becomes: readonly Becoming[]) => Subject} */
  const subject = (quantity, becomes) => ({
    quantity,
    becomes,
    name: quantityWords(quantity, run),
  });
  const classifies = run.task === "classification";
  const halves =
    run.test_rows > 0 ? /** @type {const} */ (["train", "test"]) : /** @type {const} */ (["train"]);
  return [
    ...ofSelection(state).map(([quantity, becomes]) => subject(quantity, becomes)),
    ...halves.map((half) => subject({ of: "score", name: `${half}_loss` }, NUMBER)),
    ...(classifies
      ? halves.map((half) => subject({ of: "score", name: `${half}_accuracy` }, NUMBER))
      : []),
    ...(state.scope === "sample" ? [subject(ofLoss(state), NUMBER)] : []),
    subject({ of: "batch_loss" }, NUMBER),
    ...run.layers
      .slice(1)
      .map((_, at) =>
        subject({ of: "gradient", layer: at + 1 }, ["vanishes", "explodes", "rises", "falls"]),
      ),
    ...(classifies ? ofSample(state).map((quantity) => subject(quantity, ["flips"])) : []),
    subject({ of: "epochs" }, ["at_least"]),
    subject({ of: "not_finite" }, ["notFinite"]),
  ];
}

/** The parameter in hand, and the neuron selected. @param {State} state @returns {[Quantity, readonly Becoming[]][]} */
function ofSelection(state) {
  const { selected, run } = state;
  const picked = pickedOf(state);
  /** @type {[Quantity, readonly Becoming[]][]} */
  const of = [];
  if (picked) {
    const { layer, unit_in, unit_out } = picked;
    of.push([ofParameter(layer, unit_in, unit_out), SIGNED]);
  }
  if (!selected?.layer || !run) return of;
  const { layer, unit } = selected;
  if (layer < run.layers.length - 1)
    of.push([{ of: "share", trouble: "silent", layer, unit }, ["dies", "revives", "saturates"]]);
  for (const tensor of /** @type {const} */ (["a", "delta", "z"]))
    of.push([ofUnit(state, tensor, layer, unit), SIGNED]);
  return of;
}

/** The row on screen. @param {State} state @returns {Quantity[]} */
function ofSample(state) {
  const { rows } = layerOf(state, 0);
  const row = rows?.data[sampleOf(state)];
  return row === undefined ? [] : [{ of: "prediction", half: "train", row }];
}

/**
 * What is to be watched for.
 * @param {Quantity} quantity
 * @param {Becoming} becomes
 * @param {number} number the value, or how many times running
 * @returns {Condition}
 */
export function conditionOf(quantity, becomes, number) {
  const { test, value, times, fixed, trouble } = BECOMING[becomes];
  const of = quantity.of === "share" && trouble ? { ...quantity, trouble } : quantity;
  const asked = fixed ?? (value === undefined ? undefined : number);
  return {
    quantity: of,
    test,
    ...(asked !== undefined && { value: asked }),
    ...(times !== undefined && { times: number }),
  };
}
