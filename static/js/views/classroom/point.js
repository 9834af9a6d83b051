/** The spotlight of a class: a mark on every screen, in the teacher's words. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { classroom as english } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { styled } from "../styled.js";
import { isThere, styleOf } from "./point-mark.js";
import { nameOf } from "./point-name.js";
import { createPointer } from "./point-pointer.js";

const said = spoken(english).follow;
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
  stage.after(shown.root);
  if (pointer) stage.append(pointer.root);
  shown.paint(store.get());
  const parts = /** @type {const} */ (["classroom", "run", "role"]);
  const unsubscribe = store.subscribe((state, before) => {
    if (parts.some((part) => state[part] !== before[part])) shown.paint(state);
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
    icon("target"),
    el("span", { class: "spotlight-told" }, name, words),
  );
  const ring = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ring];
  /** @type {State["classroom"]} */
  let held = null;

  return {
    root,
    /** @param {State} state */
    paint({ classroom: now, run, role }) {
      const spotlight = now?.spotlight ?? null;
      const isSeen = run !== null && spotlight !== null && isThere(run, spotlight.on);
      root.hidden = !isSeen;
      if (held?.spotlight !== spotlight || !isSeen)
        ring.replaceSync(isSeen ? styleOf(spotlight.on) : "");
      held = isSeen ? now : null;
      const what = isSeen ? nameOf(run, spotlight.on) : "";
      put(name, isSeen && role === "follow" ? said.pointsAt(what) : what);
      put(words, isSeen ? spotlight.words : "");
    },
    dispose() {
      root.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== ring);
    },
  };
}
