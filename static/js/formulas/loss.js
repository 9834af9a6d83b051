/** Loss: how far one sample's outputs are from its targets, and the mean of that over the mini-batch. */

/** @import { Focus } from "./focus.js" */
/** @import { Formula, Line, Part } from "./parts.js" */
/** @import { Term } from "./terms.js" */

import { MOST_WRITTEN } from "./digits.js";
import { lossInfo, tensorsOf, unitsOf } from "./focus.js";
import {
  ended,
  group,
  mean,
  numbers,
  plain,
  section,
  strong,
  symbol,
  symbols,
  text,
} from "./parts.js";
import { at, average, targetsOf } from "./tensors.js";
import { single, sumOf } from "./terms.js";

const HUBER_BEND = 1;

/** Each output's share of a loss; a loss not listed here is shown by its formula and result. */
/** @type {Record<string, (a: number, y: number) => Term>} */
const SHARES = {
  squared_error: halfSquare,
  binary_cross_entropy(a, y) {
    if (y === 1) return negativeLog(a);
    return y === 0 ? negativeLogOfRest(a) : betweenLogs(a, y);
  },
  categorical_cross_entropy: (a, y) => (y === 1 ? negativeLog(a) : weightedLog(a, y)),
  huber: (a, y) => (Math.abs(a - y) <= HUBER_BEND ? halfSquare(a, y) : beyondTheBend(a, y)),
};

/** @param {number} a @param {number} y @returns {Term} */
function halfSquare(a, y) {
  return {
    operands: [plain(a), plain(y)],
    reckon: (a, y) => (a - y) ** 2 / 2,
    write: (a, y) => group(text("½("), a, text(" − "), y, text(")²")),
  };
}

/** @param {number} a @param {number} y @returns {Term} */
function beyondTheBend(a, y) {
  return {
    operands: [plain(a), plain(y)],
    reckon: (a, y) => Math.abs(a - y) - HUBER_BEND / 2,
    write: (a, y) => group(text("|"), a, text(" − "), y, text("| − ½")),
  };
}

/** @param {number} a @returns {Term} */
function negativeLog(a) {
  return {
    operands: [plain(a)],
    reckon: (a) => -Math.log(a),
    write: (a) => group(text("−ln "), a),
  };
}

/** @param {number} a @returns {Term} */
function negativeLogOfRest(a) {
  return {
    operands: [plain(a)],
    reckon: (a) => -Math.log1p(-a),
    write: (a) => group(text("−ln(1 − "), a, text(")")),
  };
}

/** @param {number} a @param {number} y @returns {Term} */
function weightedLog(a, y) {
  return {
    operands: [plain(y), plain(a)],
    reckon: (y, a) => -y * Math.log(a),
    write: (y, a) => group(text("−"), y, text("\u202f·\u202fln "), a),
  };
}

/** @param {number} a @param {number} y @returns {Term} */
function betweenLogs(a, y) {
  return {
    operands: [plain(y), plain(a), plain(1 - y)],
    reckon: (y, a, rest) => -(y * Math.log(a) + rest * Math.log1p(-a)),
    write: (y, a, rest) =>
      group(
        text("−"),
        y,
        text("\u202f·\u202fln "),
        a,
        text(" − "),
        rest,
        text("\u202f·\u202fln(1 − "),
        a,
        text(")"),
      ),
  };
}

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections">} */
export function loss(focus) {
  const all = Array.from(tensorsOf(focus, focus.last).loss?.data ?? []);
  return focus.wholeBatch ? ofTheBatch(all) : ofTheSample(focus, all);
}

/** @param {Focus} focus @param {number[]} all @returns {ReturnType<typeof loss>} */
function ofTheSample(focus, all) {
  const value = all[focus.sample];
  return {
    words: [
      strong("How wrong"),
      text(" this sample's answer is: each output against its "),
      strong("target"),
      text("."),
    ],
    lines: ended(
      [symbols(symbol("ℓ"), text(` = ${lossInfo(focus).formula}`)), ...filledIn(focus, value)],
      value,
    ),
    result: value,
    curve: null,
    sections: [
      section(`Mean over the mini-batch of ${all.length}`, {
        lines: [
          numbers(symbol("L"), text(" = mean of "), symbol("ℓ"), text(" = "), plain(average(all))),
        ],
      }),
    ],
  };
}

/** @param {number[]} all @returns {ReturnType<typeof loss>} */
function ofTheBatch(all) {
  const value = average(all);
  return {
    words: [
      text("The mini-batch's loss is the "),
      strong("mean"),
      text(` of its ${all.length} samples' losses.`),
    ],
    lines: ended(meanLines(mean("ℓ"), "ℓ", all), value),
    result: value,
    curve: null,
    sections: [],
  };
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

/** @param {Focus} focus @param {number} value @returns {Line[]} */
function filledIn(focus, value) {
  const { a } = tensorsOf(focus, focus.last);
  const y = targetsOf(focus.state);
  const { loss } = focus.run.spec;
  if (!a || !y || !SHARES[loss]) return [];
  const outputs = Array.from({ length: unitsOf(focus, focus.last) }, (_, unit) => ({
    a: at(a, focus.sample, unit),
    y: at(y, focus.sample, unit),
  }));
  const counted =
    loss === "categorical_cross_entropy" ? outputs.filter(({ y }) => y !== 0) : outputs;
  const terms = counted.map(({ a, y }) => SHARES[loss](a, y));
  return [numbers(text("= "), ...sumOf(terms, value, { most: MOST_WRITTEN }))];
}
