/** The data tab: the picture or the row of the sample on screen, and how well the run does on all rows. */

/** @import { State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { words } from "../../words/words.js";
import { morph } from "./morph.js";
import { featuresOf, outputsOf } from "./outputs.js";
import { makePicture } from "./picture.js";
import { makeScores } from "./scores.js";
import { writeSection } from "./write.js";

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {AbortSignal} gone
 */
export function makeData(root, store, gone) {
  const picture = makePicture();
  const empty = el("p", { class: "words", text: words.panel.loadFirst });
  const lists = el("div", { class: "sections" });
  const scores = makeScores();
  root.replaceChildren(picture.root, empty, lists, scores.root);

  /** @param {State} state */
  function paint(state) {
    picture.paint(state);
    empty.hidden = Boolean(state.layers[0]?.a);
    const features = state.run?.image ? [] : featuresOf(state);
    morph(lists, [...outputsOf(state), ...features].map(writeSection));
    scores.paint(state);
  }
  gone.addEventListener(
    "abort",
    onRepaint(() => paint(store.get())),
  );
  return { paint };
}
