/** Loss: how far one sample's outputs are from its targets, and the mean or sum of that over the mini-batch. */

/** @import { Expr } from "../state/types" */
/** @import { Focus } from "./focus.js" */
/** @import { Formula, Line, Part, Section } from "./parts.js" */
/** @import { Spot } from "./tree.js" */

import { isSummed, reduced } from "../state/reduction.js";
import { penaltyOf } from "../state/select.js";
import { average, total } from "../state/tensors.js";
import { evaluate, inlined, isOperation, sumsIn } from "./expression.js";
import { fill, sumOver, treesOver } from "./filled.js";
import { letterOf, lossInfo, penaltyInfo, spotOf, tensorsOf } from "./focus.js";
import { lossMade, traced } from "./made.js";
import { notate } from "./notation.js";
import {
  ended,
  equals,
  group,
  mean,
  numbers,
  plain,
  said,
  section,
  symbol,
  symbols,
  text,
  typed,
} from "./parts.js";
import { inSymbols } from "./symbols.js";
import { single, sumOf } from "./terms.js";
import { isLeaf, treeAt, worthOf } from "./tree.js";
import { formulas } from "./words.js";

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections">} */
export function loss(focus) {
  const all = Array.from(tensorsOf(focus, focus.last).loss?.data ?? []);
  return focus.wholeBatch ? ofTheBatch(focus, all) : ofTheSample(focus, all);
}

/** @param {Focus} focus @param {number[]} all @returns {ReturnType<typeof loss>} */
function ofTheSample(focus, all) {
  const value = all[focus.sample];
  const { spec } = focus.run;
  return {
    words: said(formulas.loss.words),
    lines: ended(
      [symbols(symbol("ℓ"), text(` = ${inLetters(focus)}`)), ...filledIn(focus, value)],
      ...[value, undefined, lossMade(focus)],
    ),
    result: value,
    curve: null,
    sections: [
      section(formulas.loss.batch(all.length, isSummed(spec)), {
        lines: [
          numbers(
            symbol("L"),
            text(formulas.loss.batchOf(isSummed(spec))),
            symbol("ℓ"),
            text(" = "),
            traced(plain(reduced(spec, all)), lossMade(focus, true)),
          ),
        ],
      }),
      ...penalised(focus, reduced(spec, all)),
    ],
  };
}

/** @param {Focus} focus */
function inLetters(focus) {
  const { formula, lines, name } = lossInfo(focus);
  return formula || (lines ? inSymbols(inlined(lines), letterOf(focus)) : name);
}

/** @param {Focus} focus @param {number[]} all @returns {ReturnType<typeof loss>} */
function ofTheBatch(focus, all) {
  const { spec } = focus.run;
  const value = reduced(spec, all);
  const lines = isSummed(spec) ? sumLines(symbol("L"), "ℓ", all) : meanLines(mean("ℓ"), "ℓ", all);
  return {
    words: said(formulas.loss.batchWords(all.length, isSummed(spec))),
    lines: ended(lines, value, undefined, lossMade(focus)),
    result: value,
    curve: null,
    sections: penalised(focus, value),
  };
}

/** The mini-batch's loss with the penalty, if there is one. @param {Focus} focus @param {number} value the loss without it @returns {Section[]} */
function penalised(focus, value) {
  const penalty = penaltyOf(focus.state, focus.run);
  if (penalty === null) return [];
  const total = value + penalty;
  const { withPenalty, once } = formulas.loss;
  const terms = sumOf([single(plain(value)), single(plain(penalty))], total);
  return [
    section(withPenalty, {
      lines: [
        symbols(symbol("L"), text(` + ${penaltyFormula(focus)}`)),
        numbers(text("= "), ...terms, ...equals(total, "middle")),
      ],
      more: once(isSummed(focus.run.spec)),
    }),
  ];
}

/** @param {Focus} focus */
function penaltyFormula(focus) {
  return penaltyInfo(focus)?.formula || formulas.update.penalty;
}

/**
 * A mean over the samples, in symbols and in numbers.
 * @param {Part} name
 * @param {string} each
 * @param {number[]} values
 * @returns {Line[]}
 */
export function meanLines(name, each, values) {
  const terms = sumOf(
    values.map((value) => single(plain(value))),
    average(values),
    { whole: (sum) => sum / values.length },
  );
  return [
    symbols(
      name,
      text(` = (1/${values.length}) Σ`),
      symbol("", "s"),
      text("\u2009"),
      symbol(each, "", "(s)"),
    ),
    numbers(text(`= (1/${values.length}) (`), ...terms, text(")")),
  ];
}

/**
 * A sum over the samples, in symbols and in numbers.
 * @param {Part} name
 * @param {string} each
 * @param {number[]} values
 * @returns {Line[]}
 */
function sumLines(name, each, values) {
  const terms = values.map((value) => single(plain(value)));
  return [
    symbols(name, text(" = Σ"), symbol("", "s"), text("\u2009"), symbol(each, "", "(s)")),
    numbers(text("= "), ...sumOf(terms, total(values))),
  ];
}

/** As books have it, else as the engine reckons it; nothing where neither is known. @param {Focus} focus @param {number} value @returns {Line[]} */
function filledIn(focus, value) {
  const { textbook_lines, lines, constants, targets } = lossInfo(focus);
  const isMarked = targets !== undefined && targets !== "any";
  const spot = spotOf(focus, constants);
  /** @type {Spot["kindOf"]} */
  const kindOf = (name, at) =>
    isMarked && name === "y" && (at === 0 || at === 1) ? "literal" : spot.kindOf(name, at);
  for (const way of [textbook_lines, lines]) {
    const parts = way ? lossParts(inlined(way), { ...spot, kindOf }, value) : [];
    if (parts.length) return [numbers(text("= "), ...parts)];
  }
  return [];
}

/**
 * Its sum over the outputs term by term, and what is made of that. Nothing where it has no finite value: the
 * logarithm of an answer that is 0 in all its digits.
 * @param {Expr} expr
 * @param {Spot} spot
 * @param {number} value
 * @returns {Part[]}
 */
function lossParts(expr, spot, value) {
  const each = body(expr);
  if (each !== null) {
    const isKnown = treesOver(each, spot).every((tree) => Number.isFinite(worthOf(tree)));
    return isKnown ? sumOver(each, spot, value) : [];
  }
  if (!Number.isFinite(Number(evaluate(expr, spot.values)))) return [];
  const sums = sumsIn(expr);
  if (sums.length !== 1) return fill(treeAt(expr, spot), value);
  const [sum] = sums;
  const tree = treeAt(expr, spot);
  const own = JSON.stringify(sum);
  const whole = (/** @type {number} */ made) =>
    worthOf(tree, (leaf) => (leaf.key === own ? made : leaf.value));
  const terms = sumOver(sum[1], spot, value, undefined, whole);
  if (isLeaf(tree)) return terms;
  return notate(tree, {
    leaf: (leaf) => (leaf.key === own ? group(text("("), ...terms, text(")")) : typed(leaf.value)),
    power: () => null,
    dot: "\u202f·\u202f",
    sum: [text("Σ ")],
  });
}

/** Each output's share, where the whole is their sum and nothing but a number is before it. @param {Expr} expr @returns {Expr | null} */
function body(expr) {
  if (!isOperation(expr)) return null;
  const [op, one, other] = expr;
  if (op === "sum") return one;
  const each = op === "negative" ? body(one) : op === "multiply" ? body(other) : null;
  if (each === null) return null;
  if (op === "negative") return ["negative", each];
  return typeof one === "number" ? ["multiply", one, each] : null;
}
