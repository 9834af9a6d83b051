/** How long ago something was, in the unit that says it best. */

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/**
 * @param {number} seconds clocks may differ: what is still to come was now
 * @returns {{ in: "minutes" | "hours" | "days", count: number } | null} null of what was just now
 */
export function agoOf(seconds) {
  if (seconds < MINUTE_S) return null;
  if (seconds < HOUR_S) return { in: "minutes", count: Math.floor(seconds / MINUTE_S) };
  if (seconds < DAY_S) return { in: "hours", count: Math.floor(seconds / HOUR_S) };
  return { in: "days", count: Math.floor(seconds / DAY_S) };
}
