/** How fast this page is to play, and in which unit: the room's word, and what was changed here since. */

/** @import { Playback, Send } from "../../state/types" */

import { createLatest } from "../../line/pacing.js";

/** @typedef {Pick<Playback, "speed" | "unit">} Pace */

/** @type {Pace} before the room has said anything */
const USUAL = { speed: 2, unit: "propagation" };

/**
 * Only what was changed is sent: what others change meanwhile stays.
 * @param {Send} send
 */
export function createPace(send) {
  const sendLatest = createLatest(send);
  /** @type {Partial<Pace>} what the room has still to take */
  let wished = {};

  return {
    /** @param {Playback | null} playback */
    now: (playback) => ({ ...USUAL, ...playback, ...wished }),
    waits: () => Object.keys(wished).length > 0,
    /** @param {Partial<Pace>} changed @returns {Promise<void>} resolves when the room has taken all */
    async change(changed) {
      wished = { ...wished, ...changed };
      await sendLatest({ type: "set_speed", ...changed });
      wished = {};
    },
  };
}
