/** Lines of an update written with numbers, in so many digits that a reader who reckons again gets the result shown. */

/** @import { Part } from "./parts.js" */
/** @import { Reckoning } from "./rule.js" */
/** @import { Written } from "./written.js" */

import { precise } from "../words/numbers.js";
import { decimalsApart, digitsAt, FEWEST, MOST, rounded } from "./digits.js";
import { equals, note, numbers, plain, symbols, text } from "./parts.js";

/** @typedef {{parts: Part[], digits: number}} Shown with the digits of the result */

/**
 * What makes a new weight of an old one: both in as many decimals as tell them apart.
 * @param {Written} move
 * @param {number} old
 * @param {number} now
 * @returns {Shown}
 */
export function writeMove(move, old, now) {
  const apart = decimalsApart(old, now);
  return fewest(move, now, (more) => [digitsAt(old, apart + more), digitsAt(now, apart + more)]);
}

/**
 * Symbols with their meaning, and the same with numbers: "g = ∂L/∂w = 0.12".
 * @param {Reckoning} reckoning
 * @param {string} words
 */
export function reckoningLines(reckoning, words) {
  const { name, operands, reckon, isAlone } = reckoning;
  const result = reckon(...operands.map(({ value }) => value));
  const head = text(`${name} = ${reckoning.symbols}`);
  const meaning = words ? [text("  "), note(words)] : [];
  if (isAlone) return [symbols(head, ...equals(result, "middle"), ...meaning)];
  const line = numbers(text("= "), ...(reckoning.signOf ? signParts(reckoning.signOf) : made()));
  return [symbols(head, ...meaning), line];

  function made() {
    return [...shown(reckoning, result), ...equals(result, "middle")];
  }
}

/** Of what it is the sign, twice, and which: "sign(0.9 · 0.01 + 0.1 · 0.2) = sign(0.029) = 1". @param {Written} of */
function signParts(of) {
  const value = of.reckon(...of.operands.map(({ value }) => value));
  return [
    ...signOf(shown(of, value)),
    text(" = "),
    ...signOf([plain(value)]),
    ...equals(Math.sign(value), "middle", 1),
  ];
}

/** @param {Part[]} parts */
function signOf(parts) {
  return [text("sign("), ...parts, text(")")];
}

/** What is shown of a line whose result has three digits. @param {Written} line @param {number} result */
export function shown(line, result) {
  return fewest(line, result, (more) => [FEWEST + more, FEWEST]).parts;
}

/**
 * Tries few digits first, of the operands as well as of the old weight and the result.
 * @param {Written} written
 * @param {number} result
 * @param {(more: number) => [number, number]} digitsWith digits of the old weight, and of the result
 * @returns {Shown}
 */
function fewest({ operands, areOld, reckon, write }, result, digitsWith) {
  const most = MOST - FEWEST;
  const shownWith = (/** @type {number[]} */ digits) =>
    write(...operands.map((operand, place) => ({ ...operand, digits: digits[place] })));
  for (let sum = 0; sum < 2 * most; sum += 1) {
    for (let more = Math.max(0, sum - most); more <= Math.min(sum, most); more += 1) {
      const [ofOld, ofResult] = digitsWith(more);
      const digits = areOld.map((isOld) => (isOld ? ofOld : FEWEST + sum - more));
      const read = operands.map(({ value }, place) => rounded(value, digits[place]));
      if (precise(reckon(...read), ofResult) === precise(result, ofResult))
        return { parts: shownWith(digits), digits: ofResult };
    }
  }
  const [ofOld, ofResult] = digitsWith(most);
  const digits = areOld.map((isOld) => (isOld ? ofOld : MOST));
  return { parts: shownWith(digits), digits: ofResult };
}
