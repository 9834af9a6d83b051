/** Places where the network is asked: cells of the input plane, or values of a single input. */

/** @import { Run } from "../state/types" */
/** @import { Values } from "./compiled.js" */

import { compiled } from "./compiled.js";

/** Values of a single input at which the outputs are drawn as a curve. */
export const CURVE_POINTS = 101;

/**
 * The middles of a plane's cells, row by row, the lowest x2 first.
 * @param {readonly [number, number]} plane
 * @param {number} side cells on a side
 * @returns {{x1: Values, x2: Values}}
 */
export function middles([low, high], side) {
  const cell = (high - low) / side;
  const middle = (/** @type {number} */ place) => low + cell * (place + 0.5);
  return {
    x1: Float64Array.from({ length: side * side }, (_, at) => middle(at % side)),
    x2: Float64Array.from({ length: side * side }, (_, at) => middle(Math.floor(at / side))),
  };
}

/**
 * What the network is fed there, input by input.
 * @param {Run} run
 * @param {Record<"x1" | "x2", Values>} points
 * @returns {Values}
 */
export function inputsAt(run, points) {
  const places = points.x1.length;
  const all = new Float64Array(run.over_plane.length * places);
  run.over_plane.forEach((lines, input) => {
    const made = compiled(lines)(points, places);
    if (typeof made === "number") all.fill(made, input * places, (input + 1) * places);
    else all.set(made, input * places);
  });
  return all;
}

/** @param {readonly [number, number]} interval @returns {Values} */
export function along([from, to]) {
  const step = (to - from) / (CURVE_POINTS - 1);
  return Float64Array.from({ length: CURVE_POINTS }, (_, at) => from + step * at);
}
