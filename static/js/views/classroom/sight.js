/** Shows the class what a page that drives looks at; of several such pages the others look there too. */

/** @import { Mount, State } from "../../state/types" */

import { isSame, sightOf, towards } from "../../run/following.js";
import { leadsClass } from "../../state/whose.js";

/** What is passed by on the way to something else is not shown. */
const SETTLED_MS = 150;

/** @type {Mount} */
export function mount(_root, store, send, _line, since = store.get()) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  let isUnderWay = false;

  async function show() {
    due = undefined;
    const state = store.get();
    const sight = sightOf(state);
    if (!leads(state) || isSame(sight, state.classroom?.sight ?? null)) return;
    isUnderWay = true;
    await send({ type: "show_sight", sight: asSent(sight) });
    isUnderWay = false;
  }

  /** @param {State} state @param {State} before */
  function look(state, before) {
    if (!leads(state)) return;
    if (leads(before) && isSame(sightOf(state), sightOf(before))) {
      if (state.classroom?.sight !== before.classroom?.sight) adopt(state);
      return;
    }
    clearTimeout(due);
    due = setTimeout(show, SETTLED_MS);
  }

  /** What another page has shown, unless this one is about to show something else. @param {State} state */
  function adopt(state) {
    const change = due || isUnderWay ? null : towards(state, state.classroom?.sight ?? null);
    if (change) store.set(change);
  }

  const unsubscribe = store.subscribe(look);
  const now = store.get();
  // Who comes to lead as well looks where the class does already, and has chosen nothing else meanwhile.
  if (now.classroom?.sight && isSame(sightOf(now), sightOf(since))) adopt(now);
  else due = setTimeout(show, SETTLED_MS);
  return () => {
    clearTimeout(due);
    unsubscribe();
  };
}

/** @param {State} state */
function leads(state) {
  return leadsClass(state) && state.run !== null;
}

/** @param {ReturnType<typeof sightOf>} sight */
function asSent({ selected, sample = 0, scope = "sample" }) {
  return { ...(selected && { selected: { ...selected, tensor: "" } }), sample, scope };
}
