/** The button that makes a link of the run, and what a page does that was opened by such a link. */

/** @import { Send, Store } from "../types" */

import { el } from "../dom.js";
import { bringTo, isFresh } from "../resume.js";
import { fromHash, toHash } from "../share.js";

const THANKS_MS = 2000;

/** @param {Store} store */
export function shareButton(store) {
  const button = el("button", {
    class: "pill header-share",
    text: "Share",
    attrs: { type: "button", title: "Copy a link to this run at this step" },
    on: { click: share },
  });

  async function share() {
    const { run, position } = store.get();
    if (!run) return;
    history.replaceState(null, "", toHash(run.spec, position?.index ?? 0));
    thank((await copied(location.href)) ? "Copied" : "In address");
  }

  /** @param {string} word */
  function thank(word) {
    button.textContent = word;
    setTimeout(() => {
      button.textContent = "Share";
    }, THANKS_MS);
  }

  return button;
}

/**
 * Bring a room that nobody has used yet to where the link points; a room in use stays as it is.
 * @param {Store} store
 * @param {Send} send
 */
export function openShared(store, send) {
  const shared = fromHash(location.hash);
  if (!shared) return;
  const { spec, step } = shared;
  const unsubscribe = store.subscribe((state) => {
    if (!state.run || !state.playback) return;
    unsubscribe();
    if (isFresh(state)) void bringTo(store, send, /** @type {any} */ (spec), step);
  });
}

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers keep the clipboard from pages that are not served over a secure line.
    return false;
  }
}
