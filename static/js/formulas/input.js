/** Input: the sample's features and its target; and what is known of a neuron before anything is computed. */

/** @import { Focus } from "./focus.js" */
/** @import { Formula, Line, Section } from "./parts.js" */

import { isStandardised } from "../run/standardisation.js";
import { targetsOf } from "../state/select.js";
import { at } from "../state/tensors.js";
import { pretty } from "../words/names.js";
import { activationInfo, incoming, numberOf, tensorsOf, unitsOf } from "./focus.js";
import { sumInSymbols } from "./forward.js";
import {
  equals,
  given,
  guide,
  numbers,
  plain,
  row,
  said,
  section,
  symbol,
  symbols,
  text,
} from "./parts.js";
import { shown } from "./reckon.js";
import { largest, restOf, restRows } from "./terms.js";
import { treeAt } from "./tree.js";
import { formulas } from "./words.js";
import { written } from "./written.js";

const MOST_LISTED = 12;

/** @typedef {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections">} Said */

/** @param {Focus} focus @returns {Said} */
export function input(focus) {
  const value = numberOf(focus, "a", 0, focus.unit);
  const name = focus.run.layers[0].names[focus.unit];
  const { features: fed, targets: wanted, words: loaded } = formulas.inputs;
  const means = focus.wholeBatch ? focus.samples : null;
  return {
    words: said(loaded(focus.samples, isStandardised(focus.run))),
    lines: isStandardised(focus.run)
      ? standardised(focus, pretty(name), value)
      : [
          numbers(
            symbol("a", focus.unit + 1),
            text(` = ${pretty(name)}`),
            ...equals(value, "result"),
          ),
        ],
    result: value,
    curve: null,
    sections: [features(focus, fed(means)), targets(focus, wanted(means))],
  };
}

/** How an input is made of what the data hold. @param {Focus} focus @param {string} name @param {number} value @returns {Line[]} */
function standardised({ run, unit }, name, value) {
  const { mean, deviation } = run;
  const x = value * deviation[unit] + mean[unit];
  const values = { x, mean: mean[unit], deviation: deviation[unit] };
  const tree = treeAt(["divide", ["subtract", "x", "mean"], "deviation"], {
    values,
    unit: 0,
    kindOf: () => "amount",
  });
  const made = shown(
    written(tree, () => "given"),
    value,
  );
  return [
    symbols(symbol("a", unit + 1), text(` = ${formulas.inputs.standardised(name)}`)),
    numbers(text("= "), ...made, ...equals(value, "result")),
  ];
}

/** @param {Focus} focus @param {string} title @returns {Section} */
function features(focus, title) {
  const all = named(focus, "a", 0);
  const cut = largest(all, ({ value }) => value, { most: MOST_LISTED });
  return section(title, {
    rows: cut.kept.map(asRow),
    more: restOf(cut),
  });
}

/** @param {Focus} focus @param {string} title @returns {Section} */
function targets(focus, title) {
  return section(title, { rows: named(focus, "y", focus.last).map(asRow) });
}

/** @param {Focus} focus @param {"a" | "y"} name @param {number} layer */
function named(focus, name, layer) {
  if (!(name === "y" ? targetsOf(focus.state) : tensorsOf(focus, layer)[name])) return [];
  return focus.run.layers[layer].names.map((label, unit) => ({
    label,
    value: numberOf(focus, name, layer, unit),
  }));
}

/** @param {{label: string, value: number}} item */
function asRow({ label, value }) {
  return row(pretty(label), [plain(value)]);
}

/** Nothing has run yet, or nothing since something was changed. @param {number} index @returns {Said} */
export function start(index) {
  const { words: before, changed } = formulas.start;
  return {
    words: said(index === 0 ? before : changed),
    lines: [guide(text(formulas.start.press)), guide(text(formulas.start.order))],
    result: null,
    curve: null,
    sections: [],
  };
}

/** A neuron that this mini-batch has not reached. @param {Focus} focus @returns {Said} */
export function unreached(focus) {
  if (focus.layer === 0) return { ...start(focus.state.position?.index ?? 0), sections: [] };
  const j = focus.unit + 1;
  return {
    words: said(formulas.unreached.words),
    lines: [
      sumInSymbols(focus),
      symbols(
        symbol("a", j),
        text(" = f("),
        symbol("z", j),
        text(`) = ${activationInfo(focus).formula}`),
      ),
    ],
    result: null,
    curve: null,
    sections: [weightsNow(focus)],
  };
}

/** @param {Focus} focus @returns {Section} */
function weightsNow(focus) {
  const { w, b } = tensorsOf(focus);
  const all = w
    ? Array.from({ length: unitsOf(focus, focus.layer - 1) }, (_, from) => ({
        from,
        value: at(w, from, focus.unit),
      }))
    : [];
  const cut = largest(all, ({ value }) => value);
  const rows = cut.kept.map(({ from, value }) =>
    row(`i=${from + 1}`, [given(value)], { edge: incoming(focus, from) }),
  );
  const biased = b && focus.run.spec.use_biases;
  const bias = biased ? [row(formulas.bias, [given(b.data[focus.unit])])] : [];
  return section(formulas.unreached.weights, {
    rows: [...rows, ...restRows(cut), ...bias],
  });
}
