/** The picture of the input plane: the output's map, the points, and the samples of this mini-batch. */

/** @import { Run, State, Tensor } from "../../state/types" */
/** @import { Palette } from "../../draw/scales.js" */

import { blend, parseColour } from "../../draw/scales.js";
import { sampleOf } from "../../state/select.js";
import { pretty } from "../../words/names.js";
import { words } from "../../words/words.js";
import { placesOf, projection, shareFor, ticksOf, tintOf } from "./plane.js";

/** @typedef {{unit: number, tests: boolean}} Shown which output's map, and whether with the test points */

export const SIZE = 298;
/** Room for "−0.5" at the left and for half of "1.5" at the right, however far the ends of the plane are. */
const LEFT = 32;
const RIGHT = 10;
const BOTTOM = 20;
const TOP = 8;
const MAP = SIZE - LEFT - RIGHT;
const LEVELS = 127;
const STRENGTH = 0.8;

/** @param {Run | null} run */
export function projectionOf(run) {
  return projection(run?.plane ?? [0, 1], LEFT, TOP, MAP);
}

export const HEIGHT = TOP + MAP + BOTTOM;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {Shown} shown
 */
export function drawPlane(canvas, state, shown) {
  const { run } = state;
  const pen = canvas.getContext("2d");
  if (!run?.plane || !pen) return;
  const density = window.devicePixelRatio || 1;
  canvas.width = SIZE * density;
  canvas.height = HEIGHT * density;
  pen.scale(density, density);
  const colours = coloursOf(canvas);
  const { map, map_scale } = state.layers[run.layers.length - 1] ?? {};
  if (map && map_scale) {
    drawMap(pen, mapImage(map, map_scale.data[shown.unit], shown.unit, tintOf(run), colours));
  }
  drawAxes(pen, run, colours);
  drawPoints(pen, run, colours, shown);
  drawSamples(pen, state, run, colours, shown);
}

/** @param {HTMLElement} element */
export function coloursOf(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    plus: token("--plus"),
    minus: token("--minus"),
    ink: token("--ink"),
    soft: token("--ink-soft"),
    surface: token("--surface"),
    /** @type {Palette} */
    palette: {
      plus: parseColour(token("--plus")),
      minus: parseColour(token("--minus")),
      blank: parseColour(token("--surface")),
      ink: parseColour(token("--ink")),
    },
    font: `11px ${token("--sans")}`,
    named: `italic 13px ${token("--serif")}`,
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

/** @param {CanvasRenderingContext2D} pen @param {Run} run @param {Colours} colours */
function drawAxes(pen, run, { soft, font, named }) {
  const to = projectionOf(run);
  pen.font = font;
  pen.fillStyle = soft;
  pen.textBaseline = "middle";
  for (const tick of ticksOf(run.plane ?? [0, 1])) {
    const text = String(tick).replace("-", "−");
    pen.textAlign = "center";
    pen.fillText(text, to.x(tick), TOP + MAP + 13);
    pen.textAlign = "right";
    pen.fillText(text, LEFT - 5, to.y(tick));
  }
  nameAxes(pen, run, to, named);
}

/**
 * Each axis has its name between its last two ticks: whatever is fed in, the plane is that of x₁ and x₂.
 * @param {CanvasRenderingContext2D} pen
 * @param {Run} run
 * @param {ReturnType<typeof projection>} to
 * @param {string} font
 */
function nameAxes(pen, run, to, font) {
  const [before, last] = ticksOf(run.plane ?? [0, 1]).slice(-2);
  const between = (before + last) / 2;
  pen.font = font;
  pen.textAlign = "center";
  pen.fillText(pretty("x1"), to.x(between), TOP + MAP + 13);
  pen.textAlign = "right";
  pen.fillText(pretty("x2"), LEFT - 5, to.y(between));
}

/** @param {CanvasRenderingContext2D} pen @param {Run} run @param {Colours} colours @param {Shown} shown */
function drawPoints(pen, run, colours, { unit, tests }) {
  const to = projectionOf(run);
  const hue = huesFor(run, unit, colours);
  for (const [x, y, value] of run.points.train) {
    dot(pen, to.x(x), to.y(y), 2.6);
    paint(pen, hue(value), colours.surface, 0.8);
  }
  for (const [x, y, value] of tests ? run.points.test : []) {
    dot(pen, to.x(x), to.y(y), 2.8);
    paint(pen, colours.surface, hue(value), 1.6);
  }
}

/** A point's colour by its value. @param {Run} run @param {number} unit @param {Colours} colours @returns {(value: number) => string} */
function huesFor(run, unit, { palette }) {
  const share = shareFor(run, unit);
  return (value) => `rgb(${blend(palette, share(value)).join(" ")})`;
}

/** The mini-batch on top, the sample on screen above all. @param {CanvasRenderingContext2D} pen @param {State} state @param {Run} run @param {Colours} colours @param {Shown} shown */
function drawSamples(pen, state, run, colours, { unit }) {
  const to = projectionOf(run);
  const hue = huesFor(run, unit, colours);
  const chosen = sampleOf(state);
  const places = placesOf(state);
  for (const { sample, x, y, value } of [...places, ...places.slice(chosen, chosen + 1)]) {
    dot(pen, to.x(x), to.y(y), sample === chosen ? 5.5 : 4.2);
    paint(pen, hue(value), colours.ink, sample === chosen ? 2.2 : 1.4);
  }
  for (const { x, y } of places.slice(chosen, chosen + 1)) {
    dot(pen, to.x(x), to.y(y), 9.5);
    paint(pen, "transparent", colours.ink, 1.6);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius */
export function dot(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} pen @param {string} fill @param {string} stroke @param {number} width */
export function paint(pen, fill, stroke, width) {
  pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.fill();
  pen.stroke();
}

/** What the picture shows, in words. @param {State} state */
export function planeInWords(state) {
  const [low, high] = state.run?.plane ?? [0, 1];
  return words.panel.plane(low, high);
}
