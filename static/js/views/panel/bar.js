/** A bar for a share of 1, drawn as a picture: its number always stands beside it. */

import { svg } from "../../draw/dom.js";

/** @param {number} share */
export function bar(share) {
  const width = Math.max(0, Math.min(1, share || 0)) * 100;
  const attrs = { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" };
  return svg("svg", { class: "share", attrs }, svg("rect", { attrs: { width, height: 6 } }));
}
