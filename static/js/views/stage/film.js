/** The network at speed as one picture: to paint as many elements anew, many times a second, takes longer than all else. */

/** @import { State } from "../../state/types" */
/** @import { Curve } from "./curves.js" */
/** @import { Gap } from "./gaps.js" */
/** @import { Brush } from "./painter.js" */
/** @import { Scene } from "./scene.js" */

import { el } from "../../draw/dom.js";
import { widthOf } from "../../draw/scales.js";
import { textScale } from "../../draw/text-size.js";
import { mapOf, overPlane } from "../../maps/maps.js";
import { TILE } from "../../maps/sides.js";
import { between } from "./curves.js";
import { selectedEnd, widthSeen } from "./gaps.js";
import { css, shadesOf } from "./paint.js";

/**
 * Where a tile is in the picture, in its pixels.
 * @typedef {object} Frame
 * @property {number} x
 * @property {number} y
 * @property {ImageData} image
 * @property {Uint16Array} cells which of the map's cells each pixel shows; outside the tile, the one after the last
 *
 * @typedef {{curve: Curve, width: number, isMinus: boolean, strength: number}} Line
 *
 * @typedef {object} Film
 * @property {HTMLCanvasElement} canvas
 * @property {readonly (readonly Frame[])[]} frames per layer and unit; none before they are measured
 * @property {unknown[]} maps in the picture, per layer
 * @property {Map<Gap, readonly Line[]>} lines in the picture
 */

const CELLS = TILE * TILE;
const DASHES = [7, 5];
/** How much a line stands out, as the style sheet has it while all lines are in play. */
const STRENGTH = { usual: 0.82, aside: 0.4, full: 1 };

/** @param {{width: number, height: number}} layout @returns {Film} */
export function makeFilm({ width, height }) {
  const canvas = el("canvas", { class: "film", attrs: { "aria-hidden": "true" } });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  return { canvas, frames: [], maps: [], lines: new Map() };
}

/**
 * Draws of a state what is not so in the picture yet.
 * @param {Film} film
 * @param {Pick<Scene, "layout" | "neurons" | "gaps">} scene
 * @param {State} state
 * @param {Brush} brush
 */
export function paintFilm(film, { layout, neurons, gaps }, state, brush) {
  const { canvas } = film;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  if (!film.frames.length) {
    const density = devicePixelRatio * textScale();
    canvas.width = Math.round(layout.width * density);
    canvas.height = Math.round(layout.height * density);
    pen.scale(density, density);
    film.frames = neurons.map((those) => those.map(({ tile }) => measured(tile, canvas, pen)));
  }
  for (const gap of gaps) if (gap) drawLines(pen, film, gap, layout.height, state, brush);
  drawMaps(pen, film, state, brush);
}

/** @param {HTMLElement} tile @param {HTMLCanvasElement} canvas @param {CanvasRenderingContext2D} pen @returns {Frame} */
function measured(tile, canvas, pen) {
  const [box, all] = [tile, canvas].map((each) => each.getBoundingClientRect());
  const times = canvas.width / all.width;
  const { clientWidth, offsetWidth } = tile;
  const own = (times * box.width) / offsetWidth;
  const { columns, rows, ...place } = placeOf({
    left: (box.left - all.left) * times,
    top: (box.top - all.top) * times,
    width: box.width * times,
    height: box.height * times,
    border: ((offsetWidth - clientWidth) / 2) * own,
    radius: Number.parseFloat(getComputedStyle(tile).borderTopLeftRadius) * own,
  });
  return { ...place, image: pen.createImageData(columns, rows) };
}

/**
 * The pixels that a tile takes; its map ends under the middle of its border.
 * @param {{left: number, top: number, width: number, height: number, border: number, radius: number}} tile
 */
export function placeOf({ left, top, width, height, border, radius }) {
  const [x, y] = [Math.floor(left), Math.floor(top)];
  const [columns, rows] = [Math.ceil(left + width) - x, Math.ceil(top + height) - y];
  const cell = (/** @type {number} */ at, /** @type {number} */ length) =>
    Math.min(TILE - 1, Math.max(0, Math.floor((TILE * (at - border)) / (length - 2 * border))));
  const beyond = (/** @type {number} */ at, /** @type {number} */ length) =>
    Math.max(0, radius - at, at - (length - radius));
  const cells = Uint16Array.from({ length: rows * columns }, (_, pixel) => {
    const across = x + (pixel % columns) + 0.5 - left;
    const down = y + Math.floor(pixel / columns) + 0.5 - top;
    const isOutside = Math.hypot(beyond(across, width), beyond(down, height)) > radius - border / 2;
    return isOutside ? CELLS : cell(down, height) * TILE + cell(across, width);
  });
  return { x, y, columns, rows, cells };
}

/** @param {CanvasRenderingContext2D} pen @param {Film} film @param {State} state @param {Brush} brush */
function drawMaps(pen, film, state, { ink }) {
  const passes = overPlane(state, TILE);
  film.frames.forEach((frames, layer) => {
    if (film.maps[layer] === passes[layer]) return;
    film.maps[layer] = passes[layer];
    frames.forEach(({ x, y, image, cells }, unit) => {
      const map = mapOf(state, layer, unit, TILE);
      const shades = new Uint32Array(CELLS + 1);
      if (map) shades.set(shadesOf(map, ink.pixels));
      const pixels = new Uint32Array(image.data.buffer);
      for (let pixel = 0; pixel < cells.length; pixel += 1) pixels[pixel] = shades[cells[pixel]];
      pen.putImageData(image, x, y);
    });
  });
}

/**
 * The lines of a gap: all of them anew when one has changed so that it can be seen.
 * @param {CanvasRenderingContext2D} pen
 * @param {Film} film
 * @param {Gap} gap
 * @param {number} height of the scene
 * @param {State} state
 * @param {Brush} brush
 */
function drawLines(pen, film, gap, height, state, brush) {
  const { ink } = brush;
  const lines = linesOf(gap, state, brush);
  const drawn = film.lines.get(gap) ?? [];
  if (lines.length === drawn.length && lines.every((line, at) => looksAs(line, drawn[at]))) return;
  film.lines.set(gap, lines);
  const { x0, x1 } = between(gap.before, 0, gap.after, 0);
  pen.clearRect(x0, 0, x1 - x0, height);
  const [plus, minus] = [css(ink.palette.plus), css(ink.palette.minus)];
  for (const { curve, width, isMinus, strength } of lines) {
    pen.strokeStyle = isMinus ? minus : plus;
    pen.lineWidth = width;
    pen.setLineDash(isMinus ? DASHES : []);
    pen.globalAlpha = strength;
    stroke(pen, curve);
  }
}

/** @param {Gap} gap @param {State} state @param {Brush} brush @returns {Line[]} */
function linesOf(gap, state, { largest, thinnest }) {
  const { w } = state.layers[gap.layer] ?? {};
  if (!w) return [];
  const end = selectedEnd(gap, state);
  const { hoveredEdge: hot } = state;
  return gap.edges.map(({ from, to, curve }) => {
    const value = w.data[from * w.shape[1] + to];
    const isHot = hot?.layer === gap.layer && hot.from === from && hot.to === to;
    const isFull = isHot || (end !== null && (end.from === from || end.to === to));
    return {
      curve,
      width: widthSeen(widthOf(value, largest, thinnest)),
      isMinus: value < 0,
      strength: isFull ? STRENGTH.full : end ? STRENGTH.aside : STRENGTH.usual,
    };
  });
}

/** @param {Line} one @param {Line} other */
function looksAs(one, other) {
  return (
    one.curve === other.curve &&
    one.width === other.width &&
    one.isMinus === other.isMinus &&
    one.strength === other.strength
  );
}

/** @param {CanvasRenderingContext2D} pen @param {Curve} curve */
function stroke(pen, { x0, y0, x1, y1 }) {
  const middle = (x0 + x1) / 2;
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  pen.stroke();
}
