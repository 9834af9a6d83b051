/** The connections between two large layers as heat maps: the weights, and what this step says of them. */

/** @import { Column, Layout } from "./layout/geometry.js" */
/** @import { Tensor } from "../../state/types" */
/** @import { Ink } from "./paint.js" */

import { el, put } from "../../draw/dom.js";
import { largestOf } from "../../draw/scales.js";
import { number } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { rightOf } from "./layout/geometry.js";
import { UNKNOWN } from "./neurons.js";
import { paintMatrix } from "./paint.js";

/**
 * @typedef {object} Sheetlet one heat map with its caption
 * @property {HTMLElement} root
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} caption
 * @property {HTMLElement} cursor around the selected neuron's row or column
 *
 * @typedef {object} Matrix
 * @property {HTMLElement} root
 * @property {Sheetlet} weights
 * @property {Sheetlet} second ∂L/∂w in the backward pass, Δw in the update
 * @property {number} layer
 * @property {readonly [number, number]} shape
 * @property {boolean} narrow too narrow for whole captions
 */

const PER_UNIT = 6;
const LEAST = 44;
const CAPTION = 22;
/** As wide as "of this sample" under it. */
const CAPTION_WIDTH = 72;
/** Room for the ends of lines on both sides, and for the deltas that stand before a strip's cells. */
const CLEAR = { ends: 14, deltas: 30 };

/**
 * @param {number} layer
 * @param {Column} before
 * @param {Column} after
 * @param {Layout} layout
 * @returns {Matrix}
 */
export function makeMatrix(layer, before, after, layout) {
  const shape = /** @type {const} */ ([before.places.length, after.places.length]);
  const left = rightOf(before);
  const clear = after.kind === "strip" ? CLEAR.deltas : CLEAR.ends;
  const room = after.x - after.width / 2 - left - CLEAR.ends - clear;
  const width = Math.min(Math.max(28, room), Math.max(LEAST, shape[1] * PER_UNIT));
  const half = (layout.bottom - layout.top) / 2 - 2 * CAPTION;
  const height = Math.min(half, Math.max(LEAST, shape[0] * PER_UNIT));
  const weights = makeSheetlet(width, height, words.stage.weightsInto(layer));
  const second = makeSheetlet(width, height, words.stage.saidOfWeights(layer));
  const root = el(
    "div",
    { class: "matrix", attrs: { "data-layer": layer } },
    weights.root,
    second.root,
  );
  root.style.left = `${left + CLEAR.ends + room / 2}px`;
  root.style.top = `${(layout.top + layout.bottom) / 2}px`;
  return { root, weights, second, layer, shape, narrow: width < CAPTION_WIDTH };
}

/** @param {number} width @param {number} height @param {string} label @returns {Sheetlet} */
function makeSheetlet(width, height, label) {
  const canvas = el("canvas", { attrs: { role: "img", "aria-label": label, width: 1, height: 1 } });
  const cursor = el("div", { class: "cursor", attrs: { hidden: true } });
  const frame = el("div", { class: "matrix-frame" }, canvas, cursor);
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  const caption = el("p", { class: "matrix-caption" });
  return { root: el("div", { class: "sheetlet" }, frame, caption), canvas, caption, cursor };
}

/**
 * @param {Matrix} matrix
 * @param {Tensor | undefined} w
 * @param {number} largest |w| drawn strongest
 * @param {Ink} ink
 */
export function paintWeights({ weights, shape, narrow }, w, largest, ink) {
  if (!w) return;
  paintMatrix(weights.canvas, w, largest, ink.pixels);
  put(weights.caption, `w${narrow ? "\n" : " · "}${shape[0]}×${shape[1]}`);
}

/**
 * @param {Matrix} matrix
 * @param {{word: string, of: string, tensor: Tensor | undefined}} said
 * @param {Ink} ink
 */
export function paintSecond({ second, narrow }, { word, of, tensor }, ink) {
  const { root, canvas, caption } = second;
  root.classList.toggle("empty", !tensor);
  const most = tensor ? largestOf([tensor.data]) : 0;
  const scale = tensor ? `≤ ${number(most)}` : UNKNOWN;
  put(caption, narrow ? `${word}\n${scale}` : `${word} ${scale}\n${of}`);
  if (tensor) paintMatrix(canvas, tensor, most, ink.pixels);
}

/**
 * Outlines the row or column of the selected neuron.
 * @param {Matrix} matrix
 * @param {{from?: number, to?: number} | null} end
 */
export function paintCursor({ weights, second, shape }, end) {
  const [rows, columns] = shape;
  for (const { cursor } of [weights, second]) {
    cursor.hidden = end === null;
    if (!end) continue;
    const isRow = end.from !== undefined;
    const share = (/** @type {number | undefined} */ unit, /** @type {number} */ count) =>
      `${(100 * (unit ?? 0)) / count}%`;
    cursor.style.left = isRow ? "0" : share(end.to, columns);
    cursor.style.top = isRow ? share(end.from, rows) : "0";
    cursor.style.width = isRow ? "100%" : share(1, columns);
    cursor.style.height = isRow ? share(1, rows) : "100%";
  }
}

/**
 * The connection under a point of a heat map.
 * @param {Matrix} matrix
 * @param {DOMRect} frame
 * @param {{clientX: number, clientY: number}} pointer
 */
export function edgeAt({ layer, shape: [rows, columns] }, frame, { clientX, clientY }) {
  const cell = (/** @type {number} */ share, /** @type {number} */ count) =>
    Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return {
    layer,
    from: cell((clientY - frame.top) / frame.height, rows),
    to: cell((clientX - frame.left) / frame.width, columns),
  };
}
