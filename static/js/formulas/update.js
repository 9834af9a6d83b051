/** Update: every weight moves against its mini-batch gradient, by the optimizer's rule. */

/** @import { Focus } from "./focus.js" */
/** @import { Change } from "./change.js" */
/** @import { Formula, Line, Part, Reason, Row, Section } from "./parts.js" */
/** @import { Reckoning, Rule } from "./rule.js" */
/** @import { Spot } from "./tree.js" */

import { isSummed } from "../state/reduction.js";
import { isTrained } from "../state/trained.js";
import { number, precise } from "../words/numbers.js";
import { changesOf, rememberedNow } from "./change.js";
import { decimalsApart, digitsAt } from "./digits.js";
import { incoming, letterOf, optimizerInfo, tensorsOf } from "./focus.js";
import { parameterMade, traced } from "./made.js";
import {
  ended,
  given,
  group,
  note,
  numbers,
  row,
  said,
  section,
  symbol,
  symbols,
  text,
  typed,
} from "./parts.js";
import { reckoningLines, writeMove } from "./reckon.js";
import { ruleOf } from "./rule.js";
import { largest, restRows } from "./terms.js";
import { treeAt } from "./tree.js";
import { formulas } from "./words.js";
import { written } from "./written.js";

/** Steps that differ by less are the same: frames of large networks hold single precision. */
const SAME_STEP = 1e-5;

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections" | "reasons">} */
export function update(focus) {
  const changes = changesOf(focus);
  const { change, isLargest } = spelledOut(changes);
  if (isHeld(focus, change)) return heldStill(focus, changes, change);
  const rule = ruleOf(focus, change);
  return {
    words: sayingOf(focus),
    lines: rule ? ruleLines(focus, rule, change) : unknownRule(focus, change),
    result: change.now,
    curve: null,
    reasons: changes.flatMap(killed),
    sections: [
      ...(rule ? reckoning(focus, rule, change) : remembered(focus, change)),
      weights(focus, changes, isLargest ? change : null),
    ],
  };
}

/** Whether a parameter is not trained. @param {Focus} focus @param {Change} change */
function isHeld({ run, layer }, { from }) {
  return !isTrained(run.spec, layer, from === null ? "biases" : "weights");
}

/** A layer that is not trained: no rule moves it. @param {Focus} focus @param {Change[]} changes @param {Change} change @returns {ReturnType<typeof update>} */
function heldStill(focus, changes, change) {
  return {
    words: said(formulas.update.frozen),
    lines: plainLines(focus, change),
    result: change.now,
    curve: null,
    reasons: [],
    sections: [weights(focus, changes, null)],
  };
}

/** @param {Focus} focus @param {Change} change */
function stillness(focus, change) {
  const { notTrained, noBiases, unchanged } = formulas.update;
  if (!isHeld(focus, change)) return note(unchanged);
  const isAbsent = change.from === null && !focus.run.spec.use_biases;
  return note(isAbsent ? noBiases : notTrained);
}

/**
 * The parameter whose update is written out, the one that moved most, and whether it can be seen to.
 * @param {Change[]} changes
 */
function spelledOut(changes) {
  const change = changes.reduce((best, one) =>
    Math.abs(one.step) > Math.abs(best.step) ? one : best,
  );
  const seen = number(Math.abs(change.step));
  const equal = changes.filter(({ step }) => number(Math.abs(step)) === seen);
  return { change, isLargest: equal.length === 1 && change.step !== 0 };
}

/** @param {Focus} focus */
function sayingOf(focus) {
  const { name, label } = optimizerInfo(focus);
  return said(formulas.update.words(name, label, focus.samples, isSummed(focus.run.spec)));
}

/**
 * The rule in symbols, then with one parameter's numbers.
 * @param {Focus} focus
 * @param {Rule} rule
 * @param {Change} change
 * @returns {Line[]}
 */
function ruleLines(focus, { move, step }, change) {
  const { old, now } = change;
  const first = symbols(text(`${move.name} ← ${move.symbols}`));
  if (change.step === 0 || Math.abs(step - change.step) > SAME_STEP * Math.abs(change.step))
    return [first, ...plainLines(focus, change)];
  const { parts, digits } = writeMove(move, old, now);
  const line = numbers(nameOf(focus, change), text(" = "), ...parts);
  return ended([first, line], now, digits, parameterMade(focus, change.from));
}

/** A move that no rule spells out: by how much. @param {Focus} focus @param {Change} change @returns {Line[]} */
function plainLines(focus, change) {
  const { old, now, step } = change;
  const name = [nameOf(focus, change), text(" = ")];
  const made = parameterMade(focus, change.from);
  if (step === 0)
    return [numbers(...name, traced(given(now, "result"), made), stillness(focus, change))];
  const { parts, digits } = writeMove(moveBy(old, step), old, now);
  return ended([numbers(...name, ...parts)], now, digits, made);
}

/** @param {number} old @param {number} step */
function moveBy(old, step) {
  const values = { w: old, size: Math.abs(step) };
  /** @type {Spot} */
  const spot = { values, unit: 0, kindOf: (name) => (name === "w" ? "old" : "amount") };
  return written(treeAt([step < 0 ? "subtract" : "add", "w", "size"], spot), () => "given");
}

/** @param {Focus} focus @param {Change} change @returns {Part} */
function nameOf({ unit }, { from }) {
  return from === null ? symbol("b", unit + 1) : symbol("w", `${from + 1},${unit + 1}`);
}

/** An optimizer whose rule is known by its formula only: memory first, as it is refreshed first. @param {Focus} focus @param {Change} change @returns {Line[]} */
function unknownRule(focus, change) {
  const [move, ...memories] = optimizerInfo(focus).formula.split(", ");
  return [
    ...[...memories, `w ← ${move}`].map((formula) => symbols(text(formula))),
    ...plainLines(focus, change),
  ];
}

/** Where the rule's numbers come from, and what its letters mean. @param {Focus} focus @param {Rule} rule @param {Change} change @returns {Section[]} */
function reckoning(focus, { first, constants, eta, scheduled, t }, change) {
  const isPenalised = tensorsOf(focus).penalty_w !== undefined;
  if (!first.length && !isPenalised) return [];
  const { name: optimizer } = optimizerInfo(focus);
  const rows = [
    ...(eta === null ? [] : [row("η", [typed(eta), note(formulas.update.learningRate)])]),
    ...Object.entries(scheduled).map(([letter, value], place) =>
      row(letter, [place ? given(value) : typed(value), note(formulas.update.scheduled[place])]),
    ),
    ...(isPenalised ? [regularisation(focus)] : []),
    ...(t === null ? [] : [row("t", [typed(t), note(formulas.update.number)])]),
    ...Object.entries(constants).map(([name, value]) =>
      row(name, [typed(value), note(formulas.update.constant(optimizer, name))]),
    ),
  ];
  const lines = first.flatMap((line) => reckoningLines(line, meaningOf(focus, change, line)));
  return [section(usedTitle(focus), { of: nameIn(change), lines, rows })];
}

/** @param {Focus} focus @param {Change} change @param {Reckoning} line */
function meaningOf(focus, { penalty }, { name }) {
  const { line, batchGradient, rates } = formulas.update;
  if (name in rates) return rates[name];
  if (name === "g") return batchGradient(isSummed(focus.run.spec), penalty !== null);
  return line(optimizerInfo(focus).name, name);
}

/** @param {Focus} focus */
function regularisation({ run }) {
  return row("λ", [typed(run.spec.regularization.rate), note(formulas.update.penaltyRate)]);
}

/** @param {Focus} focus */
function usedTitle(focus) {
  return formulas.update.used(optimizerInfo(focus).label);
}

/** What the list of parameters calls it. @param {Change} change */
function nameIn({ from }) {
  return from === null ? formulas.bias : `i=${from + 1}`;
}

/** What an optimizer without a known rule has for the spelled out parameter. @param {Focus} focus @param {Change} change @returns {Section[]} */
function remembered(focus, change) {
  const { memory, constants = {} } = optimizerInfo(focus);
  const letter = letterOf(focus);
  const rows = [
    row("g", [given(change.gradient), note(formulas.update.gradient(isSummed(focus.run.spec)))]),
    ...(change.penalty === null ? [] : [row(formulas.update.penalty, [given(change.penalty)])]),
    ...memory.map((name) =>
      row(letter(name), [
        given(rememberedNow(focus, change, name), "middle"),
        note(formulas.update.remembered),
      ]),
    ),
    ...Object.entries(constants).map(([name, value]) => row(letter(name), [typed(value)])),
    row("Δw", [given(change.step, "middle"), note(formulas.update.step)]),
  ];
  return [section(usedTitle(focus), { of: nameIn(change), rows })];
}

/** @param {Focus} focus @param {Change[]} changes @param {Change | null} largestOne @returns {Section} */
function weights(focus, changes, largestOne) {
  const cut = largest(
    changes.filter(({ from }) => from !== null),
    ({ step }) => step,
    { zero: formulas.update.unchangedAll },
  );
  const bias = changes.filter(({ from }) => from === null);
  const shown = (/** @type {Change} */ change) => changeRow(focus, change, change === largestOne);
  return section(formulas.update.weights(isSummed(focus.run.spec)), {
    rows: [...cut.kept.map(shown), ...restRows(cut), ...bias.map(shown)],
    more: largestOne ? formulas.update.bold : "",
  });
}

/** @param {Focus} focus @param {Change} change @param {boolean} marked @returns {Row} */
function changeRow(focus, change, marked) {
  const { from } = change;
  const edge = from === null ? null : incoming(focus, from);
  return row(nameIn(change), moved(focus, change), { marked, edge });
}

/** From old to new where so many digits tell them apart, and by how much. @param {Focus} focus @param {Change} change @returns {Part[]} */
function moved(focus, change) {
  const { old, now, step } = change;
  const made = parameterMade(focus, change.from);
  if (step === 0) return [traced(given(now, "middle"), made), stillness(focus, change)];
  const decimals = decimalsApart(old, now);
  const [before, after] = [digitsAt(old, decimals), digitsAt(now, decimals)];
  const isSeen = precise(old, before) !== precise(now, after);
  return [
    ...(isSeen ? [given(old, "given", before), text(" → ")] : []),
    traced(given(now, "middle", after), made),
    group(text(step > 0 ? " ▲ " : " ▼ "), given(step)),
  ];
}

/** An L1 penalty that carries a weight across zero leaves it there. @param {Change} change @returns {Reason[]} */
function killed({ from, old, now, penalty }) {
  if (from === null || penalty === null || now !== 0 || old === 0) return [];
  return [
    {
      kind: "note",
      text: formulas.reasons.killed(from + 1),
    },
  ];
}
