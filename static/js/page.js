/** Starts the page on what its messages come from, a live line or a saved run: the catalogue, the views. */

/** @import { Line, Send, Store } from "./state/types" */
/** @import { Whereabouts } from "./line/whereabouts.js" */

import { watchPrinting } from "./draw/repaint.js";
import { inOrder } from "./line/command-queue.js";
import { atHome } from "./line/home.js";
import { refusedWhenLost } from "./line/lost.js";
import { resumeRuns } from "./line/resume.js";
import { whenWoken } from "./line/waking.js";
import { createWhereabouts, keepKeys } from "./line/whereabouts.js";
import { unlessLed } from "./run/led.js";
import { createStore } from "./state/store.js";
import { openScreens } from "./views/classroom/screens.js";
import { VIEWS } from "./views/index.js";
import { greyWhenLost } from "./views/line-told.js";
import { speak } from "./words/words.js";

/**
 * What messages come from: it tells the store, takes commands and answers them, and looks after itself once woken.
 * @typedef {(store: Store, whereabouts: Whereabouts) => { send: Send, go: Line["go"], wake: () => void }} Source
 */

/** @param {Source} open */
export function start(open) {
  const whereabouts = createWhereabouts();
  watchPrinting();
  speak(document);
  const store = createStore();
  const { send: ask, go, wake } = open(store, whereabouts);
  const send = refusedWhenLost(store, unlessLed(store, inOrder(ask)));
  whenWoken(wake);
  greyWhenLost(store);
  const line = { whereabouts, go };
  keepKeys(store, whereabouts);
  resumeRuns(store, send);
  addEventListener("hashchange", () => whereabouts.takeKey() && void go());
  for (const [id, mount] of Object.entries(VIEWS)) {
    const root = document.getElementById(id);
    if (root) mount(root, store, send, line);
  }
  openScreens(store, send);
  fetch(atHome(document.body.dataset.catalogue ?? "catalog.json"))
    .then((answer) => answer.json())
    .then((catalog) => store.setCatalog(catalog));
  document.getElementById("unloaded")?.remove();
}
