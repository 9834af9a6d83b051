/** The picture of the input plane: the output's map, the points, and the samples of this mini-batch. */

/** @import { State, Tensor } from "../../types" */
/** @import { Palette } from "../../scales.js" */

import { number } from "../../format.js";
import { sampleOf } from "../../formulas/tensors.js";
import { blend, parseColour } from "../../scales.js";
import { placesOf, projection, ticksOf, tintOf } from "./plane.js";

export const SIZE = 298;
const LEFT = 24;
const BOTTOM = 20;
const TOP = 6;
const MAP = SIZE - LEFT - 6;
const LEVELS = 127;
const STRENGTH = 0.8;

/** @param {State} state */
export function projectionOf(state) {
  return projection(state.run?.plane ?? [0, 1], LEFT, TOP, MAP);
}

export const HEIGHT = TOP + MAP + BOTTOM;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {{unit: number, tests: boolean}} shown
 */
export function drawPlane(canvas, state, { unit, tests }) {
  const { run } = state;
  const pen = canvas.getContext("2d");
  if (!run?.plane || !pen) return;
  const density = window.devicePixelRatio || 1;
  canvas.width = SIZE * density;
  canvas.height = HEIGHT * density;
  pen.scale(density, density);
  const colours = coloursOf(canvas);
  const { map, map_scale } = state.layers[run.layers.length - 1] ?? {};
  if (map && map_scale)
    drawMap(pen, mapImage(map, map_scale.data[unit], unit, tintOf(run), colours));
  drawAxes(pen, state, colours);
  drawPoints(pen, state, colours, tests);
  drawSamples(pen, state, colours);
}

/** @param {HTMLElement} element */
function coloursOf(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    plus: token("--plus"),
    minus: token("--minus"),
    ink: token("--ink"),
    soft: token("--ink-soft"),
    surface: token("--surface"),
    palette: /** @type {Palette} */ ({
      plus: parseColour(token("--plus")),
      minus: parseColour(token("--minus")),
      blank: parseColour(token("--surface")),
    }),
    font: `11px ${token("--sans")}`,
  };
}

/** @typedef {ReturnType<typeof coloursOf>} Colours */

/**
 * One pixel a grid point; the map's first row is the lowest x2.
 * @param {Tensor} map
 * @param {number} scale what 127 stands for
 * @param {number} unit
 * @param {{centre: number, reach: number}} tint
 * @param {Colours} colours
 */
function mapImage(map, scale, unit, { centre, reach }, { palette }) {
  const [, rows, columns] = map.shape;
  const image = new ImageData(columns, rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = (map.data[(unit * rows + row) * columns + column] / LEVELS) * scale;
      const colour = blend(palette, clamp((value - centre) / reach) * STRENGTH);
      image.data.set([...colour, 255], ((rows - 1 - row) * columns + column) * 4);
    }
  }
  return image;
}

/** @param {number} share */
function clamp(share) {
  return Math.max(-1, Math.min(1, share));
}

/** @param {CanvasRenderingContext2D} pen @param {ImageData} image */
function drawMap(pen, image) {
  const small = new OffscreenCanvas(image.width, image.height);
  small.getContext("2d")?.putImageData(image, 0, 0);
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(small, LEFT, TOP, MAP, MAP);
}

/** @param {CanvasRenderingContext2D} pen @param {State} state @param {Colours} colours */
function drawAxes(pen, state, { soft, font }) {
  const to = projectionOf(state);
  pen.font = font;
  pen.fillStyle = soft;
  pen.textBaseline = "middle";
  for (const tick of ticksOf(state.run?.plane ?? [0, 1])) {
    const text = String(tick).replace("-", "−");
    pen.textAlign = "center";
    pen.fillText(text, to.x(tick), TOP + MAP + 11);
    pen.textAlign = "right";
    pen.fillText(text, LEFT - 5, to.y(tick));
  }
}

/** @param {CanvasRenderingContext2D} pen @param {State} state @param {Colours} colours @param {boolean} tests */
function drawPoints(pen, state, colours, tests) {
  const { run } = state;
  if (!run) return;
  const to = projectionOf(state);
  const { centre } = tintOf(run);
  for (const [x, y, value] of run.points.train) {
    dot(pen, to.x(x), to.y(y), 2.6);
    paint(pen, value < centre ? colours.minus : colours.plus, colours.surface, 0.8);
  }
  for (const [x, y, value] of tests ? run.points.test : []) {
    dot(pen, to.x(x), to.y(y), 2.8);
    paint(pen, colours.surface, value < centre ? colours.minus : colours.plus, 1.6);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {State} state @param {Colours} colours */
function drawSamples(pen, state, colours) {
  const { run } = state;
  const targets = run && state.layers[run.layers.length - 1]?.y;
  if (!run || !targets) return;
  const to = projectionOf(state);
  const { centre } = tintOf(run);
  const chosen = sampleOf(state);
  const width = targets.shape[1];
  const places = placesOf(state);
  for (const { sample, x, y } of [
    ...places.filter(({ sample }) => sample !== chosen),
    ...places.slice(chosen, chosen + 1),
  ]) {
    const hue = targets.data[sample * width + width - 1] < centre ? colours.minus : colours.plus;
    dot(pen, to.x(x), to.y(y), sample === chosen ? 5.5 : 4.2);
    paint(pen, hue, colours.ink, sample === chosen ? 2.2 : 1.4);
    if (sample === chosen) {
      dot(pen, to.x(x), to.y(y), 9.5);
      paint(pen, "transparent", colours.ink, 1.6);
    }
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius */
function dot(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} pen @param {string} fill @param {string} stroke @param {number} width */
function paint(pen, fill, stroke, width) {
  pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.fill();
  pen.stroke();
}

/** What the picture shows, in words. @param {State} state */
export function planeInWords(state) {
  const [low, high] = state.run?.plane ?? [0, 1];
  return `The output over the input plane from ${number(low)} to ${number(high)}; the points are the training data`;
}
