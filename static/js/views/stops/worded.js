/** A stop in words: what is watched, what becomes of it, and with which numbers it did. */

/** @import { Condition, Hit, Quantity, Run, Stopped } from "../../state/types" */

import { stops } from "../../words/en-stops.js";
import { pretty } from "../../words/names.js";
import { shortName } from "../../words/neurons.js";
import { count, number } from "../../words/numbers.js";
import { words as page, spoken } from "../../words/words.js";

const words = spoken(stops);
/** Dead on all training rows, and saturated on so many: as results have it. */
export const DEAD = 1;
export const SATURATED = 0.95;

/** Of what rose many times running so many numbers are said. */
const MOST_NUMBERS = 5;

/** @typedef {Pick<Run, "layers"> & Partial<Pick<Run, "classes">>} Named */

/** @param {Quantity} quantity @param {Named} run */
export function quantityWords(quantity, run) {
  const { of } = words;
  switch (quantity.of) {
    case "parameter": {
      const { layer, unit_in, unit_out } = quantity;
      const to = shortName(run, layer, unit_out);
      return unit_in === null
        ? of.bias(to)
        : of.weight(pretty(run.layers[layer - 1].names[unit_in]), to);
    }
    case "unit": {
      const unit = shortName(run, quantity.layer, quantity.unit);
      return of.unit(of[quantity.tensor], unit, rowsWords(quantity.row));
    }
    case "gradient":
      return of.gradient(quantity.layer, quantity.layer === run.layers.length - 1);
    case "batch_loss":
      return of.batchLoss(rowsWords(quantity.row));
    case "score":
      return of[quantity.name];
    case "share":
      return of[quantity.trouble](shortName(run, quantity.layer, quantity.unit));
    case "prediction":
      return of.prediction(quantity.half, quantity.row + 1);
    case "epochs":
      return of.epochs;
    case "not_finite":
      return of.numbers;
  }
}

/** @param {number | null | undefined} row */
function rowsWords(row) {
  return typeof row === "number" ? words.of.row(row + 1) : words.of.mean;
}

/** @param {Condition} condition @param {Named} run */
export function stopWords(condition, run) {
  const { quantity, test, value } = condition;
  const became = troubleWords(condition);
  if (became && quantity.of === "share")
    return words.stop(shortName(run, quantity.layer, quantity.unit), became);
  // Epochs are counted where they end: the first whole one is it.
  if (quantity.of === "epochs" && test === "at_least")
    return words.reached(count(Math.ceil(value ?? 0)));
  return words.stop(quantityWords(quantity, run), testWords(condition));
}

/** A unit that dies is not said to have a share. @param {Condition} condition */
function troubleWords({ quantity, test, value }) {
  if (quantity.of !== "share") return null;
  if (quantity.trouble === "flat")
    return test === "at_least" && value === SATURATED ? words.is.saturates : null;
  if (value !== DEAD) return null;
  if (test === "at_least") return words.is.dies;
  return test === "below" ? words.is.revives : null;
}

/** @param {Condition} condition */
function testWords({ quantity, test, value, times }) {
  const { is } = words;
  if (test === "rises" || test === "falls") return is[test](times ?? 1);
  if (test === "changes_sign") return is.changes_sign;
  if (test !== "changes") return is[test](value ?? 0);
  if (quantity.of === "prediction") return is.flips;
  return quantity.of === "not_finite" ? is.notFinite : is.changes;
}

/** @param {Pick<Hit, "epoch" | "batch" | "index">} hit */
export function placeWords({ epoch, batch, index }) {
  return index === 0 ? page.place.epoch(0) : page.edits.at(epoch, batch + 1);
}

/** Why it stopped, or did not. @param {Stopped} stopped @param {Named} run */
export function stoppedWords({ conditions, found, hit, searched, tensor }, run) {
  const all = anyOf(conditions, run);
  if (hit && typeof found === "number") {
    const stop = stopWords(conditions[found], run);
    return words.stopped(placeWords(hit), stop, numbersWords(conditions[found], hit.values, run));
  }
  return tensor ? words.ended(all, tensor) : words.notFound(all, searched);
}

/**
 * The numbers that say why: those that were compared, in what they are of. None of a run's end, which has none.
 * @param {Condition} condition
 * @param {readonly number[]} values
 * @param {Named} run
 */
export function numbersWords({ quantity }, values, run) {
  const last = values.slice(-MOST_NUMBERS);
  if (quantity.of === "not_finite") return "";
  if (quantity.of === "prediction")
    return words.chain(last.map((at) => run.classes?.[at] ?? count(at)));
  if (quantity.of === "epochs") return words.chain(last.map(count));
  const isShare =
    quantity.of === "share" || (quantity.of === "score" && quantity.name.endsWith("accuracy"));
  return words.chain(last.map(isShare ? words.share : number));
}

/** @param {readonly Condition[]} conditions @param {Named} run */
export function anyOf(conditions, run) {
  return conditions.map((condition) => stopWords(condition, run)).join(words.either);
}
