/** Brings a room to a run of a link, at its step. */

/** @import { AnyCommand, Send, Store } from "../state/types" */
/** @import { Shared } from "../run/link.js" */

import { opening as english } from "../words/en-opening.js";
import { spoken } from "../words/words.js";
import { findKept } from "./kept.js";

const words = spoken(english);

/** @typedef {Pick<Extract<AnyCommand, { type: "restore" }>, "playing" | "speed" | "unit" | "until_epoch" | "until_accuracy" | "stops" | "backward" | "loop">} Pace */

/**
 * Make the run of a link; a step that it has not is said, and the run stands at its start.
 * @param {Store} store
 * @param {Send} send
 * @param {Shared & { pace?: Pace }} shared and how it shall play
 * @param {(digest: string) => Promise<unknown>} [find] a specification that the server keeps
 * @returns {Promise<number | null>} the step where it stands; null where it was not made
 */
export async function bringTo(store, send, { spec, edits, step, kept, pace }, find = findKept) {
  const run = { spec: /** @type {any} */ (kept ? await find(kept) : spec), edits };
  if (run.spec === null) {
    store.set({ notice: { words: words.notKept } });
    return null;
  }
  const answer = await send({ type: "restore", ...run, index: step, ...pace });
  if (answer.type === "done") {
    const ended = store.get().playback?.diverged;
    if (ended && answer.index < step)
      store.set({ notice: { words: words.endsBefore(step, answer.index) } });
    return answer.index;
  }
  if (answer.type === "error" && answer.field === "index") {
    store.set({
      failure: null,
      notice: { words: words.noSuchStep(step, Number(answer.limit)) },
    });
    await send({ type: "restore", ...run, index: 0 });
  }
  return null;
}
