/** A teacher's notes and the time: what only this browser knows. */

import { el, put } from "../../draw/dom.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";

const said = spoken(classroom).present;
const KEPT_AS = "propscope.notes";
const MOST_LETTERS = 20_000;
const LOOK_MS = 5000;
const MINUTE_MS = 60_000;

export function makeNotes() {
  const field = el("textarea", {
    attrs: { maxlength: MOST_LETTERS, "aria-label": said.notes, spellcheck: false },
    on: { input: () => keep(field.value) },
  });
  field.placeholder = said.notesHint;
  field.value = kept();
  return el(
    "section",
    { class: "console-notes", attrs: { "aria-label": said.notes } },
    el(
      "div",
      { class: "console-title" },
      el("h2", { class: "eyebrow", text: said.notes }),
      el("span", { class: "console-aside", text: said.onlyYou }),
    ),
    field,
  );
}

/** The time of day, and for how long this window has been open. */
export function makeClock(begun = Date.now()) {
  const time = el("strong");
  const since = el("span", { class: "console-aside" });
  const root = el("p", { class: "console-clock" }, time, since);
  function tick() {
    const now = new Date();
    put(time, now.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
    put(since, said.minutesIn(Math.floor((now.getTime() - begun) / MINUTE_MS)));
  }
  tick();
  const ticking = setInterval(tick, LOOK_MS);
  return { root, stop: () => clearInterval(ticking) };
}

// Storage can be forbidden or full: the notes then last as long as the page.
function kept() {
  try {
    return localStorage.getItem(KEPT_AS) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} text */
function keep(text) {
  try {
    localStorage.setItem(KEPT_AS, text);
  } catch {
    // See above.
  }
}
