/** Six terms are read, or one more; what is left out is counted, and added up. */

/** @import { Numeral, Part, Row } from "./parts.js" */

import { number, precise } from "../words/numbers.js";
import { exponentOf, FEWEST, fewest, rounded } from "./digits.js";
import { group, inDigits, note, plain, row, text } from "./parts.js";
import { formulas } from "./words.js";

const MOST_TERMS = 6;
/** As many as a product of two such numbers has room for on one line. */
const MOST_DIGITS = 12;

/**
 * A term of a sum: its numbers, what they make, and how that is written.
 * @typedef {object} Term
 * @property {Numeral[]} operands
 * @property {(...operands: number[]) => number} reckon
 * @property {(...operands: Numeral[]) => Part} write
 */

/**
 * The items of largest weight in their own order, and those left out: of many, all that are 0 are. A
 * single one is not: its place would be taken by the words that count it.
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
  if (left.length === 1) return { kept: [...items], left: [], words: "" };
  return { kept, left, words: countOf(kept.map(size), left.map(size), zero) };
}

/** @param {number[]} kept @param {number[]} left @param {string} zero */
function countOf(kept, left, zero) {
  const { allAre, moreAll, smaller, more } = formulas.lists;
  const most = Math.max(...left.map(Math.abs));
  if (most === 0) return kept.length ? moreAll(left.length, zero) : allAre(left.length, zero);
  const isSmaller = number(most) !== number(Math.min(...kept.map(Math.abs)));
  return isSmaller ? smaller(left.length) : more(left.length);
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
 * A sum of terms as parts: the six largest, then "+ 58 smaller = +0.12", all in digits enough to reckon
 * the result again.
 * @param {readonly Term[]} terms
 * @param {number} result
 * @param {{last?: Term[], whole?: (sum: number) => number, most?: number}} [how] `last`: terms never
 *   left out; `whole`: what is made of the sum
 * @returns {Part[]}
 */
export function sumOf(terms, result, { last = [], whole = (sum) => sum, most = MOST_DIGITS } = {}) {
  const { kept, left, words } = largest(terms, valueMade);
  const shown = [...kept, ...(left.length ? [restTerm(left, words)] : []), ...last];
  const spared = digitsSpared(shown.map(valueMade));
  const digitsOf = (/** @type {number} */ place, /** @type {number} */ digits) =>
    Math.max(FEWEST, digits - spared[place]);
  const digits = fewest(
    (digits) => whole(shown.reduce((sum, one, at) => sum + read(one, digitsOf(at, digits)), 0)),
    result,
    most,
  );
  return shown
    .map((term, place) => writeIn(term, digitsOf(place, digits)))
    .flatMap((part, index) => (index ? [text(" "), group(text("+ "), part)] : [part]));
}

/** How many digits fewer each term needs than the largest: one for every power of ten. @param {number[]} values */
function digitsSpared(values) {
  const exponents = values.map((value) => (value ? exponentOf(value) : Number.NEGATIVE_INFINITY));
  const top = Math.max(...exponents);
  return exponents.map((exponent) => (top > exponent ? top - exponent : 0));
}

/** A factor times another. @param {Numeral} one @param {Numeral} other @param {(...operands: Numeral[]) => Part} write @returns {Term} */
export function product(one, other, write) {
  return { operands: [one, other], reckon: (one, other) => one * other, write };
}

/** A number as it is. @param {Numeral} numeral @returns {Term} */
export function single(numeral) {
  return { operands: [numeral], reckon: (value) => value, write: (numeral) => numeral };
}

/** @param {Term} term */
function valueMade({ operands, reckon }) {
  return reckon(...operands.map(({ value }) => value));
}

/** What a reader of so many digits gets. @param {Term} term @param {number} digits */
function read({ operands, reckon }, digits) {
  return reckon(...operands.map(({ value }) => rounded(value, digits)));
}

/** @param {Term} term @param {number} digits */
function writeIn({ operands, write }, digits) {
  return write(...operands.map((operand) => inDigits(operand, digits)));
}

/** @param {readonly Term[]} left @param {string} words @returns {Term} */
function restTerm(left, words) {
  const values = left.map(valueMade);
  const isZero = values.every((value) => value === 0);
  const numeral = plain(values.reduce((sum, value) => sum + value, 0));
  return {
    ...single(numeral),
    write: ({ value: sum, digits }) => ({
      kind: "rest",
      text: isZero ? words : `${words} = ${sum > 0 ? "+" : ""}${precise(sum, digits)}`,
      sum,
      copied: isZero ? "0" : precise(sum, digits),
    }),
  };
}

/** @param {number} one @param {number} other */
function byFall(one, other) {
  return Math.abs(other) - Math.abs(one);
}
