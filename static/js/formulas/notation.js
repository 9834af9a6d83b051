/** How people write a formula: which brackets it needs, its powers, fractions and signs; in symbols or with numbers. */

/** @import { Part } from "./parts.js" */
/** @import { Leaf, Tree } from "./tree.js" */

import { group, raised, squared, text } from "./parts.js";
import { isLeaf, isLiteral, keyOf, literal } from "./tree.js";

/**
 * How its smallest parts are written.
 * @typedef {object} Style
 * @property {(leaf: Leaf) => Part} leaf
 * @property {(leaf: Leaf, isNegative: boolean) => Part | null} power e to that power, where it has a way of its own
 * @property {string} dot what stands between factors
 * @property {Part[]} sum what stands before what is added up over the units
 * @property {Style} [inSum] how that is written
 */

/** More than one letter: beside another it would be read as one word with it. */
const WORD_BEFORE = /\p{L}{2}$/u;
const WORD_AFTER = /^\p{L}{2}/u;
/** What the learning rate multiplies stands apart from it. */
const RATE = "η";

/** How tightly a piece holds together: a looser one needs brackets inside a tighter. */
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

/** So many pieces of a product, as "0.9 · 0.12", stay together with their sign on one line. */
const MOST_TOGETHER = 3;

/** @typedef {{parts: Part[], holds: number}} Piece */

/** Functions written before what they are of, without brackets where that is one number. */
/** @type {Record<string, string>} */
const BEFORE = {
  log: "ln",
  tanh: "tanh",
  sin: "sin",
  cos: "cos",
  tan: "tan",
  sinh: "sinh",
  cosh: "cosh",
  arctan: "arctan",
  arcsinh: "arsinh",
};
/** @type {Record<string, string>} */
const CALLED = { maximum: "max", minimum: "min", erf: "erf", erfc: "erfc", max: "max", min: "min" };
/** @type {Record<string, string>} */
const BETWEEN = {
  greater: " > ",
  greater_equal: " ≥ ",
  less: " < ",
  less_equal: " ≤ ",
  equal: " = ",
  not_equal: " ≠ ",
};
const EXPONENTS = new Map([
  [2, "²"],
  [3, "³"],
]);

/**
 * @param {Tree} tree
 * @param {Style} style
 * @returns {Part[]}
 */
export function notate(tree, style) {
  return sum(tree, style).parts;
}

/** @param {Tree} tree @param {Style} style @returns {Piece} */
function sum(tree, style) {
  const addends = addendsOf(tree);
  if (addends.length === 1) return signed(addends[0], style);
  const parts = addends.flatMap(({ isNegative, factors }, place) => {
    if (!place) return signed({ isNegative, factors }, style).parts;
    const product = productOf(factors, style).parts;
    const sign = isNegative ? "− " : "+ ";
    const isShort = product.length <= MOST_TOGETHER;
    return [text(" "), ...(isShort ? [group(text(sign), ...product)] : prefixed(sign, product))];
  });
  return { parts, holds: SUM };
}

/** @typedef {{isNegative: boolean, above: Tree[], below: Tree[]}} Factors */
/** @typedef {{isNegative: boolean, factors: Factors}} Addend */

/** @param {Addend} addend @param {Style} style @returns {Piece} */
function signed({ isNegative, factors }, style) {
  const { parts, holds } = productOf(factors, style);
  if (!isNegative) return { parts, holds };
  return { parts: [prefixed("−", parts)].flat(), holds: SUM };
}

/** @param {Factors} factors @param {Style} style @returns {Piece} */
function productOf({ above, below }, style) {
  const upper = above.length ? squares(above) : [literal(1)];
  if (upper.length === 1 && !below.length) return piece(upper[0], style);
  const isHalf = isLiteral(upper[0], 0.5) && upper.length > 1;
  const factors = (isHalf ? upper.slice(1) : upper).map((factor) =>
    within(factor, PRODUCT + 1, style),
  );
  const product = joined(factors, style.dot);
  const first = isHalf ? half(product, style) : product;
  if (!below.length) return { parts: first, holds: PRODUCT };
  const divisor =
    below.length === 1
      ? within(below[0], PRODUCT + 1, style)
      : bracketed(
          joined(
            below.map((factor) => within(factor, PRODUCT + 1, style)),
            style.dot,
          ),
        );
  return { parts: [...first, text(" "), ...prefixed("/ ", divisor)], holds: PRODUCT };
}

/** Numbers first, and what is multiplied by itself as its square. @param {Tree[]} factors @returns {Tree[]} */
function squares(factors) {
  /** @type {Tree[]} */
  const kept = [];
  const numbersFirst = [...factors].sort((a, b) => Number(isLiteral(b)) - Number(isLiteral(a)));
  for (const factor of numbersFirst) {
    const twin = kept.findIndex((one) => keyOf(one) === keyOf(factor));
    if (twin < 0) kept.push(factor);
    else kept[twin] = { op: "power", args: [factor, literal(2)] };
  }
  return kept;
}

/** ½ stands right before a bracket or a letter, and needs a sign before a number. @param {Part[]} product @param {Style} style */
function half(product, style) {
  const start = textOf(product.slice(0, 1));
  return prefixed(/^[(|\p{L}√]/u.test(start) ? "½" : `½${style.dot || "\u202f·\u202f"}`, product);
}

/** @param {Part[][]} factors @param {string} dot @returns {Part[]} */
function joined(factors, dot) {
  return factors.flatMap((factor, place) => {
    if (!place) return factor;
    const [before, after] = [textOf(factors[place - 1]), textOf(factor)];
    const isClear = /^[(|√\p{L}]/u.test(after) && before !== RATE;
    const needsDot = dot || !isClear || WORD_BEFORE.test(before) || WORD_AFTER.test(after);
    return needsDot ? [text(dot || "\u202f·\u202f"), ...factor] : factor;
  });
}

/** A part of a formula that must hold at least so tightly. @param {Tree} tree @param {number} least @param {Style} style */
function within(tree, least, style) {
  const { parts, holds } = sum(tree, style);
  return holds < least && !isNumber(tree) ? bracketed(parts) : parts;
}

/** A number with its sign is one thing: "0.2 · −0.5". @param {Tree} tree */
function isNumber(tree) {
  return isLeaf(tree);
}

/** What is neither a sum nor a product. @param {Tree} tree @param {Style} style @returns {Piece} */
function piece(tree, style) {
  if (isLeaf(tree)) return { parts: [leafPart(tree, style)], holds: ATOM };
  const { op, args } = tree;
  if (op === "power") return power(args, style);
  if (op === "exp") return exponential(args[0], style);
  if (op === "sqrt") return { parts: prefixed("√", within(args[0], ATOM, style)), holds: POWER };
  if (op === "absolute")
    return { parts: suffixed(prefixed("|", notate(args[0], style)), "|"), holds: ATOM };
  if (op === "floor")
    return { parts: suffixed(prefixed("⌊", notate(args[0], style)), "⌋"), holds: ATOM };
  if (op in BEFORE) {
    const name = BEFORE[op];
    return isLeaf(args[0])
      ? { parts: prefixed(`${name} `, notate(args[0], style)), holds: POWER }
      : { parts: prefixed(name, bracketed(notate(args[0], style))), holds: ATOM };
  }
  if (op in BETWEEN) {
    const [left, right] = args.map((arg) => within(arg, SUM + 1, style));
    return { parts: [...left, ...prefixed(BETWEEN[op], right)], holds: SUM };
  }
  if (op === "where") {
    const [condition, one, other] = args.map((arg) => notate(arg, style));
    return { parts: [...one, text(" if "), ...condition, text(", else "), ...other], holds: 0 };
  }
  if (op === "sum")
    return {
      parts: [...style.sum, ...within(args[0], PRODUCT, style.inSum ?? style)],
      holds: ATOM,
    };
  return { parts: called(CALLED[op] ?? op, args, style), holds: ATOM };
}

/** @param {string} name @param {Tree[]} args @param {Style} style */
function called(name, args, style) {
  // "max(0, z)": the bound comes first.
  const isBound = args.length === 2 && isLiteral(args[1]) && !isLiteral(args[0]);
  const ordered = isBound ? args.slice().reverse() : args;
  const inside = ordered.flatMap((arg, place) => [
    ...(place ? [text(", ")] : []),
    ...notate(arg, style),
  ]);
  return prefixed(name, bracketed(inside));
}

/** @param {Tree[]} args @param {Style} style @returns {Piece} */
function power([base, exponent], style) {
  const parts = within(base, ATOM, style);
  const sign = isLeaf(exponent) && exponent.kind === "literal" && EXPONENTS.get(exponent.value);
  if (!sign) return { parts: [...parts, raised(...notate(exponent, style))], holds: POWER };
  const isOne = parts.length === 1 && parts[0].kind === "number";
  return {
    parts: isOne && sign === "²" ? [squared(parts[0])] : suffixed(parts, sign),
    holds: POWER,
  };
}

/** @param {Tree} exponent @param {Style} style @returns {Piece} */
function exponential(exponent, style) {
  const isNegative = !isLeaf(exponent) && exponent.op === "negative";
  const leaf = isNegative ? exponent.args[0] : exponent;
  const own = isLeaf(leaf) ? style.power(leaf, isNegative) : null;
  return own
    ? { parts: [own], holds: POWER }
    : { parts: [text("e"), raised(...notate(exponent, style))], holds: POWER };
}

/** @param {Leaf} leaf @param {Style} style */
function leafPart(leaf, style) {
  return leaf.kind === "literal" ? text(numeral(leaf.value)) : style.leaf(leaf);
}

/** A number of the formula itself, as it was typed. @param {number} value */
function numeral(value) {
  if (value === Math.PI) return "π";
  return value === 0.5 ? "½" : String(value).replace("-", "−");
}

/** @param {Tree} tree @param {boolean} [isNegative] @returns {Addend[]} */
function addendsOf(tree, isNegative = false) {
  if (!isLeaf(tree) && (tree.op === "add" || tree.op === "subtract")) {
    const [one, other] = tree.args;
    const rest = addendsOf(other, (tree.op === "subtract") !== isNegative);
    return [...addendsOf(one, isNegative), ...rest];
  }
  if (!isLeaf(tree) && tree.op === "negative") return addendsOf(tree.args[0], !isNegative);
  const factors = factorsOf(tree);
  return [{ isNegative: factors.isNegative !== isNegative, factors }];
}

/** @param {Tree} tree @returns {Factors} */
function factorsOf(tree) {
  if (isLeaf(tree)) {
    const isNegative = tree.kind === "literal" && tree.value < 0;
    return { isNegative, above: [isNegative ? literal(-tree.value) : tree], below: [] };
  }
  const [one, other] = tree.args;
  if (tree.op === "negative") {
    const { isNegative, above, below } = factorsOf(one);
    return { isNegative: !isNegative, above, below };
  }
  if (tree.op !== "multiply" && tree.op !== "divide")
    return { isNegative: false, above: [tree], below: [] };
  const [first, second] = [factorsOf(one), factorsOf(other)];
  const isNegative = first.isNegative !== second.isNegative;
  const [above, below] =
    tree.op === "multiply" ? [second.above, second.below] : [second.below, second.above];
  const upper = [...first.above, ...above].filter((factor) => !isLiteral(factor, 1));
  return { isNegative, above: upper, below: [...first.below, ...below] };
}

/** @param {string} sign @param {Part[]} parts @returns {Part[]} never torn from what follows */
function prefixed(sign, parts) {
  return [group(text(sign), parts[0]), ...parts.slice(1)];
}

/** @param {Part[]} parts @param {string} sign @returns {Part[]} */
function suffixed(parts, sign) {
  return [...parts.slice(0, -1), group(/** @type {Part} */ (parts.at(-1)), text(sign))];
}

/** @param {Part[]} parts */
function bracketed(parts) {
  return suffixed(prefixed("(", parts), ")");
}

/** What stands there, of parts without numbers. @param {readonly Part[]} parts @returns {string} */
export function textOf(parts) {
  return parts
    .map((part) => {
      if (part.kind === "raised") return raisedText(textOf(part.parts));
      if ("parts" in part) return textOf(part.parts);
      return "text" in part ? part.text : "";
    })
    .join("");
}

const SMALL = new Map(Array.from("−+0123456789zt", (sign, at) => [sign, "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹ᶻᵗ"[at]]));

/** @param {string} power */
function raisedText(power) {
  const small = Array.from(power, (sign) => SMALL.get(sign));
  return small.every(Boolean) ? small.join("") : `^(${power})`;
}
