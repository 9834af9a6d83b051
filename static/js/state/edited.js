/** What a run's edits make of its specification: what is in force at a step. */

/** @import { Edit, Run, RunHere, Spec } from "./types" */

/**
 * The specification in force at a step of a run that began with `spec`: edits ahead are still to come.
 * @param {Spec} spec
 * @param {readonly Edit[]} edits
 * @param {number} index
 * @returns {Spec}
 */
export function specAt(spec, edits, index) {
  return edits.filter((edit) => edit.index <= index).reduce(changed, spec);
}

/**
 * A run as it is at a step: `spec` is what is in force there, `began` what it began with.
 * @param {Run | RunHere} run
 * @param {number} index
 * @returns {RunHere}
 */
export function runAt(run, index) {
  const behind = run.edits.filter((edit) => edit.index <= index).length;
  if ("began" in run && run.behind === behind) return run;
  const began = "began" in run ? run.began : run.spec;
  const spec = specAt(began, run.edits, index);
  const layers = run.layers.map((layer, number) => {
    if (number === 0) return layer;
    return { ...layer, activation: spec.hidden[number - 1]?.activation ?? spec.output_activation };
  });
  return { ...run, spec, layers, began, behind };
}

/** @param {Spec} spec @param {Edit} edit @returns {Spec} */
function changed(
  spec,
  { learning_rate, optimizer, schedule, batch_size, regularization, activation, dropout },
) {
  if (learning_rate !== undefined)
    return { ...spec, optimizer: { ...spec.optimizer, learning_rate } };
  if (optimizer) return { ...spec, optimizer: said(optimizer) };
  if (schedule) return { ...spec, schedule: said(schedule) };
  if (batch_size) return { ...spec, batch_size };
  if (regularization) return { ...spec, regularization };
  if (activation) return withActivation(spec, activation);
  return dropout ? withLayer(spec, dropout) : spec;
}

/** Of a hidden layer, counted from 1, or of the output, which is the last. @param {Spec} spec @param {NonNullable<Edit["activation"]>} changed */
function withActivation(spec, changed) {
  if (changed.layer <= spec.hidden.length) return withLayer(spec, changed);
  return { ...spec, output_activation: changed.activation };
}

/** A hidden layer, counted from 1, with what is changed of it. @param {Spec} spec @param {{ layer: number } & Partial<Spec["hidden"][number]>} change */
function withLayer(spec, { layer: number, ...change }) {
  const hidden = spec.hidden.map((layer, at) =>
    at === number - 1 ? { ...layer, ...change } : layer,
  );
  return { ...spec, hidden };
}

/** A run's specification leaves out constants that are the usual ones. @template {object} Record @param {Record} record @returns {Record} */
function said(record) {
  const given = Object.entries(record).filter(([, value]) => value !== null);
  return /** @type {Record} */ (Object.fromEntries(given));
}
