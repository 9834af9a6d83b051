/** The step of another run that is the same as one of ours: by number where both take the same steps, else by name. */

/** @import { Run } from "../../state/types" */
/** @import { Counted } from "../../run/stretches.js" */

import { placeInBatch, schedule } from "../../run/positions.js";
import { batchesIn, beginOf, placeOf } from "../../run/stretches.js";

/** @typedef {Counted & Pick<Run, "layers">} Walked */

/** Mini-batches are whole: what is off by less comes of rounding. */
const ALMOST = 1e-9;

/**
 * Where the other run stands at the same step as ours; of mini-batches of another size, as far in the same epoch; of
 * more layers or fewer, in the same phase.
 * @param {number} index ours
 * @param {Walked} here
 * @param {Walked} there
 */
export function sameStep(index, here, there) {
  if (index === 0) return 0;
  const each = here.steps_per_batch;
  const done = placeInBatch(index, each) + 1 === each;
  const { epoch, batch } = placeOf(Math.floor((index - 1) / each), here);
  const share = (batch + Number(done)) / batchesIn(epoch, here);
  const wanted = Math.floor(share * batchesIn(epoch, there) + ALMOST);
  const begun = (beginOf(epoch, there) + wanted) * there.steps_per_batch;
  return done ? begun : begun + stepOf(placeInBatch(index, each), here, there) + 1;
}

/** Whether two runs take the very same steps. @param {Walked} here @param {Walked} there @param {number} index */
export function isInStep(here, there, index) {
  const isSame = here.steps_per_batch === there.steps_per_batch;
  return isSame && sameStep(index, here, there) === index;
}

/** @param {number} place in ours @param {Walked} here @param {Walked} there */
function stepOf(place, here, there) {
  const [ours, theirs] = [here, there].map(({ layers }) => schedule(layers.length - 1));
  if (ours.length === theirs.length) return place;
  const { phase, layer } = ours[place];
  const last = there.layers.length - 1;
  const asFar = phase === "loss" ? last : Math.min(layer, last);
  return theirs.findIndex((step) => step.phase === phase && step.layer === asFar);
}
