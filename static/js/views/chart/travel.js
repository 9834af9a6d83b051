/** Epochs and steps along the chart: where the playhead stands, and where a drag leads. */

/** @import { Counted } from "../../run/stretches.js" */

import { epochsAt, stepAt } from "../../run/positions.js";
import { batchesIn } from "../../run/stretches.js";

const PAGE_EPOCHS = 10;

/**
 * The recorded step nearest to a place on the chart: a whole mini-batch where one is at least a pixel
 * wide, else a whole epoch. Past what is recorded it is the last recorded step.
 * @param {number} epochs
 * @param {Counted} run
 * @param {number} recorded
 * @param {number} pixelsPerEpoch
 */
export function indexNear(epochs, run, recorded, pixelsPerEpoch) {
  const isFine = pixelsPerEpoch >= batchesIn(Math.max(0, Math.floor(epochs)), run);
  const { steps_per_batch: each } = run;
  const index = isFine
    ? Math.round(stepAt(epochs, run) / each) * each
    : stepAt(Math.round(epochs), run);
  return Math.min(Math.max(0, index), recorded);
}

/**
 * Where a key leads from here; null when the key is not one of a slider's.
 * @param {string} key
 * @param {number} index
 * @param {Counted} run
 * @param {number} recorded
 */
export function indexByKey(key, index, run, recorded) {
  const epochs = epochsAt(index, run);
  const before = Math.ceil(epochs) - 1;
  const after = Math.floor(epochs) + 1;
  /** @type {Record<string, number>} */
  const targets = {
    ArrowLeft: before,
    ArrowDown: before,
    ArrowRight: after,
    ArrowUp: after,
    PageUp: before + 1 - PAGE_EPOCHS,
    PageDown: after - 1 + PAGE_EPOCHS,
    Home: 0,
    End: Infinity,
  };
  if (!(key in targets)) return null;
  return Math.min(stepAt(Math.max(0, targets[key]), run), recorded);
}
