/** A tree with its numbers, in however many digits: what it is made of, how it is reckoned, how it is written. */

/** @import { Numeral, Part, Role } from "./parts.js" */
/** @import { Tree } from "./tree.js" */

import { rounded, shortest } from "./digits.js";
import { notate } from "./notation.js";
import { given, power, text, typed } from "./parts.js";
import { amountsIn, worthOf } from "./tree.js";

/**
 * @typedef {object} Written
 * @property {Numeral[]} operands numbers that are rounded when they are written, each once
 * @property {boolean[]} areOld which of them stand for the old weight
 * @property {(...operands: number[]) => number} reckon
 * @property {(...operands: Numeral[]) => Part[]} write
 */

const DOT = "\u202f·\u202f";

/**
 * @param {Tree} tree
 * @param {(key: string) => Role} [roleOf]
 * @returns {Written}
 */
export function written(tree, roleOf = () => "plain") {
  const leaves = amountsIn(tree);
  return {
    operands: leaves.map(({ key, value }) => given(value, roleOf(key))),
    areOld: leaves.map(({ kind }) => kind === "old"),
    reckon: (...values) =>
      worthOf(tree, (leaf) => {
        const place = leaves.indexOf(leaf);
        if (place >= 0) return values[place];
        return leaf.kind === "constant" ? rounded(leaf.value, shortest(leaf.value)) : leaf.value;
      }),
    write: (...numerals) =>
      notate(tree, {
        leaf: (leaf) => numerals[leaves.indexOf(leaf)] ?? typed(leaf.value),
        power(leaf, isNegative) {
          const numeral = numerals[leaves.indexOf(leaf)];
          return numeral
            ? power(isNegative ? -numeral.value : numeral.value, numeral.digits)
            : null;
        },
        dot: DOT,
        sum: [text("Σ ")],
      }),
  };
}
