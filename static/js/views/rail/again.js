/** Which settings start the run again is said before they are pressed: all that cannot change on the way. */

import { words } from "../../words/words.js";

/**
 * Whether a field of the specification can change in the course of a run.
 * @param {string} path
 * @param {readonly string[]} changeable as the catalogue has it: "*" is any of a list
 */
export function canChange(path, changeable) {
  const names = path.split(".");
  return changeable.some((pattern) =>
    pattern.split(".").every((name, at) => name === "*" || name === names[at]),
  );
}

/** @param {HTMLElement} label @param {boolean} [again] */
export function markAgain(label, again = true) {
  label.classList.toggle("again", again);
  label.title = again ? words.rail.startsAgain : "";
}

/**
 * A line of a menu that starts the run again says so itself, where others do not.
 * @template {{ label: string, hint?: string }} Choice
 * @param {Choice} choice
 * @returns {Choice}
 */
export function choiceAgain(choice) {
  const hint = [choice.hint, words.rail.startsAgain].filter(Boolean).join(". ");
  return { ...choice, label: words.rail.again(choice.label), hint };
}
