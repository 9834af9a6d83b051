/** The other of two runs in an address: what makes it another than ours, as a JSON merge patch, and what both are called. */

/** @import { RunHere } from "../../state/types" */
/** @import { Names } from "./compare.js" */
/** @import { Value } from "./other.js" */

import { fromBase64, toBase64 } from "../../run/link.js";

/** A run that is more unlike ours has no place in an address. */
export const MOST_LETTERS = 2000;

/** @typedef {Pick<RunHere, "began" | "edits">} Made a run by what makes it */

/**
 * What an address says of the other run; null where that is too long for one.
 * @param {Made} ours
 * @param {Made} theirs
 * @param {Names} names
 */
export function toText(ours, theirs, { a, b }) {
  const edits = isSame(ours.edits, theirs.edits) ? null : theirs.edits;
  const text = toBase64(JSON.stringify([patchTo(ours.began, theirs.began), edits, b, a]));
  return text.length <= MOST_LETTERS ? text : null;
}

/**
 * The other run that an address says beside ours; null where it says none.
 * @param {string} text
 * @param {Made} ours
 * @returns {{ value: Value, nameHere: string } | null} and what ours is called
 */
export function fromText(text, ours) {
  try {
    const [patch, edits, name, nameHere] = JSON.parse(fromBase64(text));
    const areNamed = typeof name === "string" && typeof nameHere === "string";
    if (!areNamed || !isRecord(patch) || !(edits === null || Array.isArray(edits))) return null;
    const value = { spec: patched(ours.began, patch), edits: edits ?? ours.edits, name };
    return { value, nameHere };
  } catch {
    // As links are, it is cut short on its way.
    return null;
  }
}

/** Says the other run anew whenever one of both is made otherwise. */
export function createSaid() {
  /** @type {string | null} */
  let said = null;
  /** @type {unknown[]} */
  let of = [];
  /** @param {Made} ours @param {Made} theirs @param {Names} names */
  return (ours, theirs, names) => {
    const parts = [ours.began, ours.edits, theirs.began, theirs.edits, names.a, names.b];
    if (parts.some((part, at) => part !== of[at])) said = toText(ours, theirs, names);
    of = parts;
    return said;
  };
}

/** What of a value is another in place of ours; null of what is not there. @param {any} here @param {any} there @returns {any} */
function patchTo(here, there) {
  if (!isRecord(here) || !isRecord(there)) return there;
  const names = Object.keys({ ...here, ...there }).filter(
    (name) => !isSame(here[name], there[name]),
  );
  return Object.fromEntries(
    names.map((name) => [name, name in there ? patchTo(here[name], there[name]) : null]),
  );
}

/** @param {any} here @param {any} patch @returns {any} */
function patched(here, patch) {
  if (!isRecord(patch)) return patch;
  const before = isRecord(here) ? here : {};
  const changed = Object.entries(patch).map(([name, part]) => [name, patched(before[name], part)]);
  const parts = Object.entries({ ...before, ...Object.fromEntries(changed) });
  return Object.fromEntries(parts.filter(([name]) => patch[name] !== null));
}

/** @param {unknown} value */
function isRecord(value) {
  return value instanceof Object && !Array.isArray(value);
}

/** @param {unknown} one @param {unknown} other */
function isSame(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
