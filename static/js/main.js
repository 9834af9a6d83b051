/** Starts the page: the catalogue, the line to the room, the views. */

import { inOrder } from "./line/command-queue.js";
import { connect } from "./line/connection.js";
import { resumeRuns } from "./line/resume.js";
import { createStore } from "./state/store.js";
import { VIEWS } from "./views/index.js";

const store = createStore();
const address = new URL("ws", document.baseURI);
address.protocol = address.protocol.replace("http", "ws");
address.search = location.search;

const send = inOrder(connect(address, store));
resumeRuns(store, send);
for (const [id, mount] of Object.entries(VIEWS)) {
  const root = document.getElementById(id);
  if (root) mount(root, store, send);
}
fetch(new URL("catalog.json", document.baseURI))
  .then((answer) => answer.json())
  .then((catalog) => store.setCatalog(catalog));
