/** What can be seen of a run that plays faster than can be read: how well it does, and what it says by now. */

/** @import { State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { steadied } from "../../state/select.js";
import { asTyped } from "../../state/tensors.js";
import { full } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { morph } from "./morph.js";
import { outputsOf } from "./outputs.js";
import { makePicture } from "./picture.js";
import { makeRecent } from "./recent.js";
import { makeScores, scoreRow } from "./scores.js";
import { writeSection } from "./write.js";

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {AbortSignal} gone
 */
export function makeSpeed(root, store, gone) {
  const rate = el("td", { attrs: { colspan: 2 } });
  const scores = makeScores(scoreRow(words.panel.learningRate, [rate]));
  const recent = makeRecent();
  const picture = makePicture();
  const outputs = el("div", { class: "sections" });
  root.replaceChildren(
    title(),
    el("div", { class: "score-board" }, scores.root, recent.root),
    picture.root,
    outputs,
    el("p", { class: "small-print", text: words.panel.tooFastRule }),
  );
  /** @type {State | null} */
  let painted = null;

  /** @param {State} now */
  function paint(now) {
    const state = steadied(now, painted);
    painted = state;
    scores.paint(state);
    recent.paint(state);
    if (state.run && state.position) put(rate, full(rateOf(state)));
    picture.paint(state);
    morph(outputs, hasPoints(state) ? [] : outputsOf(state).map(writeSection));
  }
  gone.addEventListener(
    "abort",
    onRepaint(() => root.hidden || paint(store.get())),
  );
  return { paint };
}

/** The learning rate of the update last made, else the one that is set. @param {State} state */
function rateOf({ run, layers }) {
  const { eta } = layers.at(-1) ?? {};
  return eta ? asTyped(eta) : (run?.spec.optimizer.learning_rate ?? 0);
}

function title() {
  return el(
    "h2",
    { class: "panel-title" },
    el("span", { class: "phase-word", text: words.panel.playing }),
    el("span", { class: "panel-place", text: words.panel.tooFast }),
  );
}

/** Whether what is said is seen beside the network. @param {State} state */
function hasPoints({ run }) {
  return Boolean(run?.plane || run?.interval);
}
