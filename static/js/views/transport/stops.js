/** The stops, in the form of when to stop: loaded when that is opened. */

/** @import { Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { isShut } from "../../run/led.js";
import { onDemand } from "../on-demand.js";
import { styled } from "../styled.js";

export const STYLE = "static/css/stops.css";

/** @param {Store} store @param {Send} send */
export function mountStops(store, send) {
  const root = el("div", { class: "stops" });
  const part = onDemand(store, () => import("../stops/form.js"));
  /** @type {ReturnType<typeof import("../stops/form.js").makeStops> | null} */
  let made = null;

  return {
    root,
    async open() {
      if (isShut(store.get(), "next-stop")) return;
      const [loaded] = await Promise.all([part.ask(), styled(STYLE)]);
      made ??= loaded?.makeStops(root, store, send) ?? null;
      made?.paint(store.get());
    },
    /** @param {State} state */
    paint(state) {
      made?.paint(state);
    },
  };
}
