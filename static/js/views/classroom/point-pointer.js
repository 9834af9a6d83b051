/** What puts the spotlight on what is selected here, for who drives. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { isSameMark, markOf } from "./point-mark.js";
import { nameOf } from "./point-name.js";

const KEY = "s";
/** Where letters are written, or mean something else. */
const ELSEWHERE = "input, textarea, select, [contenteditable], dialog";
const MOST_WORDS = 200;
const PARTS = /** @type {const} */ (["classroom", "role", "run", "selected", "picked"]);
const said = spoken(classroom).present;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {boolean} [stands] whether it is there all the time, with nothing to be opened
 */
export function createPointer(store, send, stands = false) {
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
    { class: "pointer-form", attrs: { hidden: !stands }, on: { submit: point, keydown: leave } },
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
    {
      class: stands ? "pointer-standing" : "pointer",
      attrs: { role: "group", "aria-label": said.spotlight },
    },
    form,
    opener,
    clear,
  );

  /** @param {boolean} wanted */
  function open(wanted) {
    form.hidden = !wanted && !stands;
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
    close();
  }

  function close() {
    open(false);
    (stands ? show : opener).focus();
  }

  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
    if (key.toLowerCase() !== KEY || ctrlKey || metaKey || altKey || repeat) return;
    if (root.hidden || show.disabled || document.querySelector("dialog[open]")) return;
    if (target instanceof Element && target.closest(ELSEWHERE)) return;
    event.preventDefault();
    open(true);
  }

  /** @param {State} state */
  function paint(state) {
    const { classroom: now, role, run } = state;
    const mark = markOf(state);
    const spotlight = now?.spotlight ?? null;
    const canPoint = mark !== null && !isSameMark(mark, spotlight?.on ?? null);
    root.hidden = !now || role !== "drive" || !run || (!mark && !spotlight && !stands);
    opener.hidden = stands || mark === null;
    show.disabled = mark === null;
    clear.hidden = spotlight === null;
    if (!mark) open(false);
    put(opener, canPoint ? said.spotlight : said.otherWords);
    put(name, run && mark ? nameOf(run, mark) : said.nothing);
  }

  const gone = new AbortController();
  document.addEventListener("keydown", press, { signal: gone.signal });
  paint(store.get());
  const unsubscribe = store.subscribe((state, before) => {
    if (PARTS.some((part) => state[part] !== before[part])) paint(state);
  });
  return {
    root,
    stop() {
      gone.abort();
      unsubscribe();
    },
  };
}
