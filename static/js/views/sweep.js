/** The way to a sweep: the run as it is set here, tried many times over. It comes when it is asked for. */

/** @import { Send, Store } from "../state/types" */

import { el } from "../draw/dom.js";
import { words } from "../words/words.js";
import { onDemand } from "./on-demand.js";

/** @param {Store} store @param {Send} send */
export function sweepButton(store, send) {
  const part = onDemand(store, () => import("./sweep/sweep.js"));
  return el("button", {
    class: "to-sweep",
    text: words.rail.tryMany,
    attrs: { type: "button", title: words.rail.tryManyHint },
    on: { click: async () => (await part.ask())?.openSweep(store, send) },
  });
}
