/** One titled part of the rail, painted as the sum of its rows. */

/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { markAgain } from "./again.js";

/**
 * @param {string} name of the section in the page
 * @param {string} title
 * @param {readonly Part[]} parts
 * @param {boolean} [again] whether all of it starts the run again
 * @returns {Part}
 */
export function section(name, title, parts, again = false) {
  const id = `rail-${name}`;
  const heading = el("h2", { class: "eyebrow", text: title, attrs: { id } });
  if (again) markAgain(heading);
  const rows = parts.map((part) => part.element);
  return {
    element: el(
      "section",
      { class: "rail-section", attrs: { "aria-labelledby": id } },
      heading,
      ...rows,
    ),
    paint(shown) {
      for (const part of parts) part.paint(shown);
    },
    dispose() {
      for (const part of parts) part.dispose?.();
    },
  };
}
