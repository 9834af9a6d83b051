/** Expressions written with numbers, in so many digits that a reader who reckons again gets the result shown. */

/** @import { Part } from "./parts.js" */
/** @import { Expression, Operand, Reckoning } from "./rules.js" */

import { precise } from "../words/numbers.js";
import { decimalsApart, digitsAt, FEWEST, MOST, rounded, shortest } from "./digits.js";
import { equals, given, note, numbers, plain, symbols, text } from "./parts.js";

/** @typedef {{parts: Part[], digits: number}} Written with the digits of the result */

/**
 * An expression that makes a new weight of an old one: both in as many decimals as tell them apart.
 * @param {Expression} expression
 * @param {number} old
 * @param {number} now
 * @returns {Written}
 */
export function writeMove(expression, old, now) {
  const apart = decimalsApart(old, now);
  return fewest(expression, now, (more) => [
    digitsAt(old, apart + more),
    digitsAt(now, apart + more),
  ]);
}

/**
 * Symbols with their meaning, and the same with numbers: "g = ∂L/∂w = 0.12".
 * @param {Reckoning} reckoning
 */
export function reckoningLines(reckoning) {
  const { name, words, operands, reckon } = reckoning;
  const result = reckon(...operands.map(({ value }) => value));
  const head = text(`${name} = ${reckoning.symbols}`);
  const meaning = [text("  "), note(words)];
  if (operands.length === 1) return [symbols(head, ...equals(result, "middle"), ...meaning)];
  const { parts } = fewest(reckoning, result, (more) => [FEWEST + more, FEWEST]);
  return [symbols(head, ...meaning), numbers(text("= "), ...parts, ...equals(result, "middle"))];
}

/**
 * Tries few digits first, of the operands as well as of the old weight and the result.
 * @param {Expression} expression
 * @param {number} result
 * @param {(more: number) => [number, number]} digitsWith digits of the old weight, and of the result
 * @returns {Written}
 */
function fewest({ operands, reckon, write }, result, digitsWith) {
  const most = MOST - FEWEST;
  for (let sum = 0; sum < 2 * most; sum += 1) {
    for (let more = Math.max(0, sum - most); more <= Math.min(sum, most); more += 1) {
      const [ofOld, ofResult] = digitsWith(more);
      const shown = operands.map((operand) => digitsOf(operand, FEWEST + sum - more, ofOld));
      const read = operands.map(({ value }, place) => rounded(value, shown[place]));
      if (precise(reckon(...read), ofResult) === precise(result, ofResult))
        return { parts: write(...written(operands, shown)), digits: ofResult };
    }
  }
  const [ofOld, ofResult] = digitsWith(most);
  const shown = operands.map((operand) => digitsOf(operand, MOST, ofOld));
  return { parts: write(...written(operands, shown)), digits: ofResult };
}

/** @param {Operand} operand @param {number} digits @param {number} ofOld */
function digitsOf({ kind, value }, digits, ofOld) {
  return { number: digits, constant: shortest(value), old: ofOld }[kind];
}

/** @param {readonly Operand[]} operands @param {number[]} digits @returns {Part[]} */
function written(operands, digits) {
  return operands.map(({ kind, value }, place) =>
    kind === "constant" ? plain(value, digits[place]) : given(value, "given", digits[place]),
  );
}
