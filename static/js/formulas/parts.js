/** The pieces a formula is written with: words, symbols, numbers, and terms tied to an edge. */

/** @import { EdgeRef, Phase, Quantity } from "../state/types" */

import { FEWEST, lean, shortest } from "./digits.js";

/**
 * @typedef {{kind: "number", value: number, role: Role, digits: number, power: string, of?: Quantity}} Numeral `of`: which number of the run it is, where that can be asked for
 * @typedef {Numeral
 *   | {kind: "text", text: string}
 *   | {kind: "strong", text: string}
 *   | {kind: "symbol", text: string, sub: string, sup: string, mean: boolean}
 *   | {kind: "power", value: number, digits: number}
 *   | {kind: "raised", parts: Part[]}
 *   | {kind: "term", parts: Part[], edge: EdgeRef}
 *   | {kind: "group", parts: Part[]}
 *   | {kind: "rest", text: string, sum: number, copied: string}
 *   | {kind: "note", text: string}
 *   | {kind: "tag", text: string}} Part
 */
/** @typedef {"plain" | "given" | "middle" | "result"} Role what a number is to its formula; a plain one shows no sign hue */
/** @typedef {{kind: "symbols" | "numbers" | "guide", parts: Part[]}} Line */
/** @typedef {{name: string, parts: Part[], edge: EdgeRef | null, marked: boolean, share: number | null}} Row */
/** @typedef {{title: string, of: string, lines: Line[], rows: Row[], more: string}} Section `of`: what the title is about, as it is written elsewhere */
/** @typedef {"zero-input" | "dead" | "saturated" | "weak-blame" | "dropped" | "note"} ReasonKind */
/** @typedef {{kind: ReasonKind, text: string}} Reason */
/** @typedef {{activation: string, f: (z: number) => number, z: number, a: number}} Curve */

/**
 * What there is to say of one neuron at one step.
 * @typedef {object} Formula
 * @property {Phase} phase the phase the formula belongs to
 * @property {string} place "layer 2, neuron 2"
 * @property {string} aside what else must be known of the place, or nothing
 * @property {string} now the step in play when it is another one, or nothing
 * @property {Part[]} words
 * @property {Line[]} lines
 * @property {number | null} result
 * @property {Curve | null} curve
 * @property {Reason[]} reasons
 * @property {Section[]} sections
 */

/** @param {string} text @returns {Extract<Part, {kind: "text"}>} */
export const text = (text) => ({ kind: "text", text });

/** @param {string} text @returns {Extract<Part, {kind: "strong"}>} */
export const strong = (text) => ({ kind: "strong", text });

/** Text in which the words between two stars are strong. @param {string} words @returns {Part[]} */
export const said = (words) =>
  words
    .split("**")
    .map((piece, place) => (place % 2 === 1 ? strong(piece) : text(piece)))
    .filter((part) => part.text !== "");

/** @param {string} text @returns {Part} */
export const tag = (text) => ({ kind: "tag", text });

/** Words beside a formula. @param {string} text @returns {Part} */
export const note = (text) => ({ kind: "note", text });

/** @param {string} text @param {string | number} [sub] @param {string | number} [sup] @returns {Part} */
export const symbol = (text, sub = "", sup = "") => ({
  kind: "symbol",
  text,
  sub: String(sub),
  sup: String(sup),
  mean: false,
});

/** The mean over the mini-batch, drawn with a bar. @param {string} text @param {string | number} [sub] @returns {Part} */
export const mean = (text, sub = "") => ({
  kind: "symbol",
  text,
  sub: String(sub),
  sup: "",
  mean: true,
});

/** @param {number} value @param {Role} [role] @param {number} [digits] @returns {Numeral} */
export const given = (value, role = "given", digits = FEWEST) => ({
  kind: "number",
  value,
  role,
  digits,
  power: "",
});

/** A number whose sign is no news: an activation, a target. @param {number} value @param {number} [digits] @returns {Numeral} */
export const plain = (value, digits = FEWEST) => given(value, "plain", digits);

/** The same in so many digits, less those that would be zeros at its end. @param {Numeral} numeral @param {number} digits @returns {Numeral} */
export const inDigits = (numeral, digits) => ({ ...numeral, digits: lean(numeral.value, digits) });

/** e to the power of a number. @param {number} value @param {number} digits @returns {Part} */
export const power = (value, digits) => ({ kind: "power", value, digits });

/** What another part is raised to. @param {...Part} parts @returns {Part} */
export const raised = (...parts) => ({ kind: "raised", parts });

/** A square, in brackets where it is of a negative number. @param {Part} part @returns {Part} */
export const squared = (part) =>
  part.kind === "number" && part.value >= 0
    ? { ...part, power: "²" }
    : group(text("("), part, text(")²"));

/** A number as it was typed: a constant, a rate. @param {number} value */
export const typed = (value) => plain(value, shortest(value));

/** @param {EdgeRef} edge @param {...Part} parts @returns {Part} */
export const term = (edge, ...parts) => ({ kind: "term", parts, edge });

/** Parts that must not be torn apart at a line's end. @param {...Part} parts @returns {Part} */
export const group = (...parts) => ({ kind: "group", parts });

/** @param {...Part} parts @returns {Line} */
export const symbols = (...parts) => ({ kind: "symbols", parts });

/** @param {...Part} parts @returns {Line} */
export const numbers = (...parts) => ({ kind: "numbers", parts });

/** What to do next. @param {...Part} parts @returns {Line} */
export const guide = (...parts) => ({ kind: "guide", parts });

/** Where a sum or product ends: "= 0.12", never torn from its sign. @param {number} value @param {Role} role @param {number} [digits] @param {Quantity | null} [of] @returns {Part[]} */
export const equals = (value, role, digits, of) => [
  text(" "),
  group(text("= "), { ...given(value, role, digits), ...(of && { of }) }),
];

/**
 * A formula with its result at the end of the last line of numbers, or below the symbols.
 * @param {Line[]} lines
 * @param {number} value
 * @param {number} [digits]
 * @param {Quantity | null} [of]
 * @returns {Line[]}
 */
export function ended(lines, value, digits, of) {
  const last = lines.at(-1);
  const end = equals(value, "result", digits, of);
  return last?.kind === "numbers"
    ? [...lines.slice(0, -1), numbers(...last.parts, ...end)]
    : [...lines, numbers(...end)];
}

/** @param {string} name @param {Part[]} parts @param {Partial<Row>} [more] @returns {Row} */
export const row = (name, parts, more = {}) => ({
  name,
  parts,
  edge: null,
  marked: false,
  share: null,
  ...more,
});

/** @param {string} title @param {Partial<Section>} content @returns {Section} */
export const section = (title, content) => ({
  title,
  of: "",
  lines: [],
  rows: [],
  more: "",
  ...content,
});
