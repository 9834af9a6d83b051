/** Tells who leads a class that somebody else has come to lead it too. */

/** @import { Mount, State } from "../../state/types" */

import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { isExpected } from "./lead-windows.js";

const words = spoken(classroom).lead;

/** @type {Mount} */
export function mount(_root, store, _send, _line, since = store.get()) {
  /** What was said last, to be taken back once it no longer holds. */
  let told = "";

  /** @param {State} state @param {State} before */
  function look({ links, notice }, before) {
    if (links.length === 0 || before.links.length === 0) return;
    const [now, then] = [drivingIn(links), drivingIn(before.links)];
    if (now > then && !isExpected()) {
      told = words.alsoDrive(now - 1);
      store.set({ notice: { words: told } });
    } else if (now < then && told && notice?.words === told) store.set({ notice: null });
  }

  look(store.get(), since);
  return store.subscribe(look);
}

/** How many drive; only who does is told, and is one of them. @param {State["links"]} links */
function drivingIn(links) {
  return links.reduce((sum, { role, here }) => sum + (role === "drive" ? here : 0), 0);
}
