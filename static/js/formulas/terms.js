/** At most six terms are read; what is left out is counted, and added up. */

/** @import { Part, Row } from "./parts.js" */

import { number, signed } from "../format.js";
import { group, note, row, text } from "./parts.js";

export const MOST_TERMS = 6;

/**
 * The items of largest weight in their own order, and those left out: of many, all that are 0 are.
 * @template Item
 * @param {readonly Item[]} items
 * @param {(item: Item) => number} size
 * @param {{most?: number, zero?: string}} [how] `zero`: what an item of weight 0 is called
 * @returns {{kept: Item[], left: Item[], words: string} } `words` count what was left out: "58 smaller"
 */
export function largest(items, size, { most = MOST_TERMS, zero = "0" } = {}) {
  if (items.length <= most) return { kept: [...items], left: [], words: "" };
  const order = items
    .map((_, index) => index)
    .sort((one, other) => byFall(size(items[one]), size(items[other])));
  const chosen = new Set(order.slice(0, most).filter((index) => size(items[index]) !== 0));
  const kept = items.filter((_, index) => chosen.has(index));
  const left = items.filter((_, index) => !chosen.has(index));
  return { kept, left, words: countOf(kept.map(size), left.map(size), zero) };
}

/** @param {number[]} kept @param {number[]} left @param {string} zero */
function countOf(kept, left, zero) {
  const most = Math.max(...left.map(Math.abs));
  if (most === 0)
    return kept.length ? `${left.length} more, all ${zero}` : `all ${left.length} are ${zero}`;
  const isSmaller = number(most) !== number(Math.min(...kept.map(Math.abs)));
  return `${left.length} ${isSmaller ? "smaller" : "more"}`;
}

/**
 * What stands below a list that was cut short: "+ 58 smaller".
 * @param {{kept: unknown[], words: string}} cut
 */
export function restOf({ kept, words }) {
  return kept.length && words ? `+ ${words}` : words;
}

/**
 * The same between the rows kept and what follows them.
 * @param {Parameters<typeof restOf>[0]} cut
 * @returns {Row[]}
 */
export function restRows(cut) {
  return cut.words ? [row("", [note(restOf(cut))])] : [];
}

/**
 * A sum of terms as parts: the six largest, then "+ 58 smaller = +0.12".
 * @template Item
 * @param {readonly Item[]} items
 * @param {(item: Item) => number} value
 * @param {(item: Item) => Part} write
 * @returns {Part[]}
 */
export function sumOf(items, value, write) {
  const { kept, left, words } = largest(items, value);
  const parts = kept.map(write);
  if (left.length) {
    const sum = left.reduce((sum, item) => sum + value(item), 0);
    const isZero = left.every((item) => value(item) === 0);
    parts.push({ kind: "rest", text: isZero ? words : `${words} = ${signed(sum)}`, sum });
  }
  return parts.flatMap((part, index) => (index ? [text(" "), group(text("+ "), part)] : [part]));
}

/** @param {number} one @param {number} other */
function byFall(one, other) {
  return Math.abs(other) - Math.abs(one);
}
