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

/** @param {HTMLElement} label */
export function markAgain(label) {
  label.classList.add("again");
  label.title = words.rail.startsAgain;
}
