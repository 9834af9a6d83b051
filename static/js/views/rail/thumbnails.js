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
  else if (thumbnail.kind === "parts") paintParts(context, thumbnail.parts, palette);
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
  const [rows, columns] = [pixels.length, pixels[0].length];
  const cell = (SIZE - 2 * MARGIN) / Math.max(rows, columns);
  const [left, top] = [columns, rows].map((count) => (SIZE - count * cell) / 2);
  context.fillStyle = palette("--ink");
  pixels.forEach((row, down) => {
    row.forEach((darkness, right) => {
      context.globalAlpha = darkness;
      context.fillRect(left + right * cell, top + down * cell, cell + 0.3, cell + 0.3);
    });
  });
}

/** What tells each class of sentences, in its colour, one below the other or two by two. @param {CanvasRenderingContext2D} context @param {readonly string[]} parts @param {Palette} palette */
function paintParts(context, parts, palette) {
  const columns = parts.length > 2 ? 2 : 1;
  const rows = parts.length / columns;
  context.font = getComputedStyle(context.canvas).font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [place, part] of parts.entries()) {
    const [row, column] = [Math.floor(place / columns), place % columns];
    context.fillStyle = palette(CLASS_COLOURS[place % CLASS_COLOURS.length]);
    const [x, y] = [((column + 0.5) * SIZE) / columns, ((row + 0.5) * SIZE) / rows];
    context.fillText(part, x, y, (SIZE - MARGIN) / columns);
  }
}
