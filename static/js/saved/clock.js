/** Elapsed time becomes units due, as app/playback/clock.py counts them. */

/** A pause longer than this, as of a tab that slept, is not made up for in one rush. */
const LONGEST_GAP_S = 0.5;

export function createClock() {
  /** @type {number | null} */
  let speed = 1;
  let due = 0;
  return {
    /** Begin anew with a speed, units a second, and so many that are due at once. @param {number | null} next */
    restart(next, dueAtOnce = 0) {
      speed = next;
      due = dueAtOnce;
    },

    /** The units that have fallen due; null without a limit. @param {number} seconds gone since it was asked last @returns {number | null} */
    take(seconds) {
      if (speed === null) return null;
      due = Math.min(due + seconds * speed, Math.max(1, LONGEST_GAP_S * speed));
      const taken = Math.floor(due);
      due -= taken;
      return taken;
    },
  };
}
