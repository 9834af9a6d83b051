/** A teacher's notes for the present step of the lesson, what the run on screen cannot learn, and the time. */

/** @import { Send, State, Store } from "../../state/types" */
/** @import { createPlan } from "./console-plan.js" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { lessonWords } from "../../run/lessons.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken, words } from "../../words/words.js";
import {
  added,
  changed,
  isPlanned,
  MOST_LETTERS,
  notesOf,
  removed,
  stepNow,
  toggled,
} from "./console-plan.js";

const said = spoken(classroom).present;
const MOST_OF_TITLE = 80;
const LOOK_MS = 5000;
const MINUTE_MS = 60_000;

/**
 * @param {Store} store
 * @param {Send} send
 * @param {ReturnType<typeof createPlan>} plan
 */
export function makeNotes(store, send, plan) {
  let isWritten = notesOf(stepNow(plan.get())).length === 0;
  const list = el("ul", { class: "console-list" });
  const lessons = el("ul", {
    class: "console-lessons",
    attrs: { role: "status", "aria-label": words.lessons.title },
  });
  const title = el("input", {
    attrs: { type: "text", maxlength: MOST_OF_TITLE, "aria-label": said.lessonTitle },
    on: { input: () => plan.set(changed(plan.get(), { title: title.value })) },
  });
  title.placeholder = said.lessonTitle;
  const field = el("textarea", {
    attrs: { maxlength: MOST_LETTERS, "aria-label": said.notes, spellcheck: false },
    on: { input: () => plan.set(changed(plan.get(), { notes: field.value, said: [] })) },
  });
  field.placeholder = said.notesHint;
  const write = button(said.write, () => turn(true));
  const read = button(said.written, () => turn(false));
  const another = button(said.addStep, () => {
    plan.set(added(plan.get()));
    turn(true);
  });
  const remove = button(said.removeStep, () => plan.set(removed(plan.get())));
  const take = button(said.takeRun, () => {
    const { run } = stepNow(plan.get());
    plan.set(changed(plan.get(), { run: run ? null : runOf(store.get()) }));
  });
  const go = button(said.goToRun, () => {
    const { run } = stepNow(plan.get());
    if (run) void send({ type: "restore", ...run });
  });
  const root = el(
    "section",
    { class: "console-notes", attrs: { "aria-labelledby": "console-notes" } },
    el(
      "div",
      { class: "console-title" },
      el("h3", { class: "eyebrow", text: said.notes, attrs: { id: "console-notes" } }),
      el("span", { class: "console-aside" }, icon("unseen"), el("span", { text: said.onlyYou })),
    ),
    lessons,
    list,
    title,
    field,
    el("div", { class: "console-row" }, go, write, read, take, another, remove),
  );

  /** @param {boolean} wanted */
  function turn(wanted) {
    isWritten = wanted;
    paint();
    if (!wanted) write.focus();
    else if (isPlanned(plan.get())) title.focus();
    else field.focus();
  }

  /** What is there already stays, and the place in it where something is written. @param {HTMLInputElement | HTMLTextAreaElement} input @param {string} text */
  function fill(input, text) {
    if (input.value !== text) input.value = text;
  }

  function paint() {
    const now = stepNow(plan.get());
    const notes = notesOf(now);
    if (notes.length === 0) isWritten = true;
    fill(title, now.title);
    fill(field, now.notes);
    for (const each of [title, field, read, take]) each.hidden = !isWritten;
    remove.hidden = !isWritten || plan.get().steps.length === 1;
    read.disabled = notes.length === 0;
    write.hidden = isWritten;
    go.hidden = now.run === null;
    put(take, now.run ? said.dropRun : said.takeRun);
    list.hidden = isWritten;
    paintList(notes, now.said);
  }

  /** @param {readonly string[]} notes @param {readonly number[]} told */
  function paintList(notes, told) {
    while (list.children.length > notes.length) list.lastElementChild?.remove();
    for (const [at, text] of notes.entries()) {
      const item = list.children[at] ?? el("li", {}, note(at));
      const press = /** @type {HTMLElement} */ (item.firstElementChild);
      put(press, text);
      press.setAttribute("aria-pressed", String(told.includes(at)));
      if (!item.isConnected) list.append(item);
    }
  }

  /** Pressed once it has been said. @param {number} at */
  function note(at) {
    return el("button", {
      attrs: { type: "button", title: said.saidHint },
      on: { click: () => plan.set(toggled(plan.get(), at)) },
    });
  }

  /** @param {State} state */
  function paintLessons({ run, catalog }) {
    const told = run && catalog ? run.lessons.map((lesson) => lessonWords(lesson, catalog)) : [];
    lessons.replaceChildren(
      ...told.map(({ short, because }) =>
        el("li", {}, icon("bulb"), el("span", { text: words.lessons.whole(short, because) })),
      ),
    );
  }

  const unhear = plan.subscribe(paint);
  paint();
  paintLessons(store.get());
  const unsubscribe = store.subscribe((state, before) => {
    if (state.run !== before.run || state.catalog !== before.catalog) paintLessons(state);
  });
  return {
    root,
    stop() {
      unhear();
      unsubscribe();
    },
  };
}

/** @param {State} state */
function runOf({ run, position }) {
  return run && position && { spec: run.began, edits: run.edits, index: position.index };
}

/** @param {string} text @param {() => void} click */
function button(text, click) {
  return el("button", { text, attrs: { type: "button" }, on: { click } });
}

/** The time of day, and for how long the class has lasted. @param {() => number | undefined} begun */
export function makeClock(begun) {
  const time = el("strong");
  const since = el("span", { class: "console-aside" });
  const root = el("p", { class: "console-clock" }, time, since);
  function tick() {
    const now = new Date();
    const from = begun();
    put(time, now.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
    put(since, from ? said.minutesIn(Math.floor((now.getTime() - from) / MINUTE_MS)) : "");
  }
  tick();
  const ticking = setInterval(tick, LOOK_MS);
  return { root, paint: tick, stop: () => clearInterval(ticking) };
}
