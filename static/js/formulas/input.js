/** Input: the sample's features and its target; and what is known of a neuron before anything is computed. */

/** @import { Focus } from "./focus.js" */
/** @import { Formula, Section } from "./parts.js" */

import { targetsOf } from "../state/select.js";
import { at } from "../state/tensors.js";
import { pretty } from "../words/names.js";
import { activationInfo, incoming, numberOf, tensorsOf, unitsOf } from "./focus.js";
import {
  equals,
  given,
  guide,
  numbers,
  plain,
  row,
  section,
  strong,
  symbol,
  symbols,
  text,
} from "./parts.js";
import { largest, restOf, restRows } from "./terms.js";

const MOST_LISTED = 12;

/** @typedef {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections">} Said */

/** @param {Focus} focus @returns {Said} */
export function input(focus) {
  const value = numberOf(focus, "a", 0, focus.unit);
  const name = focus.run.layers[0].names[focus.unit];
  const of = focus.wholeBatch ? `mini-batch mean of ${focus.samples}` : "this sample";
  return {
    words: [
      text("A mini-batch of "),
      strong(`${focus.samples} samples`),
      text(" is loaded. Each number goes into one input neuron."),
    ],
    lines: [
      numbers(symbol("a", focus.unit + 1), text(` = ${pretty(name)}`), ...equals(value, "result")),
    ],
    result: value,
    curve: null,
    sections: [features(focus, of), targets(focus, of)],
  };
}

/** @param {Focus} focus @param {string} of @returns {Section} */
function features(focus, of) {
  const all = named(focus, "a", 0);
  const cut = largest(all, ({ value }) => value, { most: MOST_LISTED });
  return section(`Features · ${of}`, {
    rows: cut.kept.map(shown),
    more: restOf(cut),
  });
}

/** @param {Focus} focus @param {string} of @returns {Section} */
function targets(focus, of) {
  return section(`Target · ${of}`, { rows: named(focus, "y", focus.last).map(shown) });
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
function shown({ label, value }) {
  return row(pretty(label), [plain(value)]);
}

/** Nothing has run yet. @returns {Said} */
export function start() {
  return {
    words: [
      text("The network has its starting weights and "),
      strong("no propagation has been made"),
      text(" yet."),
    ],
    lines: [
      guide(text("Press → to make one propagation: one layer at a time.")),
      guide(text("Forward, then the loss, then backward, then the update.")),
    ],
    result: null,
    curve: null,
    sections: [],
  };
}

/** A neuron that this mini-batch has not reached. @param {Focus} focus @returns {Said} */
export function unreached(focus) {
  if (focus.layer === 0) return { ...start(), sections: [] };
  const j = focus.unit + 1;
  return {
    words: [
      strong("Not computed yet"),
      text(" in this mini-batch. This is what the forward pass will do here."),
    ],
    lines: [
      symbols(
        symbol("z", j),
        text(" = Σ"),
        symbol("", "i"),
        text("\u2009"),
        symbol("a", "i"),
        text(" · "),
        symbol("w", `i${j}`),
        text(" + "),
        symbol("b", j),
      ),
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
  const bias = b ? [row("bias", [given(b.data[focus.unit])])] : [];
  return section("Incoming weights", {
    rows: [...rows, ...restRows(cut), ...bias],
  });
}
