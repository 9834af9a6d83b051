/** The signs on the transport's buttons, drawn after Lucide's (ISC): shapes, so that no font is needed. */

import { svg } from "../../draw/dom.js";

/** @type {Readonly<Record<string, readonly string[]>>} outlines on a 24 × 24 square; triangles are filled */
const SHAPES = {
  first: ["M6 5v14", "M19 5v14L9 12z"],
  back: ["M17 5v14L7 12z"],
  play: ["M7 4.5v15L20 12z"],
  pause: ["M8.5 5v14", "M15.5 5v14"],
  forward: ["M6 5v14l10-7z", "M19 5v14"],
  last: ["M4 5v14l9-7z", "M16 5v14", "M20.5 5v14"],
  until: ["M5 21V4", "M5 4h13l-3 4.5L18 13H5"],
};

/** @param {keyof typeof SHAPES} name */
export function icon(name) {
  const shapes = SHAPES[name].map((d) => svg("path", { attrs: { d } }));
  const attrs = { viewBox: "0 0 24 24", "aria-hidden": "true", "data-icon": name };
  return svg("svg", { class: "icon-shape", attrs }, ...shapes);
}
