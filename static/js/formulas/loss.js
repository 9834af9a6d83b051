/** Loss: how far one sample's outputs are from its targets, and the mean of that over the mini-batch. */

/** @import { Focus } from "./focus.js" */
/** @import { Formula, Line, Part } from "./parts.js" */

import { enough, MOST_WRITTEN } from "./digits.js";
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
  target,
  text,
} from "./parts.js";
import { at, average, targetsOf } from "./tensors.js";
import { sumOf } from "./terms.js";

/** @typedef {{a: number, y: number}} Output */
/** @typedef {{share: (output: Output) => number, write: (output: Output, digits: number) => Part[]}} Written */

const HUBER_BEND = 1;

/** How each loss writes one output's share; one not listed here is shown by its formula and result. */
/** @type {Record<string, Written>} */
const WRITTEN = {
  squared_error: {
    share: ({ a, y }) => (a - y) ** 2 / 2,
    write: ({ a, y }, digits) => [
      text("½("),
      plain(a, digits),
      text(" − "),
      target(y, digits),
      text(")²"),
    ],
  },
  binary_cross_entropy: {
    share: ({ a, y }) => -(y * Math.log(a) + (1 - y) * Math.log1p(-a)),
    write: ({ a, y }, digits) =>
      y === 1
        ? [text("−ln "), plain(a, digits)]
        : y === 0
          ? [text("−ln(1 − "), plain(a, digits), text(")")]
          : [
              text("−"),
              target(y, digits),
              text(" ln "),
              plain(a, digits),
              text(" − "),
              plain(1 - y, digits),
              text(" ln(1 − "),
              plain(a, digits),
              text(")"),
            ],
  },
  categorical_cross_entropy: {
    share: ({ a, y }) => (y === 0 ? 0 : -y * Math.log(a)),
    write: ({ a, y }, digits) => [
      text("−"),
      ...(y === 1 ? [] : [target(y, digits), text("\u202f·\u202f")]),
      text("ln "),
      plain(a, digits),
    ],
  },
  huber: {
    share: ({ a, y }) =>
      Math.abs(a - y) <= HUBER_BEND ? (a - y) ** 2 / 2 : Math.abs(a - y) - HUBER_BEND / 2,
    write: ({ a, y }, digits) =>
      Math.abs(a - y) <= HUBER_BEND
        ? [text("½("), plain(a, digits), text(" − "), target(y, digits), text(")²")]
        : [text("|"), plain(a, digits), text(" − "), target(y, digits), text("| − ½")],
  },
};

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
      [symbols(symbol("ℓ"), text(` = ${lossInfo(focus).formula}`)), ...filledIn(focus)],
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
    values,
    (value) => value,
    (value) => plain(value),
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

/** @param {Focus} focus @returns {Line[]} */
function filledIn(focus) {
  const { a } = tensorsOf(focus, focus.last);
  const y = targetsOf(focus.state);
  const written = WRITTEN[focus.run.spec.loss];
  if (!a || !y || !written) return [];
  const outputs = Array.from({ length: unitsOf(focus, focus.last) }, (_, unit) => ({
    a: at(a, focus.sample, unit),
    y: at(y, focus.sample, unit),
  }));
  const counted =
    focus.run.spec.loss === "categorical_cross_entropy"
      ? outputs.filter(({ y }) => y !== 0)
      : outputs;
  const { share, write } = written;
  const digits = enough(
    counted.flatMap(({ a, y }) => [a, y]),
    (...read) =>
      counted.reduce(
        (sum, _, place) => sum + share({ a: read[2 * place], y: read[2 * place + 1] }),
        0,
      ),
    counted.reduce((sum, output) => sum + share(output), 0),
    MOST_WRITTEN,
  );
  const terms = sumOf(counted, share, (output) => group(...write(output, digits)));
  return [numbers(text("= "), ...terms)];
}
