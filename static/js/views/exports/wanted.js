/** What is wanted of a page that plays offline, and how the server is asked for it. */

/** @import { State } from "../../state/types" */

import { choicesOf, written } from "../../run/choices.js";
import { epochsAt, stepAt } from "../../run/positions.js";

/**
 * @typedef {object} Wanted
 * @property {number} first the epoch at whose end it begins
 * @property {number} last
 * @property {"beginning" | "here" | "playing"} start
 * @property {"light" | "dark" | null} theme
 * @property {readonly string[]} hide
 * @property {readonly string[]} lock
 * @property {"page" | "package"} kind
 */

export const MOST_EPOCHS = 1_000_000;

/** All that is recorded. @param {State} state @returns {Wanted} */
export function firstWanted({ run, recorded, frame }) {
  const last = run ? Math.max(1, Math.ceil(epochsAt(recorded, run))) : 1;
  const { theme, hide, lock } = frame;
  return { first: 0, last, start: "beginning", theme, hide, lock, kind: "page" };
}

/** Where the server has it. @param {State} state @param {Wanted} wanted */
export function pathOf(state, { first, last, start, theme, hide, lock, kind }) {
  const isHere = start === "here";
  const choices = {
    ...choicesOf(state),
    ...{ theme, hide, lock, embed: false, beside: null, play: start === "playing" },
    ...(isHere ? {} : { sample: null }),
  };
  const query = new URLSearchParams({
    ...{ room: state.room, first: String(first), last: String(last) },
    ...(isHere && { start: String(within(state, first, last)) }),
    look: written(choices).join("&"),
  });
  return `export/${kind}?${query}`;
}

/** The step where the run stands, or the one of these epochs next to it. @param {State} state @param {number} first @param {number} last */
function within({ run, position }, first, last) {
  if (!run || !position) return 0;
  return Math.min(Math.max(position.index, stepAt(first, run)), stepAt(last, run));
}
