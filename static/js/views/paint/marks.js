/** How painted points look: a colour and a shape for each class, so that either tells it. */

/** @import { Point } from "./brush.js" */

import { blend, parseColour } from "../../draw/scales.js";

/** The first two are those of the output map: the sign of the output. */
const TOKENS = ["--minus", "--plus", "--update", "--forward", "--backward", "--loss"];
const EDGE = 1;
/** A value near 0 is tinted so much at least, or it would not be seen. */
const FAINTEST = 0.2;

/** @typedef {(pen: CanvasRenderingContext2D, x: number, y: number, r: number) => void} Shape */
/** @type {readonly Shape[]} */
const SHAPES = [
  (pen, x, y, r) => pen.arc(x, y, r, 0, 2 * Math.PI),
  (pen, x, y, r) => pen.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r),
  (pen, x, y, r) => around(pen, x, y, 1.3 * r, 3, -Math.PI / 2),
  (pen, x, y, r) => around(pen, x, y, 1.3 * r, 4, 0),
  (pen, x, y, r) => around(pen, x, y, 1.3 * r, 3, Math.PI / 2),
  (pen, x, y, r) => around(pen, x, y, 1.2 * r, 5, -Math.PI / 2),
];

/** A regular polygon. @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} r @param {number} corners @param {number} turned */
function around(pen, x, y, r, corners, turned) {
  for (let at = 0; at < corners; at += 1) {
    const angle = turned + (2 * Math.PI * at) / corners;
    pen.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  pen.closePath();
}

/** The page's colours, as they are now. */
export function coloursOf() {
  const style = getComputedStyle(document.documentElement);
  const token = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const colour = (/** @type {string} */ name) => parseColour(token(name));
  return {
    classes: TOKENS.map(colour),
    palette: {
      plus: colour("--plus"),
      minus: colour("--minus"),
      blank: colour("--surface"),
      ink: colour("--ink"),
    },
    ink: token("--ink"),
    soft: token("--ink-soft"),
    surface: token("--surface"),
    line: token("--line"),
    font: `11px ${token("--sans")}`,
  };
}

/** @typedef {ReturnType<typeof coloursOf>} Colours */

/**
 * A point in its colour and shape; of values the shape says the sign, and the tint how much.
 * @param {CanvasRenderingContext2D} pen
 * @param {Pick<Point, "value">} point
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number} reach the value that is tinted fully; 0 where it is the number of a class
 * @param {Colours} colours
 */
export function mark(pen, { value }, x, y, radius, reach, { classes, palette, surface }) {
  const share = value / reach;
  const colour = reach
    ? blend(palette, share + (value < 0 ? -FAINTEST : FAINTEST))
    : classes[value];
  pen.beginPath();
  SHAPES[reach ? Number(value < 0) : value](pen, x, y, radius);
  pen.fillStyle = `rgb(${colour.join(" ")})`;
  pen.strokeStyle = surface;
  pen.lineWidth = EDGE;
  pen.fill();
  pen.stroke();
}
