/** The connections into one layer, line by line: all of them, or the strongest of the selected neuron. */

/** @import { Column } from "./layout/geometry.js" */
/** @import { Tensor } from "../../state/types" */
/** @import { Curve } from "./curves.js" */

import { svg } from "../../draw/dom.js";
import { edgeKey } from "../../state/edge-key.js";
import { between, pathOf } from "./curves.js";

/**
 * @typedef {object} Line one connection
 * @property {SVGGElement} group
 * @property {SVGPathElement} stroke
 * @property {SVGPathElement} hit wide and invisible, so that a thin line can be pointed at
 * @property {number} from
 * @property {number} to
 * @property {Curve} curve
 * @property {number} w NaN before it is known
 * @property {number} width in pixels
 *
 * @typedef {object} Gap
 * @property {number} layer the connections lead into
 * @property {Column} before
 * @property {Column} after
 * @property {SVGGElement} group
 * @property {Line[]} lines
 * @property {boolean} matrix
 * @property {{top: number, bottom: number}} rows above and below them stand words
 */

export const STRONGEST = 64;
/** Widths are told apart to a tenth of a pixel: finer changes would repaint lines for nothing. */
const FINENESS = 10;

/**
 * @param {number} layer
 * @param {Column} before
 * @param {Column} after
 * @param {boolean} matrix
 * @param {{top: number, bottom: number}} rows
 * @returns {Gap}
 */
export function makeGap(layer, before, after, matrix, { top, bottom }) {
  const group = svg("g", { class: "gap", attrs: { "data-layer": layer } });
  const gap = { layer, before, after, group, lines: [], matrix, rows: { top, bottom } };
  if (!matrix) setLines(gap, allPairs(before.places.length, after.places.length));
  return gap;
}

/**
 * Makes the gap hold exactly these connections, keeping the elements it has.
 * @param {Gap} gap
 * @param {readonly (readonly [number, number])[]} pairs
 */
export function setLines(gap, pairs) {
  while (gap.lines.length > pairs.length) gap.lines.pop()?.group.remove();
  pairs.forEach(([from, to], index) => {
    gap.lines[index] ??= makeLine(gap);
    const line = gap.lines[index];
    if (line.from !== from || line.to !== to) aim(gap, line, from, to);
  });
}

/**
 * @param {Line} line
 * @param {number} w
 * @param {number} width
 */
export function paintLine(line, w, width) {
  if (line.w !== w) {
    line.w = w;
    line.group.dataset.w = String(w);
    line.group.classList.toggle("negative", w < 0);
  }
  const seen = Math.round(width * FINENESS) / FINENESS;
  if (line.width === seen) return;
  line.width = seen;
  line.stroke.style.strokeWidth = `${seen}px`;
}

/**
 * The selected neuron's strongest connections, for a gap too full to draw them all.
 * @param {Tensor} w
 * @param {{from?: number, to?: number}} end the selected unit, on one side or the other
 * @returns {[number, number][]}
 */
export function strongest(w, { from, to }) {
  const [rows, columns] = w.shape;
  const pairs =
    from === undefined
      ? Array.from({ length: rows }, (_, row) => /** @type {[number, number]} */ ([row, to ?? 0]))
      : Array.from(
          { length: columns },
          (_, column) => /** @type {[number, number]} */ ([from, column]),
        );
  const size = (/** @type {[number, number]} */ [row, column]) =>
    Math.abs(w.data[row * columns + column]);
  return pairs.sort((a, b) => size(b) - size(a)).slice(0, STRONGEST);
}

/** @param {Gap} gap @param {number} from @param {number} to */
export function findLine(gap, from, to) {
  return gap.lines.find((line) => line.from === from && line.to === to);
}

/** @param {number} rows @param {number} columns @returns {[number, number][]} */
function allPairs(rows, columns) {
  return Array.from({ length: rows * columns }, (_, k) => [Math.floor(k / columns), k % columns]);
}

/** @param {Gap} gap @returns {Line} */
function makeLine(gap) {
  const hit = svg("path", { class: "hit" });
  const stroke = svg("path", { class: "line" });
  const group = svg("g", { class: "edge" }, hit, stroke);
  gap.group.append(group);
  const curve = { x0: 0, y0: 0, x1: 0, y1: 0 };
  return { group, stroke, hit, from: -1, to: -1, curve, w: Number.NaN, width: 0 };
}

/** @param {Gap} gap @param {Line} line @param {number} from @param {number} to */
function aim(gap, line, from, to) {
  line.from = from;
  line.to = to;
  line.curve = between(gap.before, from, gap.after, to);
  const path = pathOf(line.curve);
  line.stroke.setAttribute("d", path);
  line.hit.setAttribute("d", path);
  line.group.dataset.edge = edgeKey({ layer: gap.layer, from, to });
}
