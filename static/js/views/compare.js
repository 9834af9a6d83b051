/** The way to two runs side by side. It comes when it is asked for. */

/** @import { Send, Store } from "../state/types" */

import { el } from "../draw/dom.js";
import { words } from "../words/words.js";
import { onDemand } from "./on-demand.js";

/** @param {Store} store @param {Send} send */
export function compareButton(store, send) {
  const part = onDemand(store, () => import("./compare/dialog.js"));
  return el("button", {
    class: "to-sweep to-compare",
    text: words.rail.compare,
    attrs: { type: "button", title: words.rail.compareHint },
    on: { click: async () => (await part.ask())?.openCompare(store, send) },
  });
}
