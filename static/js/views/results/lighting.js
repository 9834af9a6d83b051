/** Which points of the plane light up: the rows of the cell that is pointed at, else of the one that is open. */

/** @import { Lit, Question, Results, Store } from "../../state/types" */

import { results } from "../../words/en-results.js";
import { pretty } from "../../words/names.js";
import { spoken } from "../../words/words.js";

const words = spoken(results);

/** @typedef {{half: "train" | "test", question: number, target: number | null, said: number | null, wrong?: boolean}} Asked */

/** @param {Store} store */
export function createLight(store) {
  /** What the light was last made of. @type {unknown[]} */
  let made = [];
  return {
    /** @param {Results | null} told @param {Asked | null} asked */
    paint(told, asked) {
      const parts = [told, JSON.stringify(asked), store.get().run];
      if (parts.every((part, at) => part === made[at])) return;
      made = parts;
      const lit = told && asked && litOf(told, asked);
      if (lit !== store.get().lit) store.set({ lit });
    },
  };
}

/**
 * The rows that are asked for; null where there are no points to light, no such cell, or all rows are asked for.
 * @param {Results} told
 * @param {Asked} asked
 * @returns {Lit | null}
 */
export function litOf(told, { half, question: at, target, said, wrong = false }) {
  const { cells } = told[half] ?? { cells: [] };
  const question = told.questions[at];
  if (!cells[at] || !question || (!wrong && (target === null || said === null))) return null;
  const count = question.classes.length;
  if (Math.max(target ?? 0, said ?? 0) >= count) return null;
  const isAsked = wrong
    ? (/** @type {number} */ cell) => Math.floor(cell / count) !== cell % count
    : (/** @type {number} */ cell) => cell === (target ?? 0) * count + (said ?? 0);
  const rows = cells[at].flatMap((cell, row) => (isAsked(cell) ? [row] : []));
  return { half, rows, ...namesOf(rows.length, half === "test", question, target, said) };
}

/** @param {number} rows @param {boolean} tests @param {Question} question @param {number | null} target @param {number | null} said */
function namesOf(rows, tests, { classes }, target, said) {
  if (target === null || said === null)
    return { name: words.wrong(rows, tests), short: words.wrong(rows, tests) };
  const [is, told] = [target, said].map((at) => pretty(classes[at]));
  return { name: words.cell(rows, tests, is, told), short: words.lit(rows, is, told) };
}
