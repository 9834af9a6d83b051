/** The small curve of an activation, with this neuron's point (z, a) on it. */

/** @import { Curve } from "../../formulas/parts.js" */

import { svg } from "../../draw/dom.js";
import { words } from "../../words/words.js";

const WIDTH = 290;
const HEIGHT = 96;
const PAD = 12;
const SAMPLES = 72;
const LEAST_REACH = 4;

/**
 * Nothing where the neuron's numbers are not known.
 * @param {Curve} curve
 * @returns {SVGElement[]}
 */
export function drawCurve({ activation, f, z, a }) {
  if (!Number.isFinite(z) || !Number.isFinite(a)) return [];
  const reach = Math.max(LEAST_REACH, Math.abs(z) * 1.15);
  const points = Array.from(
    { length: SAMPLES + 1 },
    (_, i) => (2 * reach * i) / SAMPLES - reach,
  ).map((at) => [at, f(at)]);
  const values = [...points.map(([, value]) => value), 0, a];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (/** @type {number} */ at) => PAD + ((at + reach) / (2 * reach)) * (WIDTH - 2 * PAD);
  const y = (/** @type {number} */ at) =>
    HEIGHT - PAD - ((at - low) / (high - low)) * (HEIGHT - 2 * PAD);
  const path = points
    .map(([at, value], i) => `${i ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
    .join("");
  return [
    svg(
      "svg",
      {
        class: "curve",
        attrs: {
          viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
          role: "img",
          "aria-label": words.panel.curve(activation, z, a),
        },
      },
      line(PAD, y(0), WIDTH - PAD, y(0)),
      line(x(0), PAD / 2, x(0), HEIGHT - PAD / 2),
      label("z", WIDTH - PAD, y(0) - 4, "end"),
      label("a", x(0) + 5, PAD, "start"),
      svg("path", { class: "curve-line", attrs: { d: path } }),
      svg("path", { class: "curve-drop", attrs: { d: `M${x(z)} ${y(0)}V${y(a)}H${x(0)}` } }),
      svg("circle", {
        class: a < 0 ? "curve-point minus" : "curve-point plus",
        attrs: { cx: x(z), cy: y(a), r: 4.5 },
      }),
    ),
  ];
}

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function line(x1, y1, x2, y2) {
  return svg("line", { class: "curve-axis", attrs: { x1, y1, x2, y2 } });
}

/** @param {string} text @param {number} x @param {number} y @param {string} anchor */
function label(text, x, y, anchor) {
  return svg("text", { class: "curve-label", text, attrs: { x, y, "text-anchor": anchor } });
}
