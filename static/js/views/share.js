/** The button that makes a link of the run. */

/** @import { RunHere, Store } from "../state/types" */

import { el } from "../draw/dom.js";
import { keep } from "../line/kept.js";
import { toHash, toKeptHash } from "../run/link.js";
import { words } from "../words/words.js";

const THANKS_MS = 2000;
/** Longer links are cut short on their way by mail and messages: what they hold stays with the server. */
const LONGEST_LINK = 8000;

/** @param {Store} store */
export function shareButton(store) {
  const button = el("button", {
    class: "pill header-share",
    text: words.sharing.share,
    attrs: { type: "button", title: words.sharing.hint },
    on: { click: share },
  });

  async function share() {
    const { run, position } = store.get();
    if (!run) return;
    history.replaceState(null, "", await linkTo(run, position?.index ?? 0));
    thank((await copied(location.href)) ? words.sharing.copied : words.sharing.inAddress);
  }

  /** @param {string} word */
  function thank(word) {
    button.textContent = word;
    setTimeout(() => {
      button.textContent = words.sharing.share;
    }, THANKS_MS);
  }

  return button;
}

/** @param {RunHere} run @param {number} step */
async function linkTo({ began, edits }, step) {
  const whole = toHash(began, step, edits);
  const digest = whole.length > LONGEST_LINK ? await keep(began) : null;
  return digest === null ? whole : toKeptHash(digest, step, edits);
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
