/** The output over the only input: the curve, with all points. */

/** @import { State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { nameAs, widthOf } from "./canvas.js";
import { drawGraph } from "./graph.js";
import { graphInWords } from "./in-words.js";

/**
 * @param {Store} store
 * @param {AbortSignal} gone
 * @param {boolean} calm without the mini-batch, which changes faster than can be seen, but with the test points
 */
export function makeGraph(store, gone, calm) {
  const root = el("canvas", { class: "line-plot", attrs: { role: "img" } });
  const width = widthOf(root, () => paint(store.get()), gone);

  /** @param {State} state */
  function paint(state) {
    if (!state.run?.interval) return;
    drawGraph(root, state, { tests: calm, samples: !calm, width: width() });
    nameAs(root, graphInWords(state, calm));
  }
  return { root, paint };
}
