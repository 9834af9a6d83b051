/** What one step is: a propagation, a mini-batch or an epoch. */

/** @import { Unit } from "../../state/types" */

import { el } from "../../draw/dom.js";

/** @type {readonly Unit[]} */
export const UNITS = Object.freeze(/** @type {const} */ (["propagation", "mini-batch", "epoch"]));

/**
 * A segmented control: one tab stop, the arrows move inside it.
 * @param {HTMLElement} root
 * @param {(unit: Unit) => void} choose
 * @returns {(unit: Unit, enabled: boolean) => void} the way to paint it
 */
export function mountUnits(root, choose) {
  const radios = UNITS.map((unit) =>
    el("button", {
      class: "unit",
      text: unit,
      attrs: { type: "button", role: "radio", "data-word": unit },
    }),
  );
  root.replaceChildren(...radios);

  root.addEventListener("click", ({ target }) => {
    const place = radios.indexOf(/** @type {HTMLButtonElement} */ (target));
    if (place >= 0) choose(UNITS[place]);
  });
  root.addEventListener("keydown", (event) => {
    const from = radios.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const to = from + direction(event.key);
    if (from < 0 || to === from) return;
    event.preventDefault();
    const place = (to + radios.length) % radios.length;
    radios[place].focus();
    choose(UNITS[place]);
  });

  return (unit, enabled) => {
    for (const [place, radio] of radios.entries()) {
      const chosen = UNITS[place] === unit;
      radio.setAttribute("aria-checked", String(chosen));
      radio.tabIndex = chosen ? 0 : -1;
      radio.disabled = !enabled;
    }
  };
}

/** @param {string} key */
function direction(key) {
  if (key === "ArrowRight" || key === "ArrowDown") return 1;
  return key === "ArrowLeft" || key === "ArrowUp" ? -1 : 0;
}
