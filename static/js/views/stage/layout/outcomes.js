/** The room for what stands beside the outputs, and where it stands so that no words touch. */

/** @import { Layout, Place, Shape } from "./geometry.js" */

/** Beside several outputs: a target, or a name, of which a letter takes so much, and a verdict; then the stage's edge. */
const OUTCOME = { target: 78, letter: 7.2, longest: 72, verdict: 49, edge: 14, pitch: 30 };
/** What the words beside an output take of a column; on a narrow stage the verdict goes below the name. */
const OUTCOME_ROWS = { wide: 34, narrow: 50 };
/** From an output's middle to what stands beside it, and beyond numbers on its right. */
const TO_OUTCOME = { near: 66, beyondNumbers: 106 };

/** Whether neurons stand too close for words beside each: in close rows, or side by side. @param {readonly Place[]} places */
export function areClose(places) {
  const [first, second] = places;
  const last = places[places.length - 1];
  return places.length > 1 && (first.x !== last.x || second.y - first.y < OUTCOME.pitch);
}

/**
 * Where the words beside some neurons of a layer stand, none on another: beside their own, or below the one before.
 * @param {Pick<Layout, "columns" | "bottom" | "outcomeBeside">} layout
 * @param {readonly number[]} units of the last layer
 * @returns {number[]} the middle of each
 */
export function spaced({ columns, bottom, outcomeBeside }, units) {
  const least = OUTCOME_ROWS[outcomeBeside ? "wide" : "narrow"];
  const { places } = columns[columns.length - 1];
  const order = [...units].sort((one, other) => places[one].y - places[other].y);
  /** @type {Map<number, number>} */
  const middles = new Map();
  let first = 0;
  for (const unit of order) {
    const middle = Math.max(places[unit].y, first);
    middles.set(unit, middle);
    first = middle + least;
  }
  // What would go beyond the last row moves all above it up that stand in its way.
  let most = Math.max(bottom - least / 2, places[order[0]]?.y ?? 0);
  for (const [unit, lowest] of [...middles].reverse()) {
    const middle = Math.min(lowest, most);
    middles.set(unit, middle);
    most = middle - least;
  }
  return units.map((unit) => middles.get(unit) ?? places[unit].y);
}

/** From the outputs' middle to the stage's edge, so that the verdict on any of them is inside. @param {Shape} shape @param {boolean} beside whether with numbers between */
export function outcomeRoom({ outputs = [] }, beside) {
  const letters = Math.max(0, ...outputs.map((name) => name.length));
  const verdict = Math.min(OUTCOME.longest, letters * OUTCOME.letter) + OUTCOME.verdict;
  const from = beside ? TO_OUTCOME.beyondNumbers : TO_OUTCOME.near;
  return from + Math.max(OUTCOME.target, verdict) + OUTCOME.edge;
}
