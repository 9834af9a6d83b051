/** Has a run made again whose server has begun anew. */

/** @import { Playback, Position, Run, RunHere, Send, State, Store } from "../state/types" */

import { isOneSOwn, watches } from "../state/whose.js";
import { refusalOf } from "../words/refusals.js";
import { words } from "../words/words.js";

/** @typedef {{ run: RunHere, position: Position, playback: Playback | null, recorded: number }} Before */

/**
 * Nobody has used the room yet, and nobody else is here who might.
 * @param {Pick<State, "recorded" | "people" | "role" | "place">} state
 */
export function isFresh(state) {
  return state.recorded === 0 && isOneSOwn(state);
}

/**
 * A page that comes back to a room that knows nothing of its run has it made again. Of many pages that come back
 * the first one's word is taken; the others follow it.
 * @param {Store} store
 * @param {Send} send
 * @returns {() => void}
 */
export function resumeRuns(store, send) {
  /** @type {Before | null} what was on screen when the line broke */
  let before = null;

  return store.subscribe((state, previous) => {
    const { connection, position, run, playback, recorded } = state;
    if (connection === "lost" && previous.connection === "open" && run && position) {
      before = { run, position, playback, recorded };
    }
    // It goes elsewhere, or comes for the first time.
    if (connection === "connecting") before = null;
    // The keyframe is the last thing a page is told when it comes back.
    if (!before || !run || connection !== "open" || !position || position === before.position)
      return;
    const left = before;
    before = null;
    if (isForgotten(left, state) && !watches(state)) void resume(left);
  });

  /** @param {Before} left */
  async function resume({ run, position, playback, recorded }) {
    const { playing, speed, unit, until_epoch, until_accuracy, stops, backward, loop } =
      playback ?? {};
    const answer = await send({
      type: "restore",
      spec: run.began,
      edits: run.edits,
      index: position.index,
      ...{ playing, speed, unit, until_epoch, until_accuracy, stops, backward, loop },
      if_unused: true,
    });
    if (answer.type === "error" && answer.code === "not_connected") return;
    store.set({ failure: null, notice: { words: said() } });

    function said() {
      if (answer.type === "error") return words.line.cannot(refusalOf(answer));
      const now = store.get();
      if (!isSame(run, now.run)) return words.line.notMadeAgain;
      const isThere = answer.type === "done" && !now.playback?.busy;
      return words.line.madeAgain(isThere ? answer.index : position.index, recorded);
    }
  }
}

/**
 * Whether the room has lost the run that a page left: a room that lives on numbers its runs higher and higher.
 * @param {Before} left
 * @param {State} state
 */
function isForgotten(left, { run, recorded }) {
  if (!run || run.id > left.run.id) return false;
  return !isSame(left.run, run) || recorded < left.position.index;
}

/** @param {Run} one @param {Run | null} other */
function isSame(one, other) {
  const edits = (/** @type {Run} */ run) => JSON.stringify(run.edits);
  return other !== null && one.digest === other.digest && edits(one) === edits(other);
}
