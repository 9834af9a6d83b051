/** What was painted becomes the run at once; while one is on its way only the last waits, and playing goes on. */

/** @import { Refusal, Send, Spec, Store } from "../../state/types" */

import { refusalOf } from "../../words/refusals.js";

/**
 * @param {Store} store
 * @param {Send} send
 * @param {(refused: string | null) => void} tell
 */
export function trainer(store, send, tell) {
  /** @type {Spec | null} */
  let waiting = null;
  let isBusy = false;

  async function go() {
    isBusy = true;
    while (waiting) {
      const spec = waiting;
      waiting = null;
      const playing = store.get().playback?.playing ?? false;
      const answer = await send({ type: "configure", spec });
      tell(answer.type === "error" ? refusalOf(/** @type {Refusal} */ (answer)) : null);
      if (playing && answer.type !== "error") await send({ type: "play" });
    }
    isBusy = false;
  }

  return {
    /** @param {Spec} spec */
    train(spec) {
      waiting = spec;
      if (!isBusy) void go();
    },
    /** Whether a run that comes now is one of ours. */
    isOwn: () => isBusy,
  };
}
