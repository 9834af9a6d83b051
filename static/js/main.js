/** Starts the page: the catalogue, the line to the room, the views. */

import { watchPrinting } from "./draw/repaint.js";
import { inOrder } from "./line/command-queue.js";
import { connect } from "./line/connection.js";
import { atHome } from "./line/home.js";
import { refusedWhenLost } from "./line/lost.js";
import { own } from "./line/mine.js";
import { resumeRuns } from "./line/resume.js";
import { whenWoken } from "./line/waking.js";
import { createWhereabouts, keepKeys } from "./line/whereabouts.js";
import { unlessLed } from "./run/led.js";
import { createStore } from "./state/store.js";
import { openScreens } from "./views/classroom/screens.js";
import { VIEWS } from "./views/index.js";
import { greyWhenLost } from "./views/line-told.js";
import { speak } from "./words/words.js";

const whereabouts = createWhereabouts();
watchPrinting();
speak(document);
const store = createStore();
const address = atHome("ws");
address.protocol = address.protocol.replace("http", "ws");

const {
  send: ask,
  go,
  wake,
} = connect(address, store, whereabouts, () => void own(whereabouts.mine()));
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
