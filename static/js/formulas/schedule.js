/** How the learning rate of an update follows from the one that is set: the lines of its schedule, and what they read. */

/** @import { Lines } from "../state/types" */
/** @import { Focus } from "./focus.js" */

import { varying } from "../state/schedules.js";
import { constantsChosen } from "./chosen-constants.js";
import { tensorsOf } from "./focus.js";

/**
 * @typedef {object} Scheduled
 * @property {Lines} lines the last is "eta"
 * @property {Record<string, number>} constants
 * @property {Record<string, number>} values what else its lines read: the rate that is set, the epochs gone
 */

/**
 * Null where the learning rate is the same all along.
 * @param {Focus} focus
 * @returns {Scheduled | null}
 */
export function scheduledOf(focus) {
  const { schedule, optimizer } = focus.run.spec;
  const record = varying(focus.state.catalog, focus.run.spec);
  if (!record) return null;
  const { epochs } = tensorsOf(focus);
  return {
    lines: record.lines,
    constants: { ...record.constants, ...constantsChosen(schedule) },
    values: { eta_0: optimizer.learning_rate, epochs: epochs?.data[0] ?? Number.NaN },
  };
}
