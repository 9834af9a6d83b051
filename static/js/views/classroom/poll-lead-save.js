/** The button that takes home what the class came to, in one file. */

/** @import { Store } from "../../state/types" */

import { el, put } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import { lessonOf } from "../../line/lesson.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { save } from "../exports/save.js";

const words = spoken(classroom).pollLead;

/** @param {Store} store */
export function saveLesson(store) {
  const told = el("span", { class: "small-print", attrs: { role: "status" } });
  const button = el(
    "button",
    {
      class: "lesson-save",
      attrs: { type: "button", title: words.saveHint },
      on: { click: take },
    },
    icon("save"),
    el("span", { text: words.save }),
  );

  async function take() {
    const { classroom: held, links } = store.get();
    const link = links.find(({ role }) => role === "drive");
    if (!held || !link) return;
    button.disabled = true;
    put(told, "");
    const lesson = await lessonOf(held.code, link.key);
    button.disabled = false;
    button.focus();
    if (lesson) save(`propscope-${held.code.toLowerCase()}-lesson.zip`, lesson);
    put(told, lesson ? words.saved : words.notSaved);
  }

  return el("div", { class: "lesson-saving" }, button, told);
}
