/** What a run's edits make of its specification. */

/** @import { Run, Spec } from "../state/types" */

/**
 * The specification as the last edit left it: what a form shows, and what the next edit changes.
 * @param {Pick<Run, "spec" | "edits">} run
 * @returns {Spec}
 */
export function specNow({ spec, edits }) {
  const last = edits.at(-1);
  if (!last) return spec;
  return { ...spec, optimizer: { ...spec.optimizer, learning_rate: last.learning_rate } };
}

/**
 * The learning rate in force at a step: edits ahead of it are still to come.
 * @param {Pick<Run, "spec" | "edits">} run
 * @param {number} index
 */
export function rateAt({ spec, edits }, index) {
  const behind = edits.filter((edit) => edit.index <= index).at(-1);
  return (behind ?? spec.optimizer).learning_rate;
}
