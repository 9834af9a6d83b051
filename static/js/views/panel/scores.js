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
/** @typedef {HistoryPoint & {train_r2?: number | null, test_r2?: number | null}} Measured R² is known of where the run stands, not of its past */
/** @type {readonly (readonly [string, (point: Measured, half: Half) => Cell])[]} */
const MEASURES = [
  [words.panel.loss, (point, half) => cell(point[`${half}_loss`], number)],
  [words.panel.penalty, (point, half) => cell(penalised(point, half)?.penalty ?? null, number)],
  [words.panel.withPenalty, (point, half) => cell(penalised(point, half)?.total ?? null, number)],
  [words.panel.accuracy, (point, half) => cell(point[`${half}_accuracy`], percentWords)],
  [words.panel.r2, (point, half) => cell(point[`${half}_r2`] ?? null, squaredWords)],
];

const LARGEST_BELOW_1 = "0.999";
const MAJOR = [words.panel.loss, words.panel.accuracy, words.panel.r2];

/** @param {...HTMLTableRowElement} more rows below */
export function makeScores(...more) {
  const caption = el("caption", { class: "eyebrow" });
  const heads = HALVES.map((half) =>
    el("th", { class: half, text: words.panel[half], attrs: { scope: "col" } }),
  );
  const rows = MEASURES.map(([name, of]) => {
    const cells = HALVES.map(() => el("td"));
    const row = scoreRow(name, cells);
    row.classList.toggle("major", MAJOR.includes(name));
    return { row, cells, of };
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
    /** @param {State} state @param {Measured | null} [measured] what is known of where the run stands */
    paint(state, measured = null) {
      const here = pointHere(state);
      const point = isOvertaken(measured, here) ? here : (measured ?? here);
      root.hidden = !point;
      if (!point) return;
      const say = point === measured ? words.panel.measured : words.panel.evaluation;
      put(caption, say(point.epoch, state.run !== null && isSummed(state.run.spec)));
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

/**
 * Whether an epoch has been evaluated since: while a run plays fast, an answer is of where it stood. No epoch's
 * evaluation has R².
 * @param {Measured | null} measured
 * @param {HistoryPoint | null} here
 */
function isOvertaken(measured, here) {
  const hasR2 = typeof measured?.train_r2 === "number" || typeof measured?.test_r2 === "number";
  return measured !== null && here !== null && here.epoch > measured.epoch && !hasR2;
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

/** 1 is said only where nothing is left unexplained. @param {number} r2 */
export function squaredWords(r2) {
  return r2 < 1 && number(r2) === number(1) ? `> ${LARGEST_BELOW_1}` : number(r2);
}

/** @param {number} accuracy */
function percentWords(accuracy) {
  return words.panel.percent(percent(accuracy));
}
