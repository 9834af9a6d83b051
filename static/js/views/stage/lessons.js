/** What a run cannot learn, under its network: in short and why, until it is dismissed or no longer holds. */

/** @import { Catalog, Lesson, State } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { icon, iconButton } from "../../draw/icons.js";
import { lessonWords } from "../../run/lessons.js";
import { words } from "../../words/words.js";

/** @param {() => void} left called when the bar is gone, and the focus in it */
export function makeLessons(left) {
  /** @type {Set<string>} codes that have been read */
  const dismissed = new Set();
  /** @type {readonly Lesson[]} */
  let shown = [];
  const said = el("div", { class: "lesson-words" });
  const why = el("button", {
    class: "lesson-why",
    text: words.lessons.why,
    attrs: { type: "button", "aria-expanded": "false" },
    on: { click: () => open(why.getAttribute("aria-expanded") !== "true") },
  });
  const close = iconButton("close", words.lessons.dismiss, dismiss);
  const bar = el("div", { class: "lesson-bar" }, icon("bulb"), said, why, close);
  // It stays in the page, so that a screen reader hears what appears inside it.
  const root = el("div", {
    class: "lessons",
    attrs: { role: "status", "aria-label": words.lessons.title },
  });

  /** @param {boolean} wide whether it says why where there is little room */
  function open(wide) {
    why.setAttribute("aria-expanded", String(wide));
    bar.classList.toggle("open", wide);
  }

  function dismiss() {
    for (const { code } of shown) dismissed.add(code);
    shown = [];
    root.replaceChildren();
    left();
  }

  /** @param {readonly Lesson[]} lessons @param {Catalog} catalog */
  function say(lessons, catalog) {
    const lines = lessons.map((lesson) => {
      const { short, because } = lessonWords(lesson, catalog);
      return el(
        "p",
        {},
        el("strong", { text: `${short}.` }),
        el("span", { class: "lesson-because", text: ` ${because}` }),
      );
    });
    said.replaceChildren(...lines);
    open(false);
    root.replaceChildren(...(lines.length > 0 ? [bar] : []));
  }

  return {
    root,
    /** @param {Pick<State, "run" | "catalog">} state */
    paint({ run, catalog }) {
      if (!run || !catalog) return;
      const held = run.lessons;
      for (const code of dismissed)
        if (!held.some((lesson) => lesson.code === code)) dismissed.delete(code);
      const unread = held.filter(({ code }) => !dismissed.has(code));
      if (JSON.stringify(unread) === JSON.stringify(shown)) return;
      shown = unread;
      say(unread, catalog);
    },
  };
}
