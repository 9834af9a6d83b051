/** In the head of who leads a class: the button that asks it, and the keys that lead a poll on. */

/** @import { Command, Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { ownsLetters } from "../../run/keys.js";
import { leadsClass } from "../../state/whose.js";
import { words } from "../../words/words.js";
import { onDemand } from "../on-demand.js";

/** @type {Readonly<Record<string, Command["type"] & ("reveal" | "vote_again")>>} */
const KEYS = { r: "reveal", v: "vote_again" };

/**
 * @param {Store} store
 * @param {Send} send
 */
export function askButton(store, send) {
  const part = onDemand(store, () => import("./poll-lead.js"));
  const word = el("span", { class: "header-word" });
  const root = el(
    "button",
    {
      class: "pill header-ask",
      attrs: { type: "button" },
      on: { click: async () => (await part.ask())?.toggleSide(store, send) },
    },
    icon("ask"),
    word,
  );
  const gone = new AbortController();
  document.addEventListener("keydown", press, { signal: gone.signal });

  /** @param {KeyboardEvent} event */
  function press({ key, ctrlKey, metaKey, altKey, repeat, target }) {
    const type = KEYS[key.toLowerCase()];
    const { poll, role } = store.get();
    if (!type || ctrlKey || metaKey || altKey || repeat) return;
    if (role !== "drive" || !poll || poll.revealed || document.querySelector("dialog:modal"))
      return;
    if (ownsLetters(target)) return;
    void send({ type });
  }

  /** @param {State} state */
  function paint(state) {
    const { poll } = state;
    root.hidden = !leadsClass(state);
    const isOn = poll !== null && !poll.revealed;
    root.dataset.is = isOn ? "on" : "none";
    put(word, isOn ? words.header.answered(poll.answered, poll.people) : words.header.askClass);
    root.title = words.header.askClassHint;
  }

  paint(store.get());
  const unsubscribe = store.subscribe((state, before) => {
    const isOther = /** @type {const} */ (["classroom", "role", "poll"]).some(
      (part) => state[part] !== before[part],
    );
    if (isOther) paint(state);
  });
  return {
    root,
    dispose() {
      gone.abort();
      unsubscribe();
    },
  };
}
