/** The words of a sample of the visitor's own: how it comes about, and what becomes of it. */

import { number } from "./numbers.js";

export const own = {
  /** Typed or pointed at. */
  row: "Type a row of your own",
  point: "Type a point of your own, or click on the map",
  /** @param {number} fed */
  fed: (fed) => `→ ${number(fed)}`,
  fedHint: "as the network is fed it, standardised",
  unread: "No number that can be read",

  /** Drawn. */
  draw: "Draw a digit of your own",
  pad: "Sheet to draw a digit on; by keys, set pixels in the image beside it",
  grid: "The image that the network sees: arrows move, Space sets a pixel or takes it back",
  gridHint: "Click a pixel to set it, or to take it back",
  /** @param {number} row from 1 @param {number} column @param {number} ink 0 to 16 */
  pixel: (row, column, ink) => `row ${row}, column ${column}: ${ink} of 16`,
  seen: "what the network sees: 8 × 8",
  undo: "Undo",
  clear: "Clear",

  /** On its way. */
  forward: "Forward, up to",
  watch: "Watch it go forward",
  input: "x",
  inputHint: "The input alone",
  /** @param {number} layer @param {boolean} last */
  upTo: (layer, last) => (last ? "output" : `hidden ${layer}`),
  output: "out",

  /** What it is like. */
  nearest: "Nearest training rows",
  nearestOf: { image: "Nearest training images", sound: "Nearest training sounds" },
  /** @param {string} what @param {number} distance */
  near: (what, distance) => `${what}, ${number(distance)} away`,
  /** @param {number} row from 1 */
  trainingRow: (row) => `training row ${row}`,
};
