/** The button that opens the dialog of links and embedded pages. */

/** @import { Send, Store } from "../state/types" */
/** @import { Trail } from "../run/trail.js" */

import { el } from "../draw/dom.js";
import { words } from "../words/words.js";
import { onDemand } from "./on-demand.js";

/** @param {Store} store @param {Send} send @param {() => Promise<{ trail: Trail } | null>} addresses */
export function shareButton(store, send, addresses) {
  const dialog = onDemand(store, () => import("./share/dialog.js"));
  return el("button", {
    class: "pill header-share",
    text: words.sharing.share,
    attrs: { type: "button", title: words.sharing.hint, "aria-haspopup": "dialog" },
    on: { click: open },
  });

  async function open() {
    const [part, known] = await Promise.all([dialog.ask(), addresses()]);
    if (part && known) part.openShare(store, send, known.trail);
  }
}
