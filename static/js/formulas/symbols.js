/** Formulas in symbols: names as people write them, products without a sign between letters. */

/** @import { Catalog, Expr } from "../state/types" */
/** @import { Style } from "./notation.js" */
/** @import { Part } from "./parts.js" */

import { notate, textOf } from "./notation.js";
import { symbol, text } from "./parts.js";
import { symbolTree } from "./tree.js";

/** @type {Record<string, string>} */
const LETTERS = { d_a: "g", velocity: "v", rate: "λ" };

/** How people write a name. @param {Catalog | null} catalog @returns {(name: string) => string} */
export function lettersOf(catalog) {
  /** @type {Record<string, string>} */
  const known = { ...LETTERS, ...catalog?.symbols };
  const letter = (/** @type {string} */ name) => known[name] ?? name;
  return (name) =>
    !known[name] && name.endsWith("_hat") ? `${letter(name.slice(0, -4))}\u0302` : letter(name);
}

/**
 * @param {Expr} expr
 * @param {(name: string) => string} letter
 */
export function inSymbols(expr, letter) {
  /** @type {Style} */
  const style = {
    leaf: ({ key }) => text(letter(key)),
    power: () => null,
    dot: "",
    sum: [text("Σ ")],
  };
  return textOf(notate(symbolTree(expr), style));
}

/**
 * The same for one unit of several: "aⱼ (gⱼ − Σₖ aₖ gₖ)", where only the names given are one number a unit.
 * @param {Expr} expr
 * @param {(name: string) => string} letter
 * @param {string | number} unit
 * @param {readonly string[]} names
 * @returns {Part[]}
 */
export function indexed(expr, letter, unit, names) {
  /** @param {string | number} index @returns {Style} */
  const style = (index) => ({
    leaf: ({ key }) => symbol(letter(key), names.includes(key) ? index : ""),
    power: () => null,
    dot: "",
    sum: [text("Σ"), symbol("", "k"), text("\u2009")],
  });
  return notate(symbolTree(expr), { ...style(unit), inSum: style("k") });
}
