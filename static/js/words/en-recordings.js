/** The words of a recording that is opened. */

import { full } from "./numbers.js";

export const recordings = {
  /** @param {string} file */
  coming: (file) => `${file} is being read…`,
  /** @param {string} file @param {number} steps */
  opened: (file, steps) => `${file}: ${full(steps)} steps, where the run stood.`,
  here: "Recorded on a machine like this one: every step is computed as it was, bit for bit.",
  /** @param {[string, [string, string]][]} others @param {number} keyframes */
  elsewhere: (others, keyframes) =>
    `Recorded elsewhere (${others.map(([name, [there, here]]) => `${name} ${there}, here ${here}`).join("; ")}): ` +
    `the recorded parameters of ${full(keyframes)} steps are played as they are, what lies between is computed from them.`,
};
