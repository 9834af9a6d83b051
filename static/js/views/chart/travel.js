/** Epochs and steps along the chart: where the playhead stands, and where a drag leads. */

/** @import { Run } from "../../state/types" */

import { stepsPerEpoch } from "../../run/positions.js";

/** @typedef {Pick<Run, "steps_per_batch" | "batches_per_epoch">} Pace */

const PAGE_EPOCHS = 10;

/**
 * Epochs gone, with their fraction.
 * @param {number} index
 * @param {Pace} run
 */
export function epochsAt(index, run) {
  return index / stepsPerEpoch(run);
}

/**
 * The recorded step nearest to a place on the chart: a whole mini-batch where one is at least a pixel
 * wide, else a whole epoch. Past what is recorded it is the last recorded step.
 * @param {number} epochs
 * @param {Pace} run
 * @param {number} recorded
 * @param {number} pixelsPerEpoch
 */
export function indexNear(epochs, run, recorded, pixelsPerEpoch) {
  const grain = pixelsPerEpoch < run.batches_per_epoch ? stepsPerEpoch(run) : run.steps_per_batch;
  const index = Math.round((epochs * stepsPerEpoch(run)) / grain) * grain;
  return Math.min(Math.max(0, index), recorded);
}

/**
 * Where a key leads from here; null when the key is not one of a slider's.
 * @param {string} key
 * @param {number} index
 * @param {Pace} run
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
  return Math.min(Math.max(0, targets[key] * stepsPerEpoch(run)), recorded);
}
