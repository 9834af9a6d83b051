/** The output over the only input: the curve, with all points. */

/** @import { State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { tooFastTo } from "../../state/pace.js";
import { nameAs, widthOf } from "./canvas.js";
import { drawGraph } from "./graph.js";
import { graphInWords } from "./in-words.js";

/**
 * @param {Store} store
 * @param {AbortSignal} gone
 */
export function makeGraph(store, gone) {
  const root = el("canvas", { class: "line-plot", attrs: { role: "img" } });
  const again = () => paint(store.get());
  const width = widthOf(root, again, gone);

  /** @param {State} state */
  function paint(state) {
    if (!state.run?.interval) return;
    const samples = !tooFastTo("read", state.playback);
    drawGraph(root, state, { tests: state.tests, samples, width: width() });
    nameAs(root, graphInWords(state, state.tests));
  }
  gone.addEventListener("abort", onRepaint(again));
  return { root, paint };
}
