/** The theme's colours as numbers, and pixels put on a canvas. */

/** @import { Palette } from "../../draw/scales.js" */
/** @import { UnitMap } from "../../maps/maps.js" */
/** @import { Tensor } from "../../state/types" */

import { blend, LEVELS, loudness, parseColour, ramp } from "../../draw/scales.js";

/**
 * @typedef {object} Ink
 * @property {Palette} palette
 * @property {Uint32Array} pixels one for each int8
 */

/** @param {Element} element @returns {Ink} */
export function inkOf(element) {
  const style = getComputedStyle(element);
  const colour = (/** @type {string} */ name) => parseColour(style.getPropertyValue(name));
  const palette = {
    plus: colour("--plus"),
    minus: colour("--minus"),
    blank: colour("--surface"),
    ink: colour("--ink"),
  };
  return { palette, pixels: ramp(palette) };
}

/** @param {Palette} palette @param {number} share −1..1 */
export function signHue(palette, share) {
  return css(blend(palette, share));
}

/** @param {readonly number[]} colour */
export function css(colour) {
  return `rgb(${colour.join(" ")})`;
}

/**
 * A unit over the input plane; the lowest x2 comes first in the map and last on screen.
 * @param {HTMLCanvasElement} canvas
 * @param {UnitMap} map
 * @param {Uint32Array} pixels
 */
export function paintMap(canvas, map, pixels) {
  const { side } = map;
  const shades = shadesOf(map, pixels);
  paintPixels(canvas, side, side, (row, column) => shades[row * side + column]);
}

/**
 * A map's cells as they are on screen, row by row from the top.
 * @param {UnitMap} map
 * @param {Uint32Array} pixels
 */
export function shadesOf({ side, values }, pixels) {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  const factor = largest ? (LEVELS / largest) * loudness(largest) : 0;
  const shades = new Uint32Array(side * side);
  for (let row = 0; row < side; row += 1) {
    const from = (side - 1 - row) * side;
    for (let column = 0; column < side; column += 1)
      shades[row * side + column] = pixels[Math.round(values[from + column] * factor) + LEVELS + 1];
  }
  return shades;
}

/**
 * A matrix, one pixel a number, from −largest to largest.
 * @param {HTMLCanvasElement} canvas
 * @param {Tensor} matrix (rows, columns)
 * @param {number} largest
 * @param {Uint32Array} pixels
 */
export function paintMatrix(canvas, matrix, largest, pixels) {
  const [rows, columns] = matrix.shape;
  const { data } = matrix;
  const factor = largest ? LEVELS / largest : 0;
  paintPixels(canvas, rows, columns, (row, column) => {
    const q = Math.round(data[row * columns + column] * factor);
    return pixels[Math.max(-LEVELS, Math.min(LEVELS, q)) + LEVELS + 1];
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} rows
 * @param {number} columns
 * @param {(row: number, column: number) => number} pixel
 */
function paintPixels(canvas, rows, columns, pixel) {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(columns, rows);
  const target = new Uint32Array(image.data.buffer);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      target[row * columns + column] = pixel(row, column);
    }
  }
  context.putImageData(image, 0, 0);
}
