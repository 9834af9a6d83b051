/** Brings a room to a run at a step: for a link, and for a page whose server has begun anew. */

/** @import { Position, Run, Send, Spec, State, Store } from "../state/types" */

import { stepsPerEpoch } from "../run/positions.js";
import { words } from "../words/words.js";

/**
 * Make a run again, up to a step; stops where the room refuses.
 * @param {Store} store
 * @param {Send} send
 * @param {Spec} spec
 * @param {number} index
 * @returns {Promise<boolean>} whether it was taken
 */
export async function bringTo(store, send, spec, index) {
  const answer = await send({ type: "configure", spec });
  const { run } = store.get();
  if (answer.type !== "done" || !run) return false;
  // Whole epochs first: no command may ask for more than a million steps of its unit.
  const epochs = Math.floor(index / stepsPerEpoch(run));
  const rest = index % stepsPerEpoch(run);
  if (epochs > 0) await send({ type: "step", count: epochs, unit: "epoch" });
  if (rest > 0) await send({ type: "step", count: rest, unit: "propagation" });
  return true;
}

/**
 * Nobody has used the room yet, and nobody else is here.
 * @param {Pick<State, "recorded" | "people">} state
 */
export function isFresh({ recorded, people }) {
  return recorded === 0 && people < 2;
}

/**
 * A page that comes back to a room that knows nothing of its run brings it there again.
 * @param {Store} store
 * @param {Send} send
 * @returns {() => void}
 */
export function resumeRuns(store, send) {
  /** @type {{ run: Run, position: Position } | null} what was on screen when the line broke */
  let before = null;

  return store.subscribe((state, previous) => {
    const { connection, position, run } = state;
    if (connection === "lost" && previous.connection === "open" && run && position) {
      before = { run, position };
    }
    // The keyframe is the last thing a page is told when it comes back.
    if (!before || connection !== "open" || !position || position === before.position) return;
    const { run: had, position: stood } = before;
    before = null;
    const lost = stood.index > 0 || had.digest !== run?.digest;
    if (lost && isFresh(state)) void resume(had.spec, stood.index);
  });

  /** @param {Spec} spec @param {number} index */
  async function resume(spec, index) {
    if (await bringTo(store, send, spec, index))
      store.set({ notice: { words: words.line.begunAnew } });
  }
}
