/** One stop more. */

/** @import { Condition } from "../../state/types" */

/**
 * Those stops and another, which is not there twice.
 * @param {readonly Condition[]} stops
 * @param {Condition} condition
 * @returns {Condition[]}
 */
export function withStop(stops, condition) {
  const wanted = JSON.stringify(condition);
  return [...stops.filter((stop) => JSON.stringify(stop) !== wanted), condition];
}
