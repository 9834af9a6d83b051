/** Small drawings for buttons and notes; those of the transport are drawn after Lucide's (ISC). */

import { el, svg } from "./dom.js";

/** Outlines on a grid of 16 × 16. */
const LINES = {
  close: ["M4 4l8 8", "M12 4l-8 8"],
  check: ["M3.2 8.4l3.2 3.2 6.4-7"],
  minus: ["M3.5 8h9"],
  rows: ["M6 4h7.5", "M6 8h5.5", "M6 12h3", "M2.5 4h.01", "M2.5 8h.01", "M2.5 12h.01"],
  plus: ["M3.5 8h9", "M8 3.5v9"],
  reset: ["M3 3.2v3.6h3.6", "M3.4 6.6A5.2 5.2 0 1 1 2.8 9"],
  enlarge: ["M9.5 2.5h4v4", "M13.5 2.5L9 7", "M6.5 13.5h-4v-4", "M2.5 13.5L7 9"],
  loop: [
    "M11 2.2l2.5 2.3L11 6.8",
    "M13.5 4.5h-8a3 3 0 0 0-3 3v.7",
    "M5 13.8l-2.5-2.3L5 9.2",
    "M2.5 11.5h8a3 3 0 0 0 3-3v-.7",
  ],
  film: ["M2.5 3.5h11v9h-11z", "M5.5 3.5v9", "M10.5 3.5v9"],
  table: ["M2.5 3.5h11v9h-11z", "M2.5 6.5h11", "M2.5 9.5h11", "M6.5 6.5v6"],
  more: ["M3.2 8h.01", "M8 8h.01", "M12.8 8h.01"],
  previous: ["M10 3L5 8l5 5"],
  next: ["M6 3l5 5-5 5"],
  undo: ["M5.5 2.5L2.5 5.5l3 3", "M2.5 5.5h7a4 4 0 0 1 0 8H6"],
  redo: ["M10.5 2.5l3 3l-3 3", "M13.5 5.5h-7a4 4 0 0 0 0 8H10"],
  runs: ["M3 3h10v4H3z", "M3 9.5h10v3.5H3z", "M5.2 5h.01M5.2 11.2h.01"],
  rename: ["M3 13l.8-3.2L10.6 3l2.4 2.4L6.2 12.2z", "M9 4.6L11.4 7"],
  copy: ["M5.5 5.5h7.5v7.5H5.5z", "M10.5 5.5V3H3v7.5h2.5"],
  bin: ["M3 4.5h10", "M6 4.5V3h4v1.5", "M4.2 4.5l.6 8.5h6.4l.6-8.5", "M6.8 7v3.6M9.2 7v3.6"],
  room: [
    "M6 7.6a2.3 2.3 0 1 0 0-4.6a2.3 2.3 0 0 0 0 4.6z",
    "M1.8 13a4.2 4.2 0 0 1 8.4 0",
    "M10.6 3.4a2 2 0 0 1 0 3.8",
    "M12 9.4a4 4 0 0 1 2.2 3.6",
  ],
  ask: [
    "M2.5 3h11v8h-6l-3 2.6V11h-2z",
    "M6.4 5.8a1.6 1.6 0 1 1 2.4 1.4c-.5.3-.8.5-.8 1",
    "M8 9.4h.01",
  ],
  unseen: [
    "M2.6 8.6C4 6 5.9 4.6 8 4.6s4 1.4 5.4 4",
    "M8 11a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 8 11z",
    "M3 13L13 3",
  ],
  up: ["M8 12.5v-9", "M4.2 7.2L8 3.4l3.8 3.8"],
  dice: [
    "M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z",
    "M5.6 5.6h.01",
    "M10.4 5.6h.01",
    "M8 8h.01",
    "M5.6 10.4h.01",
    "M10.4 10.4h.01",
  ],
  fork: [
    "M4.5 2.2a1.6 1.6 0 1 0 0 3.2a1.6 1.6 0 0 0 0-3.2z",
    "M11.5 2.2a1.6 1.6 0 1 0 0 3.2a1.6 1.6 0 0 0 0-3.2z",
    "M4.5 10.6a1.6 1.6 0 1 0 0 3.2a1.6 1.6 0 0 0 0-3.2z",
    "M4.5 5.4v5.2",
    "M11.5 5.4v.7a2.3 2.3 0 0 1-2.3 2.3H4.5",
  ],
  target: ["M8 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8z", "M8 1.5v4M8 10.5v4M1.5 8h4M10.5 8h4"],
  trophy: [
    "M5 2.5h6v4a3 3 0 0 1-6 0z",
    "M5 3.6H2.7v.8a2.3 2.3 0 0 0 2.5 2.3",
    "M11 3.6h2.3v.8a2.3 2.3 0 0 1-2.5 2.3",
    "M8 9.5v3.5M5.5 13.5h5",
  ],
  save: ["M8 2.5v7.5", "M4.8 7L8 10.2 11.2 7", "M3 13.2h10"],
  system: ["M2.5 3.5h11v7.5h-11z", "M6 13.5h4"],
  light: [
    "M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6z",
    "M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2",
    "M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  ],
  dark: ["M13 9.6A5.4 5.4 0 1 1 6.4 3a4.3 4.3 0 0 0 6.6 6.6z"],
};
/** Filled shapes on the same grid. */
const SHAPES = {
  lock: ["M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7zm2 0h4V5a2 2 0 0 0-4 0z"],
  bulb: ["M8 1.5a4.5 4.5 0 0 1 2.5 8.2V12h-5V9.7A4.5 4.5 0 0 1 8 1.5zM6 13h4v1.5H6z"],
};
/** Outlines on a grid of 24 × 24; triangles are filled. */
const SIGNS = {
  first: ["M20 5v14l-9-7z", "M8 5v14", "M3.5 5v14"],
  back: ["M18 5v14L8 12z", "M5 5v14"],
  play: ["M7 4.5v15L20 12z"],
  backwards: ["M17 4.5v15L4 12z"],
  pause: ["M8.5 5v14", "M15.5 5v14"],
  forward: ["M6 5v14l10-7z", "M19 5v14"],
  last: ["M4 5v14l9-7z", "M16 5v14", "M20.5 5v14"],
  until: ["M5 21V4", "M5 4h13l-3 4.5L18 13H5"],
};
/** @type {Readonly<Record<Icon, readonly string[]>>} */
const PATHS = { ...LINES, ...SHAPES, ...SIGNS };

/** @typedef {keyof typeof LINES | keyof typeof SHAPES | keyof typeof SIGNS} Icon */

const PEN = { "stroke-linecap": "round", "stroke-linejoin": "round" };
const OUTLINE = {
  width: 16,
  height: 16,
  fill: "none",
  stroke: "currentColor",
  "stroke-width": 1.6,
};

/**
 * A drawing in the colour of the text around it, which says in words what it shows.
 * @param {Icon} name
 */
export function icon(name) {
  const paths = PATHS[name].map((d) => svg("path", { attrs: { d } }));
  return svg(
    "svg",
    { attrs: { ...looks(name), "data-icon": name, "aria-hidden": "true" } },
    ...paths,
  );
}

/**
 * A button that is only a drawing: its name is told to who points at it or hears it.
 * @param {Icon} drawing
 * @param {string} name
 * @param {() => void} act
 * @param {string} [kind] a class of its own
 */
export function iconButton(drawing, name, act, kind = "") {
  return el(
    "button",
    {
      class: `icon ${kind}`.trim(),
      attrs: { type: "button", "aria-label": name, title: name },
      on: { click: act },
    },
    icon(drawing),
  );
}

/** @param {Icon} name @returns {Record<string, string | number>} */
function looks(name) {
  if (name in SIGNS) return { viewBox: "0 0 24 24", class: "icon-shape" };
  const viewBox = "0 0 16 16";
  if (name in SHAPES) return { viewBox, width: 14, height: 14, fill: "currentColor" };
  return { viewBox, ...OUTLINE, ...PEN };
}
