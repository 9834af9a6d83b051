/** The button that opens the list of this browser's kept runs; not in a class, which has one run for all. */

/** @import { Line, State, Store } from "../state/types" */

import { el } from "../draw/dom.js";
import { icon } from "../draw/icons.js";
import { isEmbedded } from "../run/embedding.js";
import { words } from "../words/words.js";
import { onDemand } from "./on-demand.js";

/** @param {Store} store @param {Line} line @param {string} [look] a class */
export function myRunsButton(store, line, look = "") {
  const dialog = onDemand(store, () => import("./my-runs/dialog.js"));
  const root = el(
    "button",
    {
      class: `to-my-runs ${look}`.trim(),
      attrs: {
        type: "button",
        title: words.header.myRunsHint,
        "aria-label": words.header.myRuns,
        "aria-haspopup": "dialog",
      },
      on: { click: async () => (await dialog.ask())?.openMyRuns(store, line) },
    },
    icon("runs"),
    el("span", { class: "header-word", text: words.header.myRuns }),
  );
  return {
    root,
    /** @param {State} state */
    paint(state) {
      root.hidden = isEmbedded() || state.classroom !== null;
    },
  };
}
