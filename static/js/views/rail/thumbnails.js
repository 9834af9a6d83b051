/** The small pictures on the data set buttons, painted from what the catalogue gives of each. */

/** @import { DatasetInfo } from "../../state/types" */

const SIZE = 42;
const MARGIN = 4;
const DOT_RADIUS = 1.25;
/** As on the stage, hue says the sign; more than two classes take what is left of the palette. */
const CLASS_COLOURS = ["--plus", "--minus", "--update", "--forward", "--backward"];

/** @typedef {(name: string) => string} Palette a colour of tokens.css by its name */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {DatasetInfo["thumbnail"]} thumbnail
 */
export function paintThumbnail(canvas, thumbnail) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const density = window.devicePixelRatio || 1;
  canvas.width = canvas.height = Math.round(SIZE * density);
  context.scale(density, density);
  const style = getComputedStyle(document.documentElement);
  /** @type {Palette} */
  const palette = (name) => style.getPropertyValue(name);
  if (thumbnail.kind === "image") paintImage(context, thumbnail.pixels, palette);
  else paintPoints(context, thumbnail, palette);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Extract<DatasetInfo["thumbnail"], { points: unknown }>} thumbnail
 * @param {Palette} palette
 */
function paintPoints(context, { kind, points }, palette) {
  const inner = SIZE - 2 * MARGIN;
  const radius = points.length < 10 ? 3 * DOT_RADIUS : DOT_RADIUS;
  for (const [x, y, value] of points) {
    context.globalAlpha = kind === "classes" ? 1 : Math.max(0.2, Math.min(1, Math.abs(value)));
    context.fillStyle = palette(
      kind === "classes"
        ? CLASS_COLOURS[value % CLASS_COLOURS.length]
        : value < 0
          ? "--minus"
          : "--plus",
    );
    context.beginPath();
    context.arc(MARGIN + x * inner, SIZE - MARGIN - y * inner, radius, 0, 2 * Math.PI);
    context.fill();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {readonly (readonly number[])[]} pixels
 * @param {Palette} palette
 */
function paintImage(context, pixels, palette) {
  const cell = (SIZE - 2 * MARGIN) / pixels.length;
  context.fillStyle = palette("--ink");
  pixels.forEach((row, down) => {
    row.forEach((darkness, right) => {
      context.globalAlpha = darkness;
      context.fillRect(MARGIN + right * cell, MARGIN + down * cell, cell + 0.3, cell + 0.3);
    });
  });
}
