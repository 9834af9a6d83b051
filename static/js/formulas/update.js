/** Update: every weight moves against its mini-batch gradient, by the optimizer's rule. */

/** @import { Focus } from "./focus.js" */
/** @import { Change } from "./change.js" */
/** @import { Formula, Line, Part, Reason, Row, Section } from "./parts.js" */
/** @import { Expression, Rule } from "./rules.js" */

import { number, precise } from "../words/numbers.js";
import { changesOf, isSame, pushOf, rateUsed, usedFor } from "./change.js";
import { decimalsApart, digitsAt } from "./digits.js";
import { incoming, optimizerInfo, tensorsOf } from "./focus.js";
import {
  ended,
  given,
  group,
  note,
  numbers,
  plain,
  row,
  section,
  strong,
  symbol,
  symbols,
  text,
  typed,
} from "./parts.js";
import { reckoningLines, writeMove } from "./reckon.js";
import { constant, oldWeight, RULES } from "./rules.js";
import { largest, restRows } from "./terms.js";

/** What the letters of the rules mean. */
/** @type {Record<string, string>} */
const MEANINGS = {
  "β₁": "share of m that is kept",
  "β₂": "share of v that is kept",
  ε: "keeps the divisor above 0",
  κ: "weight decay",
  μ: "share of v that is kept",
  ρ: "share of v that is kept",
};

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections" | "reasons">} */
export function update(focus) {
  const changes = changesOf(focus);
  const rule = RULES[focus.run.spec.optimizer.kind];
  const { change, isLargest } = spelledOut(changes);
  const rate = rule ? rateUsed(focus, rule, changes) : null;
  return {
    words: words(focus, rule),
    lines: rule ? ruleLines(focus, rule, change, rate) : unknownRule(focus, change),
    result: change.now,
    curve: null,
    reasons: changes.flatMap(killed),
    sections: [
      ...(rule ? reckoning(focus, rule, change, rate) : remembered(focus, change)),
      weights(focus, changes, isLargest ? change : null),
    ],
  };
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

/** @param {Focus} focus @param {Rule | undefined} rule @returns {Part[]} */
function words(focus, rule) {
  const samples = focus.samples === 1 ? "the one sample" : `all ${focus.samples} samples`;
  return [
    text("Every weight moves "),
    strong("against"),
    text(` ${rule?.words ?? "its gradient."} A gradient is the `),
    strong("mean"),
    text(` over ${samples} of the mini-batch.`),
  ];
}

/**
 * The rule in symbols, then with one parameter's numbers.
 * @param {Focus} focus
 * @param {Rule} rule
 * @param {Change} change
 * @param {number | null} rate
 * @returns {Line[]}
 */
function ruleLines(focus, rule, change, rate) {
  const { old, now, step } = change;
  const used = usedFor(focus, change);
  const push = rule.push(used);
  const first = symbols(text(`${used.letter} ← ${used.letter} − η · ${push.symbols}`));
  if (rate === null || step === 0 || !isSame(rate * pushOf(focus, rule, change), -step))
    return [first, ...plainLines(focus, change)];
  const { parts, digits } = writeMove(moveOf(change, push, rate), old, now);
  return ended([first, numbers(nameOf(focus, change), text(" = "), ...parts)], now, digits);
}

/** The whole step as one expression. @param {Change} change @param {Expression} push @param {number} rate @returns {Expression} */
function moveOf({ old }, push, rate) {
  return {
    symbols: "",
    operands: [oldWeight(old), constant(rate), ...push.operands],
    reckon: (w, η, ...rest) => w - η * push.reckon(...rest),
    write: (w, η, ...rest) => [
      w,
      text(" "),
      group(text("− "), η, text("\u202f·\u202f")),
      ...push.write(...rest),
    ],
  };
}

/** A move that no rule spells out: by how much. @param {Focus} focus @param {Change} change @returns {Line[]} */
function plainLines(focus, change) {
  const { old, now, step } = change;
  const name = [nameOf(focus, change), text(" = ")];
  if (step === 0) return [numbers(...name, given(now, "result"), note(" unchanged"))];
  const decimals = decimalsApart(old, now);
  const parts = [given(old, "given", digitsAt(old, decimals)), text(step < 0 ? " − " : " + ")];
  return ended([numbers(...name, ...parts, plain(Math.abs(step)))], now, digitsAt(now, decimals));
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

/** Where the rule's numbers come from, and what its letters mean. @param {Focus} focus @param {Rule} rule @param {Change} change @param {number | null} rate @returns {Section[]} */
function reckoning(focus, rule, change, rate) {
  const used = usedFor(focus, change);
  const steps = rule.first(used);
  const isCounted = steps.some(({ symbols }) => symbols.includes("ᵗ"));
  const isPenalised = tensorsOf(focus).penalty_w !== undefined;
  if (!steps.length && !isPenalised) return [];
  const rows = [
    ...(rate === null ? [] : [row("η", [typed(rate), note(" learning rate")])]),
    ...(isPenalised ? [regularisation(focus)] : []),
    ...(isCounted ? [row("t", [typed(used.t), note(" number of this update")])] : []),
    ...Object.entries(used.constants).map(([name, value]) =>
      row(name, [typed(value), note(MEANINGS[name] ? ` ${MEANINGS[name]}` : "")]),
    ),
  ];
  const lines = steps.flatMap(reckoningLines);
  return [section(usedTitle(focus), { of: nameIn(change), lines, rows })];
}

/** @param {Focus} focus */
function regularisation({ run }) {
  return row("λ", [typed(run.spec.regularization.rate), note(" regularisation rate")]);
}

/** @param {Focus} focus */
function usedTitle(focus) {
  return `What ${optimizerInfo(focus).label} used`;
}

/** What the list of parameters calls it. @param {Change} change */
function nameIn({ from }) {
  return from === null ? "bias" : `i=${from + 1}`;
}

/** What an optimizer without a known rule has for the spelled out parameter. @param {Focus} focus @param {Change} change @returns {Section[]} */
function remembered(focus, change) {
  const { memory, constants } = usedFor(focus, change);
  const rows = [
    row("g", [given(change.gradient), note(" mean gradient")]),
    ...(change.penalty === null ? [] : [row("penalty", [given(change.penalty)])]),
    ...Object.entries(memory).map(([name, value]) =>
      row(name, [given(value, "middle"), note(" remembered")]),
    ),
    ...Object.entries(constants).map(([name, value]) => row(name, [typed(value)])),
    row("Δw", [given(change.step, "middle"), note(" the step")]),
  ];
  return [section(usedTitle(focus), { of: nameIn(change), rows })];
}

/** @param {Focus} focus @param {Change[]} changes @param {Change | null} largestOne @returns {Section} */
function weights(focus, changes, largestOne) {
  const cut = largest(
    changes.filter(({ from }) => from !== null),
    ({ step }) => step,
    { zero: "unchanged" },
  );
  const bias = changes.filter(({ from }) => from === null);
  const shown = (/** @type {Change} */ change) => changeRow(focus, change, change === largestOne);
  return section("New weights · mini-batch mean", {
    rows: [...cut.kept.map(shown), ...restRows(cut), ...bias.map(shown)],
    more: largestOne ? "Bold: the largest change" : "",
  });
}

/** @param {Focus} focus @param {Change} change @param {boolean} marked @returns {Row} */
function changeRow(focus, change, marked) {
  const { from } = change;
  const edge = from === null ? null : incoming(focus, from);
  return row(nameIn(change), moved(change), { marked, edge });
}

/** From old to new where so many digits tell them apart, and by how much. @param {Change} change @returns {Part[]} */
function moved({ old, now, step }) {
  if (step === 0) return [given(now, "middle"), note(" unchanged")];
  const decimals = decimalsApart(old, now);
  const [before, after] = [digitsAt(old, decimals), digitsAt(now, decimals)];
  const isSeen = precise(old, before) !== precise(now, after);
  return [
    ...(isSeen ? [given(old, "given", before), text(" → ")] : []),
    given(now, "middle", after),
    group(text(step > 0 ? " ▲ " : " ▼ "), given(step)),
  ];
}

/** An L1 penalty that carries a weight across zero leaves it there. @param {Change} change @returns {Reason[]} */
function killed({ from, old, now, penalty }) {
  if (from === null || penalty === null || now !== 0 || old === 0) return [];
  return [
    {
      kind: "note",
      text: `w${from + 1} was carried across zero by the penalty: it is exactly 0 now and stays there.`,
    },
  ];
}
