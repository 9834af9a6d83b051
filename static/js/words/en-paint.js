/** The words of painting points and drawing curves. */

import { count, number } from "./numbers.js";

export const paint = {
  points: "Paint points",
  curve: "Draw a curve",
  close: "Close",
  /** How the runs are called. */
  painted: "Painted points",
  drawn: "Drawn curve",

  /** The brush. */
  kind: "Points have",
  /** @param {number} classes */
  kindIs: (classes) => (classes ? `${classes} classes` : "values"),
  brush: "Paint with",
  /** @param {string} letter */
  classIs: (letter) => `Class ${letter}`,
  eraser: "Eraser",
  value: "Value",
  size: "Brush",
  density: "Density",
  /** @param {number} radius */
  sizeIs: (radius) => (radius === 0 ? "single points" : `${radius} wide`),
  /** @param {number} points */
  densityIs: (points) => `${points} at a touch`,

  /** The picture. */
  plane:
    "Plane to paint on. Arrow keys move the cursor, with Shift further; Enter paints, Delete erases, 1 to 6 choose a class.",
  line: "Line to draw over. Arrow keys move the pen, with Shift further; Enter puts it down or lifts it, Delete clears.",
  /** @param {number} x @param {number} y */
  at: (x, y) => `x₁ ${number(x)}, x₂ ${number(y)}`,
  /** @param {number} x @param {number} y @param {boolean} isDown */
  penAt: (x, y, isDown) => `x ${number(x)}, y ${number(y)}, pen ${isDown ? "down" : "up"}`,
  /** @param {number} points @param {readonly [string, number][]} parts */
  points_: (points, parts) =>
    [
      points === 1 ? "1 point" : `${count(points)} points`,
      ...(parts.length
        ? [parts.map(([letter, some]) => `${letter} ${count(some)}`).join(", ")]
        : []),
    ].join(": "),
  /** @param {number} most */
  full: (most) => `No more than ${count(most)} points: erase some first.`,
  empty: "Paint the first points: the run starts with them.",
  emptyCurve: "Draw a curve from left to right: the run starts when you let go.",
  again: "↺ Each stroke starts the run anew; playing goes on.",
  drawing: "The line is what the network says.",

  undo: "Undo",
  clear: "Clear",
  save: "CSV",
  saveHint: "Save the points as a CSV file",
  file: "painted-points.csv",

  /** A function that is typed. */
  typed: "or type it: y =",
  rule: "or type a rule:",
  typedExample: "sin(x)*x",
  ruleExample: "x1^2 + x2^2 < 9",
  typedHint:
    "Numbers, x, + − * / ^, parentheses, sin cos tan tanh exp log sqrt abs sign min max, pi, e",
  ruleHint:
    "Of x1 and x2: with < or > two classes, without a value. Numbers, + − * / ^, sin cos tan tanh exp log sqrt abs sign min max, pi, e",
  use: "Use",
  /** @param {string} allowed */
  shouldBe: (allowed) => `Should be ${allowed}`,
  ofTheLine: "This is of x1 and x2: type it where points are painted.",
  ofThePlane: "This is of x: type it where a curve is drawn.",
  from: "x from",
  to: "to",
};
