/** Forward: z = Σ a·w + b, then a = f(z). */

/** @import { Focus } from "./focus.js" */
/** @import { Formula, Line, Part, Section } from "./parts.js" */
/** @import { Term } from "./terms.js" */

import { number } from "../words/numbers.js";
import { enough } from "./digits.js";
import { filledValue } from "./filled.js";
import { activationInfo, activationName, incoming, numberOf, tensorsOf, unitsOf } from "./focus.js";
import {
  ended,
  equals,
  given,
  mean,
  numbers,
  plain,
  raised,
  row,
  section,
  strong,
  symbol,
  symbols,
  term,
  text,
} from "./parts.js";
import { at } from "./tensors.js";
import { largest, product, single, sumOf } from "./terms.js";

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections">} */
export function forward(focus) {
  const z = numberOf(focus, "z", focus.layer, focus.unit);
  const a = numberOf(focus, "a", focus.layer, focus.unit);
  const activation = activationName(focus);
  const softmax = activation === "softmax";
  return {
    words: words(focus, softmax),
    lines: [...sumLines(focus, z), ...ended(activationLines(focus, z, a, softmax), a)],
    result: a,
    curve: softmax || focus.wholeBatch ? null : { activation, z, a },
    sections: softmax ? [shares(focus)] : [],
  };
}

/** @param {Focus} focus @param {boolean} softmax @returns {Part[]} */
function words(focus, softmax) {
  const inputs = [
    strong("Inputs"),
    text(" times "),
    strong("weights"),
    text(", added up with the bias"),
  ];
  const last = softmax
    ? [
        text(", then "),
        strong("compared"),
        text(" with the other outputs: softmax gives each a share of 1."),
      ]
    : [text(", then bent by the "), strong("activation"), text(".")];
  const whole = focus.wholeBatch
    ? text(` Means over ${focus.samples} samples: each is bent on its own, then averaged.`)
    : text("");
  return [...inputs, ...last, whole];
}

/** @param {Focus} focus @param {number} z @returns {Line[]} */
function sumLines(focus, z) {
  const j = focus.unit + 1;
  const pick = focus.wholeBatch ? mean : symbol;
  const bias = tensorsOf(focus).b?.data[focus.unit] ?? 0;
  return [
    symbols(
      pick("z", j),
      text(" = Σ"),
      symbol("", "i"),
      text("\u2009"),
      pick("a", "i"),
      text("\u202f·\u202f"),
      symbol("w", `i${j}`),
      text(" + "),
      symbol("b", j),
    ),
    numbers(
      text("= "),
      ...sumOf(weightedInputs(focus), z, { last: [single(given(bias))] }),
      ...equals(z, "middle"),
    ),
  ];
}

/** @param {Focus} focus @returns {Term[]} */
function weightedInputs(focus) {
  const { w } = tensorsOf(focus);
  if (!w) return [];
  return Array.from({ length: unitsOf(focus, focus.layer - 1) }, (_, from) =>
    product(
      plain(numberOf(focus, "a", focus.layer - 1, from)),
      given(at(w, from, focus.unit)),
      (a, w) => term(incoming(focus, from), a, text("\u202f·\u202f"), w),
    ),
  );
}

/** @param {Focus} focus @param {number} z @param {number} a @param {boolean} softmax @returns {Line[]} */
function activationLines(focus, z, a, softmax) {
  const j = focus.unit + 1;
  const { label, formula } = activationInfo(focus);
  const activation = activationName(focus);
  if (focus.wholeBatch) {
    return [symbols(mean("a", j), text(" = mean of f("), symbol("z", j), text(`),  f = ${label}`))];
  }
  if (softmax) {
    return [
      symbols(
        symbol("a", j),
        text(" = e"),
        raised(symbol("z", j)),
        text(" / Σ"),
        symbol("", "k"),
        text(" e"),
        raised(symbol("z", "k")),
      ),
      ...softmaxNumbers(focus, z, a),
    ];
  }
  if (activation === "linear") return [symbols(symbol("a", j), text(" = "), symbol("z", j))];
  return [
    symbols(symbol("a", j), text(" = f("), symbol("z", j), text(`) = ${formula}`)),
    numbers(text("= "), ...filledValue(activation, z, a)),
  ];
}

/** Nothing where the powers are beyond the range of doubles. @param {Focus} focus @param {number} z @param {number} a @returns {Line[]} */
function softmaxNumbers(focus, z, a) {
  const own = Math.exp(z);
  const all = Array.from({ length: unitsOf(focus) }, (_, unit) =>
    Math.exp(numberOf(focus, "z", focus.layer, unit)),
  ).reduce((sum, power) => sum + power, 0);
  if (!Number.isFinite(all) || own === 0) return [];
  const digits = enough([own, all], (own, all) => own / all, a);
  return [numbers(text("= "), plain(own, digits), text(" / "), plain(all, digits))];
}

/** Every output's share, so that "compared with the others" can be seen. @param {Focus} focus @returns {Section} */
function shares(focus) {
  const units = Array.from({ length: unitsOf(focus) }, (_, unit) => ({
    unit,
    a: numberOf(focus, "a", focus.layer, unit),
    z: numberOf(focus, "z", focus.layer, unit),
  }));
  const { kept, left, words } = largest(units, ({ unit, a }) => (unit === focus.unit ? 2 : a));
  const rest = left.reduce((sum, { a }) => sum + a, 0);
  return section(focus.wholeBatch ? "Shares of 1 · mini-batch mean" : "Shares of 1 · this sample", {
    rows: kept.map(({ unit, a, z }) =>
      row(
        focus.run.layers[focus.layer].names[unit],
        focus.wholeBatch || !Number.isFinite(Math.exp(z))
          ? [text("z "), plain(z), text(", a "), plain(a)]
          : [symbol("e", "", "z"), text(" "), plain(Math.exp(z)), text(" → "), plain(a)],
        {
          share: a,
          marked: unit === focus.unit,
        },
      ),
    ),
    more: left.length ? `+ ${words} = ${number(rest)}` : "",
  });
}
