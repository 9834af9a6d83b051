/** What is asked of a sweep, and the run that each of its values makes. */

/** @import { Send, Spec, Store, SweptField } from "../../state/types" */

import { toHash } from "../../run/link.js";
import { withOptimizer } from "../../run/spec-edits.js";
import { isOneSOwn } from "../../state/whose.js";

const SEEDS = 20;
const RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
const RATE = "optimizer.learning_rate";

/**
 * The values that are tried; the one in force is among them.
 * @param {SweptField} vary
 * @param {Spec} spec
 */
export function valuesOf(vary, spec) {
  if (vary === RATE)
    return [...new Set([...RATES, spec.optimizer.learning_rate])].sort((a, b) => a - b);
  const seeds = Array.from({ length: SEEDS }, (_, at) => at + 1);
  return seeds.includes(spec.seed) ? seeds : [spec.seed, ...seeds.slice(0, -1)];
}

/** The one in force. @param {SweptField} vary @param {Spec} spec */
export function valueHere(vary, spec) {
  return vary === RATE ? spec.optimizer.learning_rate : spec.seed;
}

/** A specification with one of the values. @param {SweptField} vary @param {number} value @param {Spec} spec @returns {Spec} */
export function withValue(vary, value, spec) {
  return vary === RATE ? withOptimizer(spec, { learning_rate: value }) : { ...spec, seed: value };
}

/**
 * Open one of its runs where it ended. Alone it is opened as a link is, so that Back leads to the run before.
 * @param {Spec} spec
 * @param {number} epochs
 * @param {Store} store
 * @param {Send} send
 */
export function openRun(spec, epochs, store, send) {
  const { run } = store.get();
  const batches = run ? Math.ceil(run.train_rows / spec.batch_size) : 0;
  const index = run ? epochs * batches * run.steps_per_batch : 0;
  const isShort = spec.data.kind !== "table";
  if (isOneSOwn(store.get()) && isShort) location.hash = toHash(spec, index);
  else void send({ type: "restore", spec, edits: [], index });
}
