/** What part of a run the chart shows: closer, further, from here to there; null is all of it. */

/** @import { Range } from "./scale.js" */

/** Fewer epochs than this are not shown alone. */
export const NARROWEST = 2;
/** How far from the edge the playhead comes back, of what is shown. */
const INSIDE = 0.1;

/**
 * Whole epochs between two places, or all where that is as much.
 * @param {number} one
 * @param {number} other
 * @param {number} end of the whole axis
 * @returns {Range | null}
 */
export function between(one, other, end) {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return standing(Math.floor(low), Math.ceil(high) - Math.floor(low), end);
}

/**
 * So many times as many epochs around a place, which stays where it is as far as that can be.
 * @param {Range | null} range
 * @param {number} times
 * @param {number} centre
 * @param {number} end
 * @returns {Range | null}
 */
export function around(range, times, centre, end) {
  const [from, to] = range ?? [0, end];
  const middle = centre >= from && centre <= to ? centre : (from + to) / 2;
  const width = Math.max(NARROWEST, Math.round((to - from) * times));
  const share = (middle - from) / (to - from);
  return standing(Math.round(middle - share * width), width, end);
}

/**
 * Moved along, no further than the axis goes.
 * @param {Range} range
 * @param {number} by
 * @param {number} end
 * @returns {Range | null}
 */
export function moved([from, to], by, end) {
  return standing(Math.round(from + by), to - from, end);
}

/**
 * Where the run has gone out of what is shown: moved along with it.
 * @param {Range | null} range
 * @param {number} epochs
 * @param {number} end
 * @returns {Range | null}
 */
export function following(range, epochs, end) {
  if (!range || (epochs >= range[0] && epochs <= range[1])) return range;
  const inside = INSIDE * (range[1] - range[0]);
  const edge = epochs < range[0] ? range[0] + inside : range[1] - inside;
  return moved(
    range,
    epochs < range[0] ? Math.floor(epochs - edge) : Math.ceil(epochs - edge),
    end,
  );
}

/** @param {number} from @param {number} width @param {number} end @returns {Range | null} */
function standing(from, width, end) {
  const wide = Math.max(NARROWEST, width);
  if (wide >= end) return null;
  const first = Math.max(0, Math.min(from, end - wide));
  return [first, first + wide];
}
