/** A row of choices with one tab stop, in which the arrows move: tabs, scope, the unit of a step. */

import { el } from "../draw/dom.js";

/**
 * @template {string} Choice
 * @param {object} options
 * @param {string} options.label
 * @param {"tablist" | "radiogroup"} options.role
 * @param {readonly (readonly [Choice, string])[]} options.choices
 * @param {(choice: Choice) => void} options.choose
 * @param {string | false} [options.each] the class of each button
 * @returns {{root: HTMLElement, buttons: HTMLButtonElement[], paint: (chosen: Choice, enabled?: boolean) => void}}
 */
export function segment({ label, role, choices, choose, each = false }) {
  const own = role === "tablist" ? "tab" : "radio";
  const state = role === "tablist" ? "aria-selected" : "aria-checked";
  const buttons = choices.map(([, text]) =>
    el("button", { text, attrs: { type: "button", role: own, class: each, "data-word": text } }),
  );
  const root = el("div", { attrs: { role, "aria-label": label } }, ...buttons);

  root.addEventListener("click", ({ target }) => {
    const place = buttons.indexOf(/** @type {any} */ (target));
    if (place >= 0) choose(choices[place][0]);
  });
  root.addEventListener("keydown", (event) => {
    const shown = buttons.filter((button) => !button.hidden);
    const place = placeAfter(
      event.key,
      shown.indexOf(/** @type {any} */ (event.target)),
      shown.length,
    );
    if (place === null) return;
    event.preventDefault();
    shown[place].focus();
    choose(choices[buttons.indexOf(shown[place])][0]);
  });

  return {
    root,
    buttons,
    paint(chosen, enabled = true) {
      for (const [place, button] of buttons.entries()) {
        button.disabled = !enabled;
        button.setAttribute(state, String(choices[place][0] === chosen));
        button.tabIndex = choices[place][0] === chosen ? 0 : -1;
      }
    },
  };
}

/** @param {string} key @param {number} place @param {number} count */
function placeAfter(key, place, count) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  return by === undefined || place < 0 ? null : (place + by + count) % count;
}
