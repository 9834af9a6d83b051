/** The button that makes a link of the run, and what a page does that was opened by such a link. */

/** @import { Send, State, Store } from "../state/types" */
/** @import { Shared } from "../run/link.js" */

import { el } from "../draw/dom.js";
import { bringTo, isFresh } from "../line/resume.js";
import { fromHash, holdsRun, toHash } from "../run/link.js";

const THANKS_MS = 2000;
const DAMAGED = "This link is damaged: the run it held cannot be read. Ask for it once more.";
const TO_OWN_ROOM = "Open the link's run by itself";
const IN_USE = "The link's run is not opened here, because this room is in use.";

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
 * Bring a room that nobody has used yet to where the link points; a room in use stays as it is, and says so.
 * @param {Store} store
 * @param {Send} send
 */
export function openShared(store, send) {
  if (!holdsRun(location.hash)) return;
  const shared = fromHash(location.hash);
  if (!shared) {
    store.set({ notice: { words: DAMAGED } });
    return;
  }
  const { spec, step } = shared;
  const unsubscribe = store.subscribe((state) => {
    if (!state.run || !state.position) return;
    unsubscribe();
    if (isFresh(state)) void bringTo(store, send, /** @type {any} */ (spec), step);
    else if (!shows(state, shared))
      store.set({ notice: { words: IN_USE, way: { words: TO_OWN_ROOM, href: ownRoom() } } });
  });
}

/**
 * Whether a room shows what a link holds; alone in it one may have gone on from there.
 * @param {State} state
 * @param {Shared} shared
 */
function shows({ run, position, people }, { spec, step }) {
  const index = people > 1 ? (position?.index ?? 0) : step;
  return run !== null && toHash(run.spec, index) === toHash(spec, step);
}

/** The same link in a room that nobody is in. */
function ownRoom() {
  const query = new URLSearchParams(location.search);
  query.set("room", `own-${Math.random().toString(36).slice(2, 10)}`);
  return `?${query}${location.hash}`;
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
