/** Tells where a step has other numbers than it had where the link to it was made. */

/** @import { Send, Store } from "../state/types" */

import { opening } from "../words/en-opening.js";
import { spoken } from "../words/words.js";

const words = spoken(opening);

/**
 * Ask what the step comes to where the room stands, and say where that is another sum than the link's.
 * @param {Store} store
 * @param {Send} send
 * @param {number} step of the link
 * @param {string | null} sum what it came to; null where the link does not say
 */
export async function tellIfOther(store, send, step, sum) {
  if (sum === null || store.get().saved) return;
  const answer = await send({ type: "weigh" });
  // A run that plays, or that ended before, is at another step.
  if (answer.type !== "weighed" || answer.index !== step || answer.sum === sum) return;
  const { notice } = store.get();
  const told = notice ? `${notice.words} ` : "";
  store.set({ notice: { ...notice, words: told + words.differs(step) } });
}
