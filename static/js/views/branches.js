/** Branches, loaded once something is trained: before that, and in a saved page, there is nothing to part from. */

/** @import { Send, Store } from "../state/types" */

import { el } from "../draw/dom.js";
import { onDemand } from "./on-demand.js";
import { styled } from "./styled.js";

export const STYLE = "static/css/branches.css";

/** @param {Store} store @param {Send} send */
export function branchesPart(store, send) {
  const root = el("div", { class: "branches", attrs: { hidden: true } });
  const part = onDemand(store, async () => {
    const [loaded] = await Promise.all([import("./branches/part.js"), styled(STYLE)]);
    return loaded;
  });
  /** @type {(() => void) | null} */
  let dispose = null;

  function begin() {
    const { recorded, saved } = store.get();
    if (dispose || saved || recorded === 0) return;
    const loaded = part.now(begin);
    if (!loaded) return;
    unsubscribe();
    dispose = loaded.mountBranches(root, store, send);
  }

  const unsubscribe = store.subscribe(begin);
  void Promise.resolve().then(begin);
  return {
    root,
    dispose() {
      unsubscribe();
      dispose?.();
    },
  };
}
