/** An activation of one number, from the engine's expressions: its curve, its slope, and the parts it is made of. */

/** @import { ActivationInfo, Expr } from "../state/types" */
/** @import { Spot } from "./tree.js" */

import { evaluate, inlined, remembered } from "./expression.js";
import { hasParts, keyOf, treeAt } from "./tree.js";

/**
 * @typedef {object} Shape
 * @property {(z: number) => number} f
 * @property {(z: number) => number} slope
 * @property {number} steepest
 */

/** Beyond this far from 0 every activation has shown what it does. */
const REACH = 8;
const STEPS = 640;
const PLACES = Array.from({ length: STEPS + 1 }, (_, at) => (2 * REACH * at) / STEPS - REACH);
const FLAT_SHARE = 0.05;

/** Null where its expressions are not known, and where every output depends on all inputs. */
export const shapeOf = remembered(made);

/** @param {ActivationInfo} info @returns {Shape | null} */
function made({ lines, slope_lines, constants = {} }) {
  if (!lines || !slope_lines) return null;
  const [value, steepness] = [inlined(lines), inlined(slope_lines)];
  const f = (/** @type {number} */ z) => Number(evaluate(value, { ...constants, z }));
  const slope = (/** @type {number} */ z) =>
    Number(evaluate(steepness, { ...constants, z, a: f(z) }));
  if (!Number.isFinite(f(0)) || !Number.isFinite(slope(0))) return null;
  return { f, slope, steepest: Math.max(...PLACES.map((z) => Math.abs(slope(z)))) };
}

/**
 * Whether hardly any blame gets through: below 5 % of the steepest slope.
 * @param {Shape} shape
 * @param {number} slope
 */
export function isFlat({ steepest }, slope) {
  return Math.abs(slope) < FLAT_SHARE * steepest;
}

/** Whether one side, and only one, passes nothing at all: a neuron there is dead. @param {Shape} shape */
export function hasDeadSide({ slope }) {
  return (slope(-REACH) === 0) !== (slope(REACH) === 0);
}

/**
 * Where a formula is reckoned at z.
 * @param {ActivationInfo} info
 * @param {number} z
 * @param {number} a
 * @returns {Spot}
 */
export function spotAt({ constants = {} }, z, a) {
  return {
    values: { ...constants, z, a },
    unit: 0,
    kindOf: (name) => (name in constants ? "constant" : "amount"),
  };
}

/**
 * Which part of a formula made of parts z lies in; null where it is all of one piece.
 * @typedef {{low: number | null, high: number | null, isLowIn: boolean, isHighIn: boolean}} Part
 */

/**
 * @param {ActivationInfo} info
 * @param {Expr} expr
 * @param {number} z
 * @returns {Part | null}
 */
export function partAt(info, expr, z) {
  const shape = shapeOf(info);
  if (!shape || !hasParts(expr)) return null;
  const keyAt = (/** @type {number} */ at) => keyOf(treeAt(expr, spotAt(info, at, shape.f(at))));
  const own = keyAt(z);
  const isOwn = (/** @type {number} */ at) => keyAt(at) === own;
  const reach = Math.max(REACH, 2 * Math.abs(z));
  const places = PLACES.filter((_, at) => at % 8 === 0).map((at) => (at * reach) / REACH);
  const below = places.filter((at) => at < z && !isOwn(at)).at(-1);
  const above = places.find((at) => at > z && !isOwn(at));
  if (below === undefined && above === undefined) return null;
  const low = below === undefined ? null : edge(below, z, isOwn);
  const high = above === undefined ? null : edge(above, z, isOwn);
  return {
    low,
    high,
    isLowIn: low !== null && isOwn(low),
    isHighIn: high !== null && isOwn(high),
  };
}

/** Where two parts meet, to the digits that someone would have typed. @param {number} outside @param {number} inside @param {(at: number) => boolean} isInside */
function edge(outside, inside, isInside) {
  let [there, here] = [outside, inside];
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (there + here) / 2;
    if (isInside(middle)) here = middle;
    else there = middle;
  }
  return Number(here.toFixed(6)) || 0;
}
