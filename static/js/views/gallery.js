/** The ways to the gallery, and what a first visitor may try; both come when they are asked for. */

/** @import { Send, State, Store } from "../state/types" */

import { el } from "../draw/dom.js";
import { isFresh } from "../line/resume.js";
import { isEmbedded } from "../run/embedding.js";
import { words } from "../words/words.js";
import { onDemand } from "./on-demand.js";

const KEY = "propscope.tried";

/** A button that opens the gallery. @param {Store} store @param {Send} send @param {string} [look] a class */
export function galleryButton(store, send, look = "") {
  const part = onDemand(store, () => import("./gallery/gallery.js"));
  return el("button", {
    class: `to-gallery ${look}`.trim(),
    text: words.header.gallery,
    attrs: { type: "button", title: words.header.galleryHint },
    on: { click: async () => (await part.ask())?.openGallery(store, send) },
  });
}

/**
 * Suggest something to who opens the page for the first time, and not for a run that somebody sent.
 * @param {Store} store
 * @param {Send} send
 * @returns {() => void} the way to stop
 */
export function greetFirstVisitor(store, send) {
  if (isEmbedded() || location.hash.includes("=") || hasTried()) return () => {};
  const part = onDemand(store, () => import("./gallery/first-visit.js"));

  /** @param {State} state */
  async function greet(state) {
    if (!state.run || !state.position || state.connection !== "open") return;
    stop();
    if (isFresh(state)) (await part.ask())?.suggest(store, send, rememberTried);
  }
  const stop = store.subscribe(greet);
  return stop;
}

// Storage can be forbidden or full; a visitor is then a first one every time.
function hasTried() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function rememberTried() {
  try {
    localStorage.setItem(KEY, "1");
  } catch {
    // Nothing to do: see above.
  }
}
