/** What a run cannot learn, beside the fields that would have it otherwise. */

/** @import { Catalog } from "../../state/types" */
/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { lessonWords } from "../../run/lessons.js";
import { words } from "../../words/words.js";

/**
 * @param {Catalog} catalog
 * @param {...string} fields of the specification
 * @returns {Part}
 */
export function lessonsOf(catalog, ...fields) {
  const element = el("div", { class: "rail-lessons" });
  let painted = "";
  return {
    element,
    paint({ run }) {
      const said = run.lessons
        .filter(({ field }) => fields.includes(field))
        .map((lesson) => lessonWords(lesson, catalog))
        .map(({ short, because }) => words.lessons.whole(short, because));
      element.hidden = said.length === 0;
      if (painted === said.join()) return;
      painted = said.join();
      element.replaceChildren(...said.map((text) => el("p", { class: "small-print", text })));
    },
  };
}
