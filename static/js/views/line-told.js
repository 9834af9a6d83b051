/** What is to be said of where what is shown comes from; nothing where the line is as it should be. */

/** @import { State, Store } from "../state/types" */

import { isStale } from "../line/lost.js";
import { words } from "../words/words.js";

/** @type {Record<State["connection"], string>} */
const SAID = {
  connecting: words.header.connecting,
  open: "",
  lost: words.header.lost,
  refused: words.header.refused,
};

/** @type {Record<State["connection"], string>} */
const HINTS = { connecting: "", open: "", lost: words.header.lostHint, refused: "" };

/** Grey what was told on a line that is there no more: nobody shall take it for what is. @param {Store} store */
export function greyWhenLost(store) {
  return store.subscribe((state, before) => {
    if (isStale(state) !== isStale(before))
      document.documentElement.toggleAttribute("data-stale", isStale(state));
  });
}

/** @param {Pick<State, "connection" | "leftOut" | "saved">} state */
export function lineTold({ connection, leftOut, saved }) {
  if (saved) return { is: "saved", ...saved };
  const isSlow = connection === "open" && leftOut > 0;
  if (isSlow) return { is: "slow", said: words.header.slow, hint: words.header.slowHint(leftOut) };
  return { is: connection, said: SAID[connection], hint: HINTS[connection] };
}
