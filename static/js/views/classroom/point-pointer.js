/** What puts the spotlight on what is selected here, for who drives. */

/** @import { Send, State, Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { ownsLetters } from "../../run/keys.js";
import { leadsClass } from "../../state/whose.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { isSameMark, markOf, numbersOf } from "./point-mark.js";
import { nameOf, numberName } from "./point-name.js";

const KEY = "s";
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
  const which = el("select", { attrs: { "aria-label": said.which } });
  const form = el(
    "form",
    { class: "pointer-form", attrs: { hidden: !stands }, on: { submit: point, keydown: leave } },
    name,
    which,
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
    const spotlight = { on: { ...on, tensor: which.value }, words: field.value.trim() };
    void send({ type: "point_at", spotlight });
    field.value = which.value = "";
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
    if (ownsLetters(target)) return;
    event.preventDefault();
    open(true);
  }

  /** What was chosen stays, where the next has such a number too. @param {readonly string[]} numbers */
  function offer(numbers) {
    which.hidden = numbers.length === 0;
    if (which.dataset.of === String(numbers)) return;
    const chosen = which.value;
    which.dataset.of = String(numbers);
    which.replaceChildren(
      el("option", { text: said.whole, attrs: { value: "" } }),
      ...numbers.map((each) => el("option", { text: numberName(each), attrs: { value: each } })),
    );
    which.value = numbers.includes(chosen) ? chosen : "";
  }

  /** @param {State} state */
  function paint(state) {
    const { classroom: now, run } = state;
    const mark = markOf(state);
    const spotlight = now?.spotlight ?? null;
    const marked = spotlight && { ...spotlight.on, tensor: "" };
    const canPoint = mark !== null && !isSameMark(mark, marked);
    offer(numbersOf(mark));
    root.hidden = !leadsClass(state) || !run || (!mark && !spotlight && !stands);
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
