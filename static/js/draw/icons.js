/** Small line drawings for buttons that have no room for a word. */

import { svg } from "./dom.js";

/** Paths on a grid of 16 × 16. */
const PATHS = {
  close: ["M4 4l8 8", "M12 4l-8 8"],
  minus: ["M3.5 8h9"],
  plus: ["M3.5 8h9", "M8 3.5v9"],
  reset: ["M3 3.2v3.6h3.6", "M3.4 6.6A5.2 5.2 0 1 1 2.8 9"],
  dice: [
    "M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z",
    "M5.6 5.6h.01",
    "M10.4 5.6h.01",
    "M8 8h.01",
    "M5.6 10.4h.01",
    "M10.4 10.4h.01",
  ],
  system: ["M2.5 3.5h11v7.5h-11z", "M6 13.5h4"],
  light: [
    "M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6z",
    "M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2",
    "M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  ],
  dark: ["M13 9.6A5.4 5.4 0 1 1 6.4 3a4.3 4.3 0 0 0 6.6 6.6z"],
};

/**
 * A drawing in the colour of the text around it; the button says in words what it does.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  const lines = PATHS[name].map((d) => svg("path", { attrs: { d } }));
  const attrs = {
    viewBox: "0 0 16 16",
    width: 16,
    height: 16,
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.6,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
  };
  return svg("svg", { attrs }, ...lines);
}
