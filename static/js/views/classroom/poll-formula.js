/** The formula of what a poll asks: with the numbers that are known, and in place of the one that is asked a question mark. */

/** @import { PollQuestion, State, Truth } from "../../state/types" */
/** @import { Focus } from "../../formulas/focus.js" */
/** @import { Line, Part } from "../../formulas/parts.js" */

import { slopeCancels } from "../../formulas/backward.js";
import { inlined } from "../../formulas/expression.js";
import { fill } from "../../formulas/filled.js";
import {
  activationInfo,
  focusOn,
  letterOf,
  lossInfo,
  ofSample,
  optimizerInfo,
  spotOf,
} from "../../formulas/focus.js";
import { given, numbers, plain, strong, symbol, symbols, text } from "../../formulas/parts.js";
import { inSymbols } from "../../formulas/symbols.js";
import { amountsIn, treeAt } from "../../formulas/tree.js";
import { classroom as english } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { isThere } from "./point-mark.js";

const words = spoken(english).poll;
/** Stands for a number that is not known yet. */
export const UNKNOWN = "?";
const TIMES = text(" × ");
/** Before what an optimizer takes from a weight. */
const FROM = /^w − /;

/**
 * @param {PollQuestion} question
 * @param {State} state
 * @param {Truth | null} [truth] what came out, in place of the question mark
 * @returns {Line[]} the symbols, and below them the numbers where there are any; none of a free question
 */
export function linesOf(question, state, truth = null) {
  const { kind, marks } = question;
  if (marks.some((mark) => !isThere(state.run, mark))) return [];
  const [first, second] = truth?.values ?? [];
  const end = (/** @type {number} */ value) => [
    text(" = "),
    truth ? given(value, "result") : strong(UNKNOWN),
  ];
  switch (kind) {
    case "delta_sign":
      return deltaLines(question, state, end(first));
    case "up_or_down":
      return changeLines(question, state, end(first));
    case "moves_most":
      return changeLines(question, state, []);
    case "bigger":
      return [symbols(symbol("a", "A"), text(" − "), symbol("a", "B"), ...end(first - second))];
    case "loss_falls":
      return [symbols(text(words.lossChange), ...end(second - first))];
    default:
      return [];
  }
}

/** @param {PollQuestion} question @param {State} state @param {Part[]} end @returns {Line[]} */
function deltaLines({ marks: [mark], sample }, state, end) {
  if (!state.run) return [];
  const focus = {
    ...focusOn({ ...state, scope: "sample", sample }, state.run, mark.layer, mark.unit),
    sample,
  };
  const begin = [text("δ = ")];
  const line = slopeCancels(focus) ? cancelled(focus) : blameTimesSlope(focus);
  if (!line) return [symbols(text("δ"), ...end)];
  const isKnown = line.numbers.length > 0;
  return [
    symbols(...begin, ...line.symbols, ...(isKnown ? [] : end)),
    ...(isKnown ? [numbers(...begin, ...line.numbers, ...end)] : []),
  ];
}

/** Where the loss is made for its activation. @param {Focus} focus */
function cancelled(focus) {
  const { delta_lines, constants } = lossInfo(focus);
  if (!delta_lines) return null;
  const expr = inlined(delta_lines);
  const isKnown = Number.isFinite(ofSample(focus, "a"));
  return {
    symbols: [text(inSymbols(expr, letterOf(focus)))],
    numbers: isKnown ? fill(treeAt(expr, spotOf(focus, constants)), Number.NaN) : [],
  };
}

/** Null where a neuron's slope is not its own. @param {Focus} focus */
function blameTimesSlope(focus) {
  const info = activationInfo(focus);
  if (info.couples_units) return null;
  const blame = ofSample(focus, "d_a");
  const slope = info.slope_lines
    ? inSymbols(inlined(info.slope_lines), letterOf(focus))
    : info.slope;
  return {
    symbols: [text(words.blame), TIMES, text(`(${slope})`)],
    numbers: Number.isFinite(blame) ? [given(blame), TIMES, ...slopeIn(focus)] : [],
  };
}

/** The slope with its numbers, not reckoned. @param {Focus} focus @returns {Part[]} */
function slopeIn(focus) {
  const { slope_lines } = activationInfo(focus);
  const tree = slope_lines ? treeAt(inlined(slope_lines), spotOf(focus)) : null;
  if (!tree || amountsIn(tree).length === 0)
    return [text("f′("), plain(ofSample(focus, "z")), text(")")];
  return [text("("), ...fill(tree, Number.NaN), text(")")];
}

/** @param {PollQuestion} question @param {State} state @param {Part[]} end @returns {Line[]} */
function changeLines({ marks: [mark] }, state, end) {
  if (!state.run) return [];
  const { formula } = optimizerInfo(focusOn(state, state.run, mark.layer, mark.unit));
  const [taken] = formula.replace(FROM, "−").split(",");
  return [symbols(text(`Δw = ${taken}`), ...end)];
}
