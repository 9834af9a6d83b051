/** The formula of what a poll asks: with the numbers that are known, and in place of the one that is asked a question mark. */

/** @import { Poll, PollQuestion, State, Truth } from "../../state/types" */
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
 * @param {Pick<Poll, "question" | "index">} poll
 * @param {State} state
 * @param {Truth | null} [truth] what came out, in place of the question mark
 * @returns {Line[]} the symbols, and below them the numbers while the run stands where they are; none of a free question
 */
export function linesOf({ question, index }, state, truth = null) {
  const { kind, marks } = question;
  if (marks.some((mark) => !isThere(state.run, mark))) return [];
  const [first, second] = truth?.values ?? [];
  const end = (/** @type {number} */ value) => [
    text(" = "),
    truth ? given(value, "result") : strong(UNKNOWN),
  ];
  switch (kind) {
    case "delta_sign":
      return deltaLines(question, state, isMade(index, state), end(first));
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

/** Whether what a step makes is what the run shows now. @param {number} index @param {Pick<State, "run" | "position">} state */
function isMade(index, { run, position }) {
  if (!run || !position || position.index < index) return false;
  const passOf = (/** @type {number} */ at) => Math.floor((at - 1) / run.steps_per_batch);
  return passOf(position.index) === passOf(index);
}

/** @param {PollQuestion} question @param {State} state @param {boolean} isKnown @param {Part[]} end @returns {Line[]} */
function deltaLines({ marks: [mark], sample }, state, isKnown, end) {
  if (!state.run) return [];
  const focus = {
    ...focusOn({ ...state, scope: "sample", sample }, state.run, mark.layer, mark.unit),
    sample,
  };
  const begin = [text("δ = ")];
  const line = slopeCancels(focus) ? cancelled(focus) : blameTimesSlope(focus);
  if (!line) return [symbols(text("δ"), ...end)];
  if (!isKnown) return [symbols(...begin, ...line.symbols, ...end)];
  return [symbols(...begin, ...line.symbols), numbers(...begin, ...line.numbers(), ...end)];
}

/** Where the loss is made for its activation. @param {Focus} focus */
function cancelled(focus) {
  const { delta_lines, constants } = lossInfo(focus);
  if (!delta_lines) return null;
  const expr = inlined(delta_lines);
  return {
    symbols: [text(inSymbols(expr, letterOf(focus)))],
    numbers: () => fill(treeAt(expr, spotOf(focus, constants)), Number.NaN),
  };
}

/** Null where a neuron's slope is not its own. @param {Focus} focus */
function blameTimesSlope(focus) {
  const info = activationInfo(focus);
  if (info.couples_units) return null;
  const slope = info.slope_lines
    ? inSymbols(inlined(info.slope_lines), letterOf(focus))
    : info.slope;
  return {
    symbols: [text(words.blame), TIMES, text(`(${slope})`)],
    numbers: () => [given(ofSample(focus, "d_a")), TIMES, ...slopeIn(focus)],
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
