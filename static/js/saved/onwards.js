/** Where playing leads from a step: on, towards the start, or round and round between two. */

/** @import { Playback } from "../state/types" */
/** @import { Places } from "./places.js" */

/**
 * @param {Places} places
 * @param {number} index where it stands
 * @param {Pick<Playback, "unit" | "speed" | "backward" | "loop" | "until_epoch">} playback
 * @param {number | null} units that have fallen due; null is as many as there is time for
 */
export function onwards(places, index, { unit, backward, loop, until_epoch }, units) {
  const first = loop ? places.nearest(loop.first) : places.first;
  const last = loop ? places.nearest(loop.last) : places.last;
  const count = units ?? 1;
  const by = units === null && unit === "propagation" ? "mini-batch" : unit;
  if (backward) {
    if (loop && (index <= first || index > last)) return last;
    return Math.max(first, places.target(index, -count, by));
  }
  if (loop && (index < first || index >= last)) return first;
  const goal =
    until_epoch === null ? last : Math.min(last, places.nearest(places.end(until_epoch)));
  return Math.min(places.target(index, count, by), Math.max(index, goal));
}

/**
 * Whether there is nothing more to play.
 * @param {Places} places
 * @param {number} index
 * @param {Pick<Playback, "backward" | "loop">} playback
 */
export function isAtItsEnd(places, index, { backward, loop }) {
  if (loop) return false;
  return backward ? index <= places.first : index >= places.last;
}
