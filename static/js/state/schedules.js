/** Whether a run's learning rate is another at every update. */

/** @import { Catalog, ScheduleInfo, Spec } from "./types" */

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
