/** The data tab: the picture or the row of the sample on screen, and what is said of it. */

/** @import { Send, State, Store } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { onRepaint } from "../../draw/repaint.js";
import { words } from "../../words/words.js";
import { onDemand } from "../on-demand.js";
import { morph } from "./morph.js";
import { featuresOf, outputsOf } from "./outputs.js";
import { makePicture } from "./picture.js";
import { writeSection } from "./write.js";

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Send} send
 * @param {AbortSignal} gone
 */
export function makeData(root, store, send, gone) {
  const picture = makePicture();
  const empty = el("p", { class: "words", text: words.panel.loadFirst });
  const lists = el("div", { class: "sections" });
  const own = makeOwn(store, send, gone);
  const weights = makeWeights(store, gone);
  root.replaceChildren(own.root, picture.root, empty, lists, weights.root);

  /** @param {State} state */
  function paint(state) {
    own.paint(state);
    picture.paint(state);
    if (state.own) picture.root.hidden = true;
    empty.hidden = Boolean(state.own ?? state.layers[0]?.a);
    const features = state.run?.image ? [] : featuresOf(state);
    const sections = state.own ? [] : [...outputsOf(state), ...features];
    morph(lists, sections.map(writeSection));
    weights.paint(state);
  }
  gone.addEventListener(
    "abort",
    onRepaint(() => paint(store.get())),
  );
  return { paint, begin: own.begin };
}

/**
 * In its place a sample of the visitor's own, once somebody wants one.
 * @param {Store} store
 * @param {Send} send
 * @param {AbortSignal} gone
 */
function makeOwn(store, send, gone) {
  const root = el("div", { class: "own", attrs: { hidden: true } });
  const part = onDemand(store, () => import("../own/own.js"));
  /** @type {ReturnType<typeof import("../own/own.js").makeOwn> | null} */
  let view = null;

  async function come() {
    const made = await part.ask();
    if (made) view ??= made.makeOwn(root, store, send, gone);
    return view;
  }

  return {
    root,
    begin: async () => (await come())?.begin(),
    /** @param {State} state */
    paint(state) {
      root.hidden = !state.own;
      if (view) view.paint(state);
      else if (state.own) void come().then(() => view?.paint(store.get()));
    },
  };
}

/**
 * What each neuron of the first layer looks for, where the inputs are an image.
 * @param {Store} store
 * @param {AbortSignal} gone
 */
function makeWeights(store, gone) {
  const root = el("section", { class: "panel-section weights", attrs: { hidden: true } });
  const part = onDemand(store, () => import("../pictures/weights.js"));
  /** @type {ReturnType<typeof import("../pictures/weights.js").makeWeights> | null} */
  let view = null;

  /** @param {State} state */
  function paint(state) {
    if (!view && state.run?.image)
      view = part.now(() => paint(store.get()))?.makeWeights(root, store, gone) ?? null;
    view?.paint(state);
  }
  return { root, paint };
}
