/** The polls that a teacher has prepared: kept in this browser, and the same in all its windows. */

/** @import { PollQuestion } from "../../state/types" */

import { isSameQuestion } from "./poll-lead-offered.js";

const KEPT_AS = "propscope.polls";
const MOST_KEPT = 50;

/** @type {Set<() => void>} */
const listeners = new Set();
/** What is kept where nothing can be stored. @type {readonly PollQuestion[]} */
let here = read() ?? [];

/** In the order in which they are to be asked. */
export const prepared = () => here;

/** Put one at the end, unless it is there. @param {PollQuestion} question */
export function prepare(question) {
  if (here.some((each) => isSameQuestion(each, question))) return;
  keep([...here, question].slice(-MOST_KEPT));
}

/** @param {number} place */
export function remove(place) {
  keep(here.filter((_, each) => each !== place));
}

/** Have it one place further up. @param {number} place */
export function moveUp(place) {
  if (place === 0) return;
  const [before, moved] = here.slice(place - 1);
  keep([...here.slice(0, place - 1), moved, before, ...here.slice(place + 1)]);
}

/** @param {() => void} listener */
export function onPrepared(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

addEventListener("storage", ({ key }) => {
  if (key !== null && key !== KEPT_AS) return;
  here = read() ?? [];
  tell();
});

/** @param {readonly PollQuestion[]} questions */
function keep(questions) {
  here = questions;
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(questions));
  } catch {
    // Storage can be forbidden or full: they then last as long as the page.
  }
  tell();
}

function tell() {
  for (const listener of listeners) listener();
}

/** What another version kept may be anything. @returns {readonly PollQuestion[] | null} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_AS) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isQuestion).slice(-MOST_KEPT) : null;
  } catch {
    return null;
  }
}

/** @param {any} kept */
function isQuestion(kept) {
  return typeof kept?.kind === "string" && Array.isArray(kept.marks) && Array.isArray(kept.options);
}
