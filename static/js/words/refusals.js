/** A refusal in words: what should stand in a field, and what stood there, from its code and limit. */

/** @import { Refusal } from "../state/types" */

import { full } from "./numbers.js";
import { tidy } from "./read-number.js";
import { words } from "./words.js";

const PERCENT = 100;

/**
 * What should stand in a field and what stood there: "at least 1, got 0".
 * @param {Refusal} refusal
 * @param {{ percent?: boolean }} [shown] how the field shows its number
 */
export function shouldBe(refusal, { percent = false } = {}) {
  const say = wordsFor(refusal);
  if (!say) return refusal.message;
  const allowed = say(refusal.limit, percent ? inPercent : full);
  return words.allowedAndGot(allowed, inWords(refusal.value, percent));
}

/**
 * The whole refusal, where no field of a form says what is meant.
 * @param {Refusal} refusal
 */
export function refusalOf(refusal) {
  if (!wordsFor(refusal)) return refusal.message;
  return words.refused(specPath(refusal.field), shouldBe(refusal));
}

/**
 * The path of a refused field as the rail knows it, without the command's own prefix.
 * @param {string} field
 */
export function specPath(field) {
  return field.replace(/^spec\./, "");
}

/** @param {Refusal} refusal */
function wordsFor({ code }) {
  const { allowed } = words;
  return code in allowed ? allowed[/** @type {keyof typeof allowed} */ (code)] : null;
}

/** @param {string} value @param {boolean} percent */
function inWords(value, percent) {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  return percent ? inPercent(number) : full(number);
}

/** @param {number} share */
function inPercent(share) {
  return `${full(tidy(PERCENT * share))} %`;
}
