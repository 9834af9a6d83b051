/** What was painted becomes the run at once, one at a time, and playing goes on; runs on other data come back to it. */

/** @import { Refusal, Run, Send, Spec, Store } from "../../state/types" */

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

/**
 * Tell of a run on other data that comes while the sheet is open: by way of the browser's Back, or from someone else.
 * What the form changes about the network, the sheet goes on with.
 * @param {Store} store
 * @param {AbortSignal} gone
 * @param {(spec: Spec) => unknown} dataOf what of its data the sheet goes on from
 * @param {(run: Run) => void} take
 */
export function onOtherData(store, gone, dataOf, take) {
  const told = (/** @type {Run} */ { spec }) => JSON.stringify(dataOf(spec));
  const unsubscribe = store.subscribe(({ run }, { run: before }) => {
    if (!run || run.id === before?.id) return;
    if (!before || told(run) !== told(before)) take(run);
  });
  gone.addEventListener("abort", unsubscribe);
}
