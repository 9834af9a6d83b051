/** What a challenge asks for and how far each has come, in words and places. */

/** @import { Challenge, Entry, OwnFork } from "../../state/types" */

import { classroom } from "../../words/en-classroom.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";

const words = spoken(classroom).challenge;
const PERCENT = 100;

/** @param {Challenge} challenge */
export function goalOf({ goal, most_neurons }) {
  return goal.kind === "epochs"
    ? words.fewestEpochs(Math.round(PERCENT * goal.accuracy), most_neurons)
    : words.lowestLoss(most_neurons);
}

/** @param {Challenge} challenge @param {number | null} result */
export function resultOf({ goal }, result) {
  if (result === null) return "–";
  return goal.kind === "epochs" ? words.epochs(result) : number(result);
}

/** How an entry stands: it is being checked, was checked, or came to nothing. @param {Entry} entry */
export function standingOf({ checked, result }) {
  if (!checked) return words.checking;
  return result === null ? words.missed : words.checked;
}

/**
 * What one's own entry came to, and its place among those that came to anything; equals share one.
 * @param {Challenge} challenge
 * @param {OwnFork | null} own
 */
export function ownIn({ entries }, own) {
  const entry = entries.find(({ name }) => name === own?.name) ?? null;
  const result = entry?.result ?? null;
  if (result === null) return { entry, result, place: null };
  const better = entries.filter((other) => other.result !== null && other.result < result);
  return { entry, result, place: better.length + 1 };
}
