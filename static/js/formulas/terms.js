/** At most six terms are read; the smaller ones are counted and added up. */

/** @import { Part } from "./parts.js" */

import { group, text } from "./parts.js";

export const MOST_TERMS = 6;

/**
 * The items of largest weight in their own order, and how many were left out.
 * @template Item
 * @param {readonly Item[]} items
 * @param {(item: Item) => number} size
 * @returns {{kept: Item[], left: Item[]}}
 */
export function largest(items, size) {
  if (items.length <= MOST_TERMS) return { kept: [...items], left: [] };
  const order = items
    .map((_, index) => index)
    .sort((one, other) => byFall(size(items[one]), size(items[other])));
  const chosen = new Set(order.slice(0, MOST_TERMS));
  return {
    kept: items.filter((_, index) => chosen.has(index)),
    left: items.filter((_, index) => !chosen.has(index)),
  };
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
  const { kept, left } = largest(items, value);
  const parts = kept.map(write);
  if (left.length) {
    parts.push({
      kind: "rest",
      count: left.length,
      sum: left.reduce((sum, item) => sum + value(item), 0),
    });
  }
  return parts.flatMap((part, index) => (index ? [text(" "), group(text("+ "), part)] : [part]));
}

/** @param {number} one @param {number} other */
function byFall(one, other) {
  return Math.abs(other) - Math.abs(one);
}
