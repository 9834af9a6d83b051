/** Forward: z = Σ a·w + b, then a = f(z). */

/** @import { ActivationInfo, Expr } from "../state/types" */
/** @import { Focus } from "./focus.js" */
/** @import { Formula, Line, Section } from "./parts.js" */
/** @import { Term } from "./terms.js" */

import { at } from "../state/tensors.js";
import { number } from "../words/numbers.js";
import { tidy } from "../words/read-number.js";
import { shapeOf } from "./activation.js";
import { enough } from "./digits.js";
import { inlined } from "./expression.js";
import { fill, filledValue } from "./filled.js";
import {
  activated,
  activationInfo,
  incoming,
  letterOf,
  numberOf,
  ofSample,
  spotOf,
  tensorsOf,
  unitsOf,
} from "./focus.js";
import { parameterMade, traced, unitMade } from "./made.js";
import {
  ended,
  equals,
  given,
  inDigits,
  mean,
  numbers,
  plain,
  row,
  said,
  section,
  symbol,
  symbols,
  term,
  text,
  typed,
} from "./parts.js";
import { indexed, inSymbols } from "./symbols.js";
import { largest, product, single, sumOf } from "./terms.js";
import { treeAt } from "./tree.js";
import { formulas } from "./words.js";

const PERCENT = 100;
const TIMES = text("\u202f·\u202f");

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections">} */
export function forward(focus) {
  const z = numberOf(focus, "z", focus.layer, focus.unit);
  const a = numberOf(focus, "a", focus.layer, focus.unit);
  const info = activationInfo(focus);
  const shape = focus.wholeBatch ? null : shapeOf(info);
  return {
    words: sayingOf(focus, info),
    lines: [...sumLines(focus, z), ...activatedLines(focus, z, a)],
    result: a,
    curve: shape && { activation: info.name, f: shape.f, z, a: activated(focus) },
    sections: info.name === "softmax" ? [shares(focus)] : [],
  };
}

/** @param {Focus} focus @param {ActivationInfo} info */
function sayingOf(focus, { name, label, couples_units }) {
  const { sum, bent, softmax, coupled, means } = formulas.forward;
  const compared = name === "softmax" ? softmax : coupled(label);
  const saying =
    sum(focus.run.spec.use_biases) + (couples_units ? compared : bent) + dropping(focus);
  return said(focus.wholeBatch ? means(saying, focus.samples) : saying);
}

/** @param {Focus} focus */
function dropping({ run, layer }) {
  const share = run.spec.hidden[layer - 1]?.dropout ?? 0;
  return share ? formulas.forward.dropout(tidy(PERCENT * share)) : "";
}

/** From z to a: by the activation, and by the mask where some neurons are left out. @param {Focus} focus @param {number} z @param {number} a */
function activatedLines(focus, z, a) {
  const { mask } = tensorsOf(focus);
  const made = unitMade(focus, "a");
  if (!mask || focus.wholeBatch)
    return ended(activationLines(focus, "a", z, a), a, undefined, made);
  const [f, kept] = [activated(focus), ofSample(focus, "mask")];
  const j = focus.unit + 1;
  const digits = enough([f], (f) => f * kept, a);
  return [
    ...ended(activationLines(focus, "f", z, f), f),
    symbols(symbol("a", j), text(" = "), symbol("f", j), TIMES, symbol("m", j)),
    ...ended(
      [numbers(text("= "), inDigits(plain(f), digits), TIMES, typed(kept))],
      ...[a, undefined, made],
    ),
  ];
}

/** @param {Focus} focus @param {number} z @returns {Line[]} */
function sumLines(focus, z) {
  const bias = tensorsOf(focus).b?.data[focus.unit] ?? 0;
  const last = focus.run.spec.use_biases
    ? [single(traced(given(bias), parameterMade(focus, null)))]
    : [];
  return [
    sumInSymbols(focus, focus.wholeBatch ? mean : symbol),
    numbers(
      text("= "),
      ...sumOf(weightedInputs(focus), z, { last }),
      ...equals(z, "middle", undefined, unitMade(focus, "z")),
    ),
  ];
}

/** z = Σ a·w + b, without b where a run has no biases. @param {Focus} focus @param {typeof symbol} pick @returns {Line} */
export function sumInSymbols({ run, unit }, pick = symbol) {
  const j = unit + 1;
  return symbols(
    pick("z", j),
    text(" = Σ"),
    symbol("", "i"),
    text("\u2009"),
    pick("a", "i"),
    text("\u202f·\u202f"),
    symbol("w", `i${j}`),
    ...(run.spec.use_biases ? [text(" + "), symbol("b", j)] : []),
  );
}

/** @param {Focus} focus @returns {Term[]} */
function weightedInputs(focus) {
  const { w } = tensorsOf(focus);
  if (!w) return [];
  return Array.from({ length: unitsOf(focus, focus.layer - 1) }, (_, from) =>
    product(
      traced(
        plain(numberOf(focus, "a", focus.layer - 1, from)),
        unitMade(focus, "a", from, focus.layer - 1),
      ),
      traced(given(at(w, from, focus.unit)), parameterMade(focus, from)),
      (a, w) => term(incoming(focus, from), a, text("\u202f·\u202f"), w),
    ),
  );
}

/** @param {Focus} focus @param {"a" | "f"} letter @param {number} z @param {number} a @returns {Line[]} */
function activationLines(focus, letter, z, a) {
  const j = focus.unit + 1;
  const info = activationInfo(focus);
  if (focus.wholeBatch) {
    return [
      symbols(
        mean("a", j),
        text(formulas.forward.meanOfF),
        symbol("z", j),
        text(`)${tensorsOf(focus).mask ? " · m" : ""},  f = ${info.label}`),
      ),
    ];
  }
  if (info.couples_units && info.lines) return coupledLines(focus, letter, inlined(info.lines), a);
  const formula = info.formula || (info.lines && inSymbols(inlined(info.lines), letterOf(focus)));
  if (formula === "z") return [symbols(symbol(letter, j), text(" = "), symbol("z", j))];
  return [
    symbols(symbol(letter, j), text(" = f("), symbol("z", j), text(`) = ${formula}`)),
    numbers(...filledValue(info, z, a)),
  ];
}

/** Each unit's own part, over what is made of all. @param {Focus} focus @param {"a" | "f"} letter @param {Expr} expr @param {number} a @returns {Line[]} */
function coupledLines(focus, letter, expr, a) {
  const j = focus.unit + 1;
  const tree = treeAt(expr, spotOf(focus, activationInfo(focus).constants));
  return [
    symbols(symbol(letter, j), text(" = "), ...indexed(expr, letterOf(focus), j, ["z"])),
    numbers(text("= "), ...fill(tree, a)),
  ];
}

/** Every output's share, so that "compared with the others" can be seen. @param {Focus} focus @returns {Section} */
function shares(focus) {
  const units = Array.from({ length: unitsOf(focus) }, (_, unit) => ({
    unit,
    a: numberOf(focus, "a", focus.layer, unit),
    z: numberOf(focus, "z", focus.layer, unit),
  }));
  const {
    kept,
    left,
    words: others,
  } = largest(units, ({ unit, a }) => (unit === focus.unit ? 2 : a));
  const rest = left.reduce((sum, { a }) => sum + a, 0);
  return section(formulas.forward.shares(focus.wholeBatch), {
    rows: kept.map(({ unit, a, z }) =>
      row(
        focus.run.layers[focus.layer].names[unit],
        focus.wholeBatch || !Number.isFinite(Math.exp(z))
          ? [
              ...[text("z "), traced(plain(z), unitMade(focus, "z", unit))],
              ...[text(", a "), traced(plain(a), unitMade(focus, "a", unit))],
            ]
          : [
              ...[symbol("e", "", "z"), text(" "), plain(Math.exp(z)), text(" → ")],
              traced(plain(a), unitMade(focus, "a", unit)),
            ],
        {
          share: a,
          marked: unit === focus.unit,
        },
      ),
    ),
    more: left.length ? `+ ${others} = ${number(rest)}` : "",
  });
}
