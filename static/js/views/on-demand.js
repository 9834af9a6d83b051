/** What is loaded when it is first needed; when it does not come the page says so, and may try again. */

/** @import { Store } from "../state/types" */

import { words } from "../words/words.js";

/**
 * @template Part
 * @param {Store} store
 * @param {() => Promise<Part>} load `() => import("./part.js")`
 */
export function onDemand(store, load) {
  /** @type {Part | null} */
  let part = null;
  /** @type {Promise<Part | null> | null} */
  let coming = null;
  /** Whether it did not come, on this line to the server. */
  let isMissing = false;

  async function come() {
    const told = words.notices.notLoaded;
    try {
      part = await load();
      if (store.get().notice?.words === told) store.set({ notice: null });
    } catch (error) {
      console.warn(error);
      coming = null;
      missWhileLineLasts();
      store.set({ notice: { words: told, reload: true } });
    }
    return part;
  }

  function missWhileLineLasts() {
    isMissing = true;
    const unsubscribe = store.subscribe(({ connection }, previous) => {
      if (connection !== "open" || previous.connection === "open") return;
      isMissing = false;
      unsubscribe();
    });
  }

  function ask() {
    coming ??= come();
    return coming;
  }

  return {
    /** Null when it does not come; the next to ask tries again. */
    ask,
    /**
     * Null until it has come, and `then` there is more to paint. When it did not come it is asked for again
     * once there is a new line to the server.
     * @param {() => void} then
     */
    now(then) {
      if (!part && !coming && !isMissing) ask().then(then);
      return part;
    },
  };
}
