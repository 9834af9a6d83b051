/** The spotlight of a class: a mark on every screen, in the teacher's words, and what puts it there. */

/** @import { Run, Mark, Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { layerName } from "../stage/names.js";
import { styled } from "../styled.js";
import { isSameMark, isThere, markOf, styleOf } from "./point-mark.js";

const STYLE = "static/css/classroom-point.css";
const KEY = "s";
/** Where letters are written, or mean something else. */
const ELSEWHERE = "input, textarea, select, [contenteditable], dialog";
const MOST_WORDS = 200;
const said = spoken(classroom).present;

/**
 * @param {Store} store
 * @param {Send} send
 */
export async function mount(store, send) {
  await styled(STYLE);
  const stage = /** @type {HTMLElement} */ (document.getElementById("stage"));
  const gone = new AbortController();
  const shown = makeShown();
  const pointer = makePointer(store, send);
  stage.append(shown.root, pointer.root);
  document.addEventListener("keydown", (event) => pointer.press(event), { signal: gone.signal });

  function paint() {
    const state = store.get();
    shown.paint(state);
    pointer.paint(state);
  }
  paint();
  const unsubscribe = store.subscribe((state, before) => {
    const isOther = /** @type {const} */ (["classroom", "role", "run", "selected", "picked"]).some(
      (part) => state[part] !== before[part],
    );
    if (isOther) paint();
  });
  return () => {
    gone.abort();
    unsubscribe();
    shown.dispose();
    pointer.root.remove();
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

/** What puts a mark on what is selected here, for who drives. @param {Store} store @param {Send} send */
function makePointer(store, send) {
  const field = el("input", {
    attrs: { type: "text", maxlength: MOST_WORDS, "aria-label": said.wordsFor },
  });
  field.placeholder = said.wordsFor;
  const show = el("button", { class: "primary", text: said.show, attrs: { type: "submit" } });
  const clear = el("button", {
    text: said.clear,
    attrs: { type: "button" },
    on: { click: () => send({ type: "point_at", spotlight: null }) },
  });
  const name = el("span", { class: "pointer-name" });
  const form = el(
    "form",
    { class: "pointer-form", attrs: { hidden: true }, on: { submit: point, keydown: leave } },
    name,
    field,
    show,
  );
  const opener = el("button", {
    class: "pointer-opener",
    text: said.spotlight,
    attrs: { type: "button", "aria-expanded": "false", title: said.spotlightHint },
    on: { click: () => open(form.hidden === true) },
  });
  const root = el(
    "div",
    { class: "pointer", attrs: { role: "group", "aria-label": said.spotlight } },
    form,
    opener,
    clear,
  );

  /** @param {boolean} wanted */
  function open(wanted) {
    form.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
    if (wanted) field.select();
  }

  /** @param {Event} event */
  function point(event) {
    event.preventDefault();
    const on = markOf(store.get());
    if (!on) return;
    void send({ type: "point_at", spotlight: { on, words: field.value.trim() } });
    field.value = "";
    open(false);
    opener.focus();
  }

  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
    opener.focus();
  }

  return {
    root,
    /** @param {KeyboardEvent} event */
    press(event) {
      const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
      if (key.toLowerCase() !== KEY || ctrlKey || metaKey || altKey || repeat) return;
      if (root.hidden || opener.hidden || document.querySelector("dialog[open]")) return;
      if (target instanceof Element && target.closest(ELSEWHERE)) return;
      event.preventDefault();
      open(true);
    },
    /** @param {State} state */
    paint(state) {
      const { classroom: now, role, run } = state;
      const mark = markOf(state);
      const spotlight = now?.spotlight ?? null;
      const canPoint = mark !== null && !isSameMark(mark, spotlight?.on ?? null);
      root.hidden = !now || role !== "drive" || !run || (!mark && !spotlight);
      opener.hidden = mark === null;
      clear.hidden = spotlight === null;
      if (!mark) open(false);
      put(opener, canPoint ? said.spotlight : said.otherWords);
      put(name, run && mark ? nameOf(run, mark) : "");
    },
  };
}

/** "hidden 2 · 2", or of a connection "hidden 1 · 3 → hidden 2 · 2". @param {Run} run @param {Mark} mark */
function nameOf(run, { layer, unit, source }) {
  const neuron = (/** @type {number} */ at, /** @type {number} */ which) =>
    said.neuron(layerName(run, at), which + 1);
  const to = neuron(layer, unit);
  return source === undefined ? to : said.connection(neuron(layer - 1, source), to);
}
