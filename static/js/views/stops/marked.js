/** Where on the chart the places of stops are marked: what would overlap is one, or stands a little beside. */

/** @import { Found, Hit, HistoryPoint } from "../../state/types" */
/** @import { Scale } from "../chart/scale.js" */

import { firstAfter } from "../chart/losses.js";

/** Marks of one stop that are closer are one; of two they stand side by side. In pixels. */
const APART = 18;
/** A mark stands no further beside its place. */
const ASIDE = 54;
/** Words that have less room are left out. */
const FEWEST = 56;

/** @typedef {Pick<Scale, "x" | "y" | "holds">} Through */
/**
 * @typedef {object} Mark
 * @property {number} at which stop
 * @property {Hit} hit
 * @property {number} x of its place
 * @property {number} left of the mark
 * @property {number | null} y of the curve there; null where there is none
 * @property {boolean} isFirst of its stop in sight
 * @property {number} room for its words; 0 where there is too little
 */

/**
 * @param {Found["places"]} places a list for each stop
 * @param {(hit: Hit) => number} epochsOf
 * @param {Through} scale
 * @param {readonly HistoryPoint[]} history
 * @param {number} end of the chart, in pixels
 * @returns {Mark[]} from left to right
 */
export function marksOf(places, epochsOf, scale, history, end) {
  const all = places
    .flatMap(({ hits }, at) => hits.map((hit) => ({ at, hit, epochs: epochsOf(hit) })))
    .filter(({ epochs }) => scale.holds(epochs))
    .map((one) => ({ ...one, x: Math.round(scale.x(one.epochs)) }))
    .sort((one, other) => one.x - other.x || one.at - other.at);
  /** @type {Mark[]} */
  const marks = [];
  /** @type {Map<number, number>} where the last mark of each stop is */
  const last = new Map();
  for (const { at, hit, epochs, x } of all) {
    if (x - (last.get(at) ?? Number.NEGATIVE_INFINITY) < APART) continue;
    const left = Math.max(x, (marks.at(-1)?.left ?? Number.NEGATIVE_INFINITY) + APART);
    if (left - x > ASIDE) continue;
    const y = curveAt(history, epochs, scale);
    marks.push({ at, hit, x, left, y, isFirst: !last.has(at), room: 0 });
    last.set(at, x);
  }
  return marks.map((mark, place) => {
    const room = (marks[place + 1]?.left ?? end) - mark.left - APART - 4;
    return { ...mark, room: mark.isFirst && room >= FEWEST ? room : 0 };
  });
}

/** How high the curve is at a place, between its points as it is drawn. @param {readonly HistoryPoint[]} history @param {number} epochs @param {Through} scale */
function curveAt(history, epochs, { x, y }) {
  const after = firstAfter(history, epochs);
  const [before, next] = [history[after - 1], history[after]];
  if (!before) return null;
  const from = y(before.train_loss);
  if (!next || before.epoch === epochs) return Number.isFinite(from) ? from : null;
  const share = (x(epochs) - x(before.epoch)) / (x(next.epoch) - x(before.epoch));
  const at = from + share * (y(next.train_loss) - from);
  return Number.isFinite(at) ? at : null;
}
