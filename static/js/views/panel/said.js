/** What the sample on screen says, where the data were made of that; the view comes with the first such run. */

/** @import { State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { tooFastTo } from "../../state/pace.js";
import { onDemand } from "../on-demand.js";

/** @param {Store} store */
export function makeSaid(store) {
  const root = el("div", { class: "saying", attrs: { hidden: true } });
  const part = onDemand(store, () => import("../saying/saying.js"));
  /** @type {ReturnType<typeof import("../saying/saying.js").makeSaying> | null} */
  let view = null;
  return {
    root,
    /** @param {State} state */
    paint(state) {
      const isOther = Boolean(state.own) || state.scope === "batch";
      root.hidden = !state.run?.said || isOther || tooFastTo("read", state.playback);
      if (!state.run?.said) return;
      const made = part.now(() => this.paint(store.get()));
      if (made) view ??= made.makeSaying(root, () => this.paint(store.get()));
      view?.paint(state);
    },
  };
}
