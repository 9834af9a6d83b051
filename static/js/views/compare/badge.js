/** The letter of a run: A is inked, B outlined; never a hue. */

import { el } from "../../draw/dom.js";

/** @param {"a" | "b"} which */
export function badge(which) {
  return el("span", { class: `compare-badge badge-${which}`, text: which.toUpperCase() });
}
