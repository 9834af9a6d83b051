/** A minus and a plus around something that can be one fewer or one more. */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";

/**
 * @param {{ fewer: string, more: string, step: (by: -1 | 1) => void }} options names of the two buttons
 * @param {Node} middle
 */
export function stepper({ fewer, more, step }, middle) {
  const minus = button(fewer, "minus", () => step(-1));
  const plus = button(more, "plus", () => step(1));
  return {
    element: el("span", { class: "stepper" }, minus, middle, plus),
    /** @param {boolean} canShrink @param {boolean} canGrow */
    paint(canShrink, canGrow) {
      minus.setAttribute("aria-disabled", String(!canShrink));
      plus.setAttribute("aria-disabled", String(!canGrow));
    },
  };
}

/**
 * A button at its limit keeps the focus (it is not `disabled`), it only does nothing.
 * @param {string} name
 * @param {"minus" | "plus"} drawing
 * @param {() => void} act
 */
function button(name, drawing, act) {
  const made = iconButton(drawing, name, () => {
    if (made.getAttribute("aria-disabled") !== "true") act();
  });
  return made;
}
