/** The spotlight of a class: a mark on every screen, in the teacher's words. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { styled } from "../styled.js";
import { isThere, styleOf } from "./point-mark.js";
import { nameOf } from "./point-name.js";
import { createPointer } from "./point-pointer.js";

const STYLE = "static/css/classroom-point.css";

/**
 * @param {Store} store
 * @param {Send} send
 * @param {boolean} hasPointer whether who drives puts it there from the stage
 */
export async function mount(store, send, hasPointer) {
  await styled(STYLE);
  const stage = /** @type {HTMLElement} */ (document.getElementById("stage"));
  const shown = makeShown();
  const pointer = hasPointer ? createPointer(store, send) : null;
  stage.append(shown.root, ...(pointer ? [pointer.root] : []));
  shown.paint(store.get());
  const unsubscribe = store.subscribe((state, before) => {
    if (state.classroom !== before.classroom || state.run !== before.run) shown.paint(state);
  });
  return () => {
    unsubscribe();
    shown.dispose();
    pointer?.root.remove();
    pointer?.stop();
  };
}

/** The mark, and the bar that says what it is on. */
function makeShown() {
  const name = el("strong");
  const words = el("span");
  const root = el(
    "p",
    { class: "spotlight", attrs: { role: "status", hidden: true } },
    name,
    words,
  );
  const ring = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ring];
  /** @type {State["classroom"]} */
  let held = null;

  return {
    root,
    /** @param {State} state */
    paint({ classroom: now, run }) {
      const spotlight = now?.spotlight ?? null;
      const isSeen = run !== null && spotlight !== null && isThere(run, spotlight.on);
      root.hidden = !isSeen;
      if (held?.spotlight !== spotlight || !isSeen)
        ring.replaceSync(isSeen ? styleOf(spotlight.on) : "");
      held = isSeen ? now : null;
      put(name, isSeen ? nameOf(run, spotlight.on) : "");
      put(words, isSeen ? spotlight.words : "");
    },
    dispose() {
      root.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== ring);
    },
  };
}
