/** What an edit changed, in words: "learning rate 0.3", "x₁ → hidden 1 h2 = 0.5". */

/** @import { Catalog, Edit, RunHere } from "../state/types" */

import { specAt } from "../state/edited.js";
import { varying } from "../state/schedules.js";
import { labelOf } from "./label.js";
import { pretty } from "./names.js";
import { shortName } from "./neurons.js";
import { full } from "./numbers.js";
import { tidy } from "./read-number.js";
import { words } from "./words.js";

const PERCENT = 100;

/**
 * @param {Edit} edit
 * @param {RunHere} run
 * @param {Catalog | null} catalog
 */
export function editWords(edit, run, catalog) {
  const {
    learning_rate,
    optimizer,
    schedule,
    batch_size,
    regularization,
    activation,
    dropout,
    parameter,
  } = edit;
  const { edits } = words;
  if (optimizer)
    return edits.optimizer(
      labelOf(catalog?.optimizers, optimizer.kind),
      full(optimizer.learning_rate),
    );
  if (schedule) return edits.schedule(labelOf(catalog?.schedules, schedule.kind));
  if (batch_size) return edits.batchSize(batch_size);
  if (regularization) {
    const { kind, rate } = regularization;
    return edits.penalty(labelOf(catalog?.penalties, kind), kind === "none" ? "" : full(rate));
  }
  if (activation) {
    const label = labelOf(catalog?.activations, activation.activation);
    const isOutput = activation.layer === run.layers.length - 1;
    return isOutput ? edits.output(label) : edits.activation(activation.layer, label);
  }
  if (dropout) return edits.dropout(dropout.layer, full(tidy(PERCENT * dropout.dropout)));
  if (!parameter) return rateWords(full(learning_rate ?? 0), edit, run, catalog);
  const { layer, unit_in, unit_out, value } = parameter;
  const to = shortName(run, layer, unit_out);
  const from = unit_in === null ? "" : pretty(run.layers[layer - 1].names[unit_in]);
  return edits.parameter(from, to, full(value));
}

/**
 * A learning rate is what a schedule scales, where there is one.
 * @param {string} rate
 * @param {Edit} edit
 * @param {RunHere} run
 * @param {Catalog | null} catalog
 */
function rateWords(rate, { index }, run, catalog) {
  const schedule = varying(catalog, specAt(run.began, run.edits, index));
  return schedule
    ? words.edits.scheduledRate(rate, schedule.label)
    : words.edits.learningRate(rate);
}
