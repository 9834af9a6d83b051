/** The way to a class in the page's head: opens a room, then shows its code and how many are in it. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { ownsLetters } from "../../run/keys.js";
import { leadsClass } from "../../state/whose.js";
import { words } from "../../words/words.js";
import { onDemand } from "../on-demand.js";
import { classSize } from "./lead-told.js";

/**
 * @param {Store} store
 * @param {Send} send
 */
export function roomButton(store, send) {
  const part = onDemand(store, () => import("./lead-part.js"));
  const word = el("span", { class: "header-word" });
  const people = el("span", { class: "header-room-people" });
  const root = el(
    "button",
    {
      class: "pill header-room",
      attrs: { type: "button", "aria-haspopup": "dialog" },
      on: { click: async () => (await part.ask())?.openRoom(store, send) },
    },
    icon("room"),
    word,
    " ",
    people,
  );
  const gone = new AbortController();
  document.addEventListener("keydown", press, { signal: gone.signal });

  /** @param {KeyboardEvent} event */
  async function press({ key, ctrlKey, metaKey, altKey, repeat, target }) {
    if (key.toLowerCase() !== "c" || ctrlKey || metaKey || altKey || repeat) return;
    if (!leadsClass(store.get()) || ownsLetters(target)) return;
    (await part.ask())?.pressC(store);
  }

  /** @param {State} state */
  function paint(state) {
    const { classroom, crowd, role, run, frame } = state;
    root.hidden = !run || frame.embed || (classroom ? role !== "drive" : role !== null);
    root.dataset.is = classroom ? "open" : "none";
    const here = classSize(crowd);
    put(word, classroom?.code ?? words.header.openRoom);
    put(people, classroom ? String(here) : "");
    const name = classroom ? words.header.room(classroom.code, here) : words.header.openRoomHint;
    root.title = name;
    if (classroom) root.setAttribute("aria-label", name);
    else root.removeAttribute("aria-label");
  }

  /** A class that another closes who leads it too. @param {State} state @param {State} previous */
  async function seeClosed(state, previous) {
    if (!leadsClass(previous) || state.classroom || state.closed === null) return;
    (await part.ask())?.sayClosed(store, state.closed);
  }

  paint(store.get());
  const unsubscribe = store.subscribe((state, previous) => {
    const { run, classroom, crowd, role, frame } = previous;
    const isSame =
      (state.run === null) === (run === null) &&
      state.classroom === classroom &&
      state.crowd === crowd &&
      state.role === role &&
      state.frame === frame;
    if (isSame) return;
    paint(state);
    void seeClosed(state, previous);
  });
  return {
    root,
    dispose() {
      gone.abort();
      unsubscribe();
    },
  };
}
