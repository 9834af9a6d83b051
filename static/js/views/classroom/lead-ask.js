/** A button that asks first: in its place come the question, what is done, and the way back. */

import { el } from "../../draw/dom.js";

/**
 * @param {object} options
 * @param {string} options.text of the button
 * @param {string} [options.name] of the button, where its text alone does not say what it is for
 * @param {string} options.question
 * @param {string} options.yes
 * @param {string} options.no
 * @param {() => void} options.act
 */
export function askFirst({ text, name = text, question, yes, no, act }) {
  const first = el("button", {
    text,
    attrs: { type: "button", "aria-label": name, "aria-expanded": "false" },
    on: { click: () => ask(true) },
  });
  const back = el("button", {
    text: no,
    attrs: { type: "button" },
    on: { click: () => ask(false) },
  });
  const told = el("span", { text: question });
  const asked = el(
    "div",
    { class: "room-question", attrs: { role: "group", "aria-label": question, hidden: true } },
    told,
    el("button", {
      class: "primary",
      text: yes,
      attrs: { type: "button" },
      on: { click: done },
    }),
    back,
  );

  /** @param {boolean} on */
  function ask(on) {
    first.hidden = on;
    asked.hidden = !on;
    first.setAttribute("aria-expanded", String(on));
    (on ? back : first).focus();
  }

  function done() {
    ask(false);
    act();
  }

  return el("div", { class: "room-ask" }, first, asked);
}
