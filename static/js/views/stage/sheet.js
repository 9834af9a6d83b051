/** A layer too large for a button a neuron: cells on a canvas, or the picture when the inputs are pixels. */

/** @import { Column } from "./layout/geometry.js" */
/** @import { Run } from "../../state/types" */
/** @import { Ink } from "./paint.js" */

import { el } from "../../draw/dom.js";
import { fillShares, shade, shadeShares, symlog } from "../../draw/scales.js";
import { picturedBy } from "../../run/pieces.js";
import { originals } from "../../run/standardisation.js";
import { full } from "../../words/numbers.js";
import { words } from "../../words/words.js";
import { caption, layerName, neuronName, neuronSentence } from "./names.js";
import { css, signHue } from "./paint.js";

/**
 * @typedef {object} Sheet
 * @property {HTMLElement} root
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} cursor around the selected cell
 * @property {HTMLSelectElement} choice the same selection for the keyboard
 * @property {number} layer
 * @property {Column} column
 * @property {Run} run
 * @property {{a?: readonly number[] | null, delta?: readonly number[] | null}} known the numbers on screen
 */

const DIAMOND = { least: 1.5, more: 3.5 };
const HAIR = 0.5;
/** Under a picture there is room; under a strip the layer's caption stands first. */
const CHOICE_BELOW = { image: 12, strip: 30 };

/**
 * @param {Run} run
 * @param {number} layer
 * @param {Column} column
 * @param {number} bottom of all layers, above their captions
 * @returns {Sheet}
 */
export function makeSheet(run, layer, column, bottom) {
  const density = Math.max(1, devicePixelRatio);
  const canvas = el("canvas", {
    class: "cells",
    attrs: {
      role: "img",
      "aria-label": caption(run, layer),
      "data-layer": layer,
      width: Math.round(column.width * density),
      height: Math.round(column.height * density),
    },
  });
  const cursor = el("div", { class: "cursor", attrs: { hidden: true } });
  const choice = choiceOf(run, layer, words.stage.pick[cellOf(run, layer, column)]);
  const rows = column.places.filter(({ x }) => x === column.places[0].x).length;
  const root = el(
    "div",
    { class: `sheet ${column.kind}`, attrs: { "data-layer": layer, "data-rows": rows } },
    canvas,
    cursor,
    choice,
  );
  const top = column.places[0].y - column.cellHeight / 2;
  const below =
    column.kind === "image"
      ? column.height + CHOICE_BELOW.image
      : bottom - top + CHOICE_BELOW.strip;
  choice.style.top = `${below}px`;
  root.style.left = `${column.x - column.width / 2}px`;
  root.style.top = `${top}px`;
  root.style.width = `${column.width}px`;
  root.style.height = `${column.height}px`;
  root.style.setProperty("--cell-width", `${column.cellWidth}px`);
  root.style.setProperty("--cell-height", `${column.cellHeight}px`);
  return { root, canvas, cursor, choice, layer, column, run, known: {} };
}

/** What a cell is. @param {Run} run @param {number} layer @param {Column} column */
function cellOf(run, layer, { kind }) {
  if (layer > 0) return "neuron";
  return (kind === "image" && picturedBy(run)) || "input";
}

/** @param {Run} run @param {number} layer @param {string} cell to pick one of them */
function choiceOf(run, layer, cell) {
  const { units } = run.layers[layer];
  const options = Array.from({ length: units }, (_, unit) =>
    el("option", { text: neuronName(run, layer, unit), attrs: { value: unit } }),
  );
  return el(
    "select",
    { class: "choice", attrs: { "aria-label": words.stage.pickIn(layerName(run, layer)) } },
    el("option", { text: cell, attrs: { value: "" } }),
    ...options,
  );
}

/**
 * @param {Sheet} sheet
 * @param {readonly number[] | null} values null when nothing is computed yet
 * @param {readonly number[] | null} deltas
 * @param {Ink} ink
 * @param {number} [revealed] share of the cells that are lit, from the first on
 */
export function paintSheet(sheet, values, deltas, ink, revealed = 1) {
  const { canvas, column, run } = sheet;
  sheet.known = { a: values, delta: deltas };
  const context = canvas.getContext("2d");
  if (!context) return;
  const scale = canvas.width / column.width;
  const { cellWidth, cellHeight, places } = column;
  const left = column.x - column.width / 2;
  const top = places[0].y - cellHeight / 2;
  const largest = Math.max(0, ...(deltas ?? []).map(Math.abs));
  const fills = values && fillsOf(column, run, values, ink);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, column.width, column.height);
  places.forEach(({ x, y }, unit) => {
    const lit = fills && unit < revealed * places.length;
    context.fillStyle = lit ? fills[unit] : signHue(ink.palette, 0);
    context.fillRect(
      x - left - cellWidth / 2 + HAIR,
      y - top - cellHeight / 2 + HAIR,
      cellWidth - 2 * HAIR,
      cellHeight - 2 * HAIR,
    );
    if (deltas) diamond(context, x - left + cellWidth / 4, y - top, deltas[unit], largest, ink);
  });
}

/** @param {Column} column @param {Run} run @param {readonly number[]} values @param {Ink} ink */
function fillsOf({ kind }, run, values, { palette }) {
  if (kind === "image") {
    return shadeShares(originals(run, values)).map((share) => css(shade(palette, share)));
  }
  return fillShares(values).map((share) => signHue(palette, share));
}

/** @param {Sheet} sheet @param {number | null} unit */
export function paintChoice({ cursor, choice, column }, unit) {
  cursor.hidden = unit === null;
  choice.value = unit === null ? "" : String(unit);
  if (unit === null) return;
  const { x, y } = column.places[unit];
  cursor.style.left = `${x - column.cellWidth / 2 - (column.x - column.width / 2)}px`;
  cursor.style.top = `${y - column.places[0].y}px`;
}

/** Every digit, and what is marked in the cell, for who points at it. @param {Sheet} sheet @param {number} unit */
export function explainCell({ root, canvas, layer, run, known }, unit) {
  const sentence = neuronSentence(run, layer, unit, known.a?.[unit], known.delta?.[unit], full);
  const mark = root.querySelector(`[data-cell="${unit}"]`)?.getAttribute("title");
  canvas.title = [sentence, ...(mark ? [mark] : [])].join("\n");
}

/**
 * The unit under a point of the canvas, or null between two.
 * @param {Sheet} sheet
 * @param {number} x from the canvas's left
 * @param {number} y from its top
 */
export function unitAt({ column }, x, y) {
  const left = column.x - column.width / 2;
  const top = column.places[0].y - column.cellHeight / 2;
  const unit = column.places.findIndex(
    (place) =>
      Math.abs(place.x - left - x) <= column.cellWidth / 2 &&
      Math.abs(place.y - top - y) <= column.cellHeight / 2,
  );
  return unit < 0 ? null : unit;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} delta
 * @param {number} largest
 * @param {Ink} ink
 */
function diamond(context, x, y, delta, largest, ink) {
  const size = DIAMOND.least + DIAMOND.more * symlog(delta, largest);
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.closePath();
  context.fillStyle = signHue(ink.palette, Math.sign(delta));
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = signHue(ink.palette, 0);
  context.stroke();
}
