/** How well the network does on all rows, where the run stands: loss and accuracy, of training and of test. */

/** @import { HistoryPoint, State } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { isSummed } from "../../state/reduction.js";
import { full, number } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { percent, pointHere } from "../chart/losses.js";

/** @typedef {"train" | "test"} Half */
/** @typedef {{text: string, title: string}} Cell */

/** @type {readonly Half[]} */
const HALVES = ["train", "test"];
/** @type {readonly (readonly [string, (point: HistoryPoint, half: Half) => Cell])[]} */
const MEASURES = [
  [words.panel.loss, (point, half) => cell(point[`${half}_loss`], number)],
  [words.panel.penalty, (point, half) => cell(penalised(point, half)?.penalty ?? null, number)],
  [words.panel.withPenalty, (point, half) => cell(penalised(point, half)?.total ?? null, number)],
  [words.panel.accuracy, (point, half) => cell(point[`${half}_accuracy`], percentWords)],
];

/** @param {...HTMLTableRowElement} more rows below */
export function makeScores(...more) {
  const caption = el("caption", { class: "eyebrow" });
  const heads = HALVES.map((half) =>
    el("th", { class: half, text: words.panel[half], attrs: { scope: "col" } }),
  );
  const rows = MEASURES.map(([name, of]) => {
    const cells = HALVES.map(() => el("td"));
    return { row: scoreRow(name, cells), cells, of };
  });
  const root = el(
    "table",
    { class: "scores" },
    caption,
    el("thead", {}, el("tr", {}, el("td"), ...heads)),
    el("tbody", {}, ...rows.map(({ row }) => row), ...more),
  );
  return {
    root,
    /** @param {State} state */
    paint(state) {
      const point = pointHere(state);
      root.hidden = !point;
      if (!point) return;
      put(
        caption,
        words.panel.evaluation(point.epoch, state.run !== null && isSummed(state.run.spec)),
      );
      heads[1].hidden = point.test_loss === null;
      for (const { row, cells, of } of rows) {
        const said = HALVES.map((half) => of(point, half));
        row.hidden = said.every(({ text }) => !text);
        cells.forEach((element, place) => {
          put(element, said[place].text);
          element.title = said[place].title;
        });
      }
    },
  };
}

/** What a half's loss is with the penalty; null without either. @param {HistoryPoint} point @param {Half} half */
function penalised(point, half) {
  const [loss, penalty] = [point[`${half}_loss`], point.penalty];
  return loss === null || penalty === 0 ? null : { penalty, total: loss + penalty };
}

/** @param {string} name @param {readonly HTMLTableCellElement[]} cells */
export function scoreRow(name, cells) {
  return el("tr", {}, el("th", { text: name, attrs: { scope: "row" } }), ...cells);
}

/** @param {number | null} value @param {(value: number) => string} written @returns {Cell} */
function cell(value, written) {
  return value === null ? { text: "", title: "" } : { text: written(value), title: full(value) };
}

/** @param {number} accuracy */
function percentWords(accuracy) {
  return words.panel.percent(percent(accuracy));
}
