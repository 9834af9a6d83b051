/** Activations and their slopes with a neuron's numbers filled in, digits enough to reckon them again. */

/** @import { ActivationInfo, Expr } from "../state/types" */
/** @import { Part, Role } from "./parts.js" */
/** @import { Term } from "./terms.js" */
/** @import { Spot, Tree } from "./tree.js" */

import { full } from "../words/numbers.js";
import { partAt, shapeOf, spotAt } from "./activation.js";
import { enough, MOST_WRITTEN } from "./digits.js";
import { inlined, namesIn } from "./expression.js";
import { group, inDigits, plain, text, typed } from "./parts.js";
import { sumOf } from "./terms.js";
import { amountsIn, isLeaf, isLiteral, treeAt } from "./tree.js";
import { formulas } from "./words.js";
import { written } from "./written.js";

/** As many digits as a slope's numbers have room for together with the slope. */
const MOST_ON_A_LINE = 8;

/**
 * f(z) with numbers, to stand before "= a": "= max(0, 0.240)", or the part of it that z lies in.
 * @param {ActivationInfo} info
 * @param {number} z
 * @param {number} a
 * @returns {Part[]}
 */
export function filledValue(info, z, a) {
  if (!info.lines || !shapeOf(info)) return [text("= f("), plain(z), text(")")];
  const expr = inlined(info.lines);
  const tree = treeAt(expr, spotAt(info, z, a), true);
  const part = partOf(info, expr, z, tree);
  const isZ = isLeaf(tree) && tree.key === "z";
  if (part.length) return [...part, ...(isZ ? [text("a = z")] : fill(tree, a))];
  return [text("= "), ...fill(tree, a)];
}

/**
 * f′(z) with numbers and its result, to stand after its symbols: "= 1 − 0.996² = 0.00798".
 * @param {ActivationInfo} info
 * @param {number} z
 * @param {number} a
 * @param {number} slope
 * @returns {Part[]}
 */
export function filledSlope(info, z, a, slope) {
  const end = [text("= "), plain(slope)];
  if (!info.slope_lines || !shapeOf(info)) return [text(" "), group(...end)];
  const expr = inlined(info.slope_lines);
  const tree = treeAt(expr, spotAt(info, z, a));
  const part = partOf(info, expr, z, tree);
  const isNumber = amountsIn(tree).length === 0;
  if (part.length) {
    const so = isNumber ? [typed(slope)] : [...fill(tree, slope), text(" = "), plain(slope)];
    return [text("; "), ...part, ...so];
  }
  if (isNumber && Number(info.slope) === slope) return [];
  const filled = fill(tree, slope);
  return digitsIn(filled) <= MOST_ON_A_LINE
    ? [text(" "), group(text("= "), ...filled, text(" "), ...end)]
    : [text(" = "), ...filled, text(" "), group(...end)];
}

/** Of a formula made of parts, which one z lies in: "z = 0.240 > 0, so ". @param {ActivationInfo} info @param {Expr} expr @param {number} z @param {Tree} tree @returns {Part[]} */
function partOf(info, expr, z, tree) {
  const isWhole = !isLeaf(tree) && (tree.op === "maximum" || tree.op === "minimum");
  const part = isWhole ? null : partAt(info, expr, z);
  if (!part) return [];
  const { low, high, isLowIn, isHighIn } = part;
  const above = high === null ? "" : `${isHighIn ? " ≤ " : " < "}${full(high)}`;
  const start = low !== null && high !== null ? `${full(low)}${isLowIn ? " ≤ " : " < "}` : "";
  const below = low !== null && high === null ? `${isLowIn ? " ≥ " : " > "}${full(low)}` : "";
  const { so } = formulas.forward;
  return [group(text(`${start}z = `), plain(z), text(`${above}${below}${so}`))];
}

/** @param {readonly Part[]} parts @returns {number} */
function digitsIn(parts) {
  return parts.reduce((sum, part) => {
    if (part.kind === "number") return sum + part.digits;
    return sum + ("parts" in part ? digitsIn(part.parts) : 0);
  }, 0);
}

/**
 * A tree with its numbers, in digits enough for its result.
 * @param {Tree} tree
 * @param {number} result
 * @param {(key: string) => Role} [roleOf]
 * @returns {Part[]}
 */
export function fill(tree, result, roleOf) {
  const { operands, reckon, write } = written(tree, roleOf);
  const values = operands.map(({ value }) => value);
  const digits = enough(values, reckon, result, MOST_WRITTEN);
  return write(...operands.map((operand) => inDigits(operand, digits)));
}

/**
 * A sum over the units, term by term, in digits enough for its result; of many terms the largest.
 * @param {Expr} body
 * @param {Spot} spot
 * @param {number} result
 * @param {(key: string) => Role} [roleOf]
 * @param {(sum: number) => number} [whole] what is made of the sum
 */
export function sumOver(body, spot, result, roleOf, whole) {
  const terms = treesOver(body, spot)
    .filter((tree) => !isLiteral(tree, 0))
    .map((tree) => termOf(tree, roleOf));
  return sumOf(terms, result, { most: MOST_WRITTEN, whole });
}

/** What is added up over the units, each unit's own. @param {Expr} body @param {Spot} spot */
export function treesOver(body, spot) {
  const units = Math.max(...[...namesIn(body)].map((name) => lengthOf(spot.values[name])));
  return Array.from({ length: units }, (_, unit) => treeAt(body, { ...spot, unit }));
}

/** @param {number | readonly number[]} value */
function lengthOf(value) {
  return typeof value === "number" ? 1 : value.length;
}

/** @param {Tree} tree @param {(key: string) => Role} [roleOf] @returns {Term} */
function termOf(tree, roleOf) {
  const { operands, reckon, write } = written(tree, roleOf);
  return { operands, reckon, write: (...operands) => group(...write(...operands)) };
}
