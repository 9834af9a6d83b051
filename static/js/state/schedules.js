/** Whether a run's learning rate is another at every update, and which it is now. */

/** @import { Catalog, ScheduleInfo, Spec, State } from "./types" */

import { asTyped } from "./tensors.js";

/**
 * The schedule of a specification's learning rate; null where the rate stays as it is set.
 * @param {Catalog | null} catalog
 * @param {Spec} spec
 * @returns {ScheduleInfo | null}
 */
export function varying(catalog, { schedule }) {
  const record = catalog?.schedules.find(({ name }) => name === schedule?.kind);
  return record?.varies ? record : null;
}

/** The learning rate of the update last made, whichever layer it has come to, else the one that is set. @param {State} state */
export function rateOf({ run, layers }) {
  const eta = layers.find((layer) => layer?.eta)?.eta;
  return eta ? asTyped(eta) : (run?.spec.optimizer.learning_rate ?? 0);
}
