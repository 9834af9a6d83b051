/** The connections into one layer, line by line: all of them, or the strongest of the selected neuron. */

/** @import { Column } from "./layout/geometry.js" */
/** @import { State, Tensor } from "../../state/types" */
/** @import { Box, Curve } from "./curves.js" */

import { svg } from "../../draw/dom.js";
import { edgeKey } from "../../state/edge-key.js";
import { between, pathOf } from "./curves.js";

/**
 * @typedef {object} Edge one connection
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
 * @property {Edge[]} edges
 * @property {boolean} matrix
 * @property {{top: number, bottom: number}} rows above and below them stand words
 * @property {readonly Box[]} taken where else no label may stand
 */

const STRONGEST = 64;
const STRONGEST_OF_ALL = 64;
/** Widths are told apart to a tenth of a pixel: finer changes would repaint lines for nothing. */
const FINENESS = 10;

/**
 * @param {number} layer
 * @param {Column} before
 * @param {Column} after
 * @param {boolean} matrix
 * @param {{top: number, bottom: number}} rows
 * @param {readonly Box[]} taken
 * @returns {Gap}
 */
export function makeGap(layer, before, after, matrix, { top, bottom }, taken) {
  const group = svg("g", { class: "gap", attrs: { "data-layer": layer } });
  const gap = { layer, before, after, group, edges: [], matrix, rows: { top, bottom }, taken };
  if (!matrix) setEdges(gap, allPairs(before.places.length, after.places.length));
  return gap;
}

/**
 * Makes the gap hold exactly these connections. One that it had keeps its element, whatever place it has among the
 * strongest now: a hand may be on it.
 * @param {Gap} gap
 * @param {readonly (readonly [number, number])[]} pairs
 */
export function setEdges(gap, pairs) {
  const wanted = new Set(pairs.map(String));
  const had = new Map(gap.edges.map((edge) => [String([edge.from, edge.to]), edge]));
  const free = gap.edges.filter(({ from, to }) => !wanted.has(String([from, to])));
  gap.edges = pairs.map(([from, to]) => {
    const edge = had.get(String([from, to])) ?? free.pop() ?? makeEdge(gap);
    if (edge.from !== from || edge.to !== to) aim(gap, edge, from, to);
    return edge;
  });
  for (const { group } of free) group.remove();
}

/**
 * @param {Edge} edge
 * @param {number} w
 * @param {number} width
 */
export function paintEdge(edge, w, width) {
  if (edge.w !== w) {
    edge.w = w;
    edge.group.dataset.w = String(w);
  }
  paintWidth(edge, w, width);
}

/** A width as fine as it is drawn. @param {number} width */
export function widthSeen(width) {
  return Math.round(width * FINENESS) / FINENESS;
}

/** Only what is seen of a connection. @param {Edge} edge @param {number} w @param {number} width */
export function paintWidth(edge, w, width) {
  edge.group.classList.toggle("negative", w < 0);
  const seen = widthSeen(width);
  if (edge.width === seen) return;
  edge.width = seen;
  edge.stroke.style.strokeWidth = `${seen}px`;
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

/**
 * What is drawn of a gap too full to draw it all: the strongest connections of the selected neuron and the one a hand
 * has chosen; from near, with none selected, the strongest into every neuron.
 * @param {Tensor} w
 * @param {{from?: number, to?: number} | null} end
 * @param {readonly [number, number] | null} chosen
 * @param {boolean} near
 * @returns {(readonly [number, number])[]}
 */
export function drawnOf(w, end, chosen, near) {
  const [, columns] = w.shape;
  const each = Math.ceil(STRONGEST_OF_ALL / columns);
  const into = near
    ? Array.from({ length: columns }, (_, to) => strongest(w, { to }).slice(0, each))
    : [];
  const pairs = end ? strongest(w, end) : into.flat();
  const isThere = pairs.some(([from, to]) => from === chosen?.[0] && to === chosen[1]);
  return chosen && !isThere ? [...pairs, chosen] : pairs;
}

/**
 * Which end of the gap's connections is selected.
 * @param {Pick<Gap, "layer">} gap
 * @param {Pick<State, "selected">} state
 * @returns {{from?: number, to?: number} | null}
 */
export function selectedEnd({ layer }, { selected }) {
  if (selected?.layer === layer) return { to: selected.unit };
  return selected?.layer === layer - 1 ? { from: selected.unit } : null;
}

/** @param {Gap} gap @param {number} from @param {number} to */
export function findEdge(gap, from, to) {
  return gap.edges.find((edge) => edge.from === from && edge.to === to);
}

/** @param {number} rows @param {number} columns @returns {[number, number][]} */
function allPairs(rows, columns) {
  return Array.from({ length: rows * columns }, (_, k) => [Math.floor(k / columns), k % columns]);
}

/** @param {Gap} gap @returns {Edge} */
function makeEdge(gap) {
  const hit = svg("path", { class: "hit" });
  const stroke = svg("path", { class: "line" });
  const group = svg("g", { class: "edge" }, hit, stroke);
  gap.group.append(group);
  const curve = { x0: 0, y0: 0, x1: 0, y1: 0 };
  return { group, stroke, hit, from: -1, to: -1, curve, w: Number.NaN, width: 0 };
}

/** @param {Gap} gap @param {Edge} edge @param {number} from @param {number} to */
function aim(gap, edge, from, to) {
  edge.from = from;
  edge.to = to;
  edge.curve = between(gap.before, from, gap.after, to);
  const path = pathOf(edge.curve);
  edge.stroke.setAttribute("d", path);
  edge.hit.setAttribute("d", path);
  edge.group.dataset.edge = edgeKey({ layer: gap.layer, from, to });
}
