/** How finely a plane is worked out: as finely as can be seen, unless that would take too long. */

/** @import { Run } from "../state/types" */

/** Cells on a side: of a neuron's tile, and of a picture from the finest on. */
export const TILE = 16;
const SIDES = [64, 48, 32, 24, TILE];
/** Finer cells are not told apart in one of many pictures a second. */
const FINEST_AT_SPEED = 48;
/** A curved activation takes about as long as so many multiplications. */
const OF_A_UNIT = 16;
/** Multiplications for a picture at rest, and for one of many a second: about 8 ms and 1 ms. */
const AT_REST = 8_000_000;
const AT_SPEED = 1_000_000;

/**
 * @param {Run} run
 * @param {boolean} isFast whether many pictures a second are to come
 */
export function sideFor(run, isFast) {
  const units = run.layers.reduce((sum, layer) => sum + layer.units, 0);
  const most = isFast ? AT_SPEED : AT_REST;
  const cost = run.parameters + OF_A_UNIT * units;
  const finest = isFast ? FINEST_AT_SPEED : SIDES[0];
  return SIDES.find((side) => side <= finest && side * side * cost <= most) ?? TILE;
}
