/** Says, in the page of the panel that is shown, that the run plays faster than can be read. */

import { el } from "../../draw/dom.js";
import { words } from "../../words/words.js";

/** @typedef {ReturnType<typeof makeTooFast>} TooFast */

export function makeTooFast() {
  const title = el(
    "h2",
    { class: "panel-title" },
    el("span", { class: "phase-word", text: words.panel.playing }),
    el("span", { class: "panel-place", text: words.panel.tooFast }),
  );
  const rule = el("p", { class: "small-print", text: words.panel.tooFastRule });
  return {
    /** @param {HTMLElement} page */
    tellIn(page) {
      if (title.parentElement === page) return;
      page.prepend(title);
      page.append(rule);
    },
    beStill() {
      title.remove();
      rule.remove();
    },
  };
}
