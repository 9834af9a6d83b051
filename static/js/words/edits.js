/** What an edit changed, in words: "learning rate 0.3", "x₁ to h2: 0.5". */

/** @import { Catalog, Edit, Run } from "../state/types" */

import { labelOf } from "./label.js";
import { pretty } from "./names.js";
import { full } from "./numbers.js";
import { words } from "./words.js";

/**
 * @param {Edit} edit
 * @param {Run} run
 * @param {Catalog | null} catalog
 */
export function editWords(edit, run, catalog) {
  const { learning_rate, optimizer, regularization, activation, parameter } = edit;
  const { edits } = words;
  if (optimizer)
    return edits.optimizer(
      labelOf(catalog?.optimizers, optimizer.kind),
      full(optimizer.learning_rate),
    );
  if (regularization) {
    const { kind, rate } = regularization;
    return edits.penalty(labelOf(catalog?.penalties, kind), kind === "none" ? "" : full(rate));
  }
  if (activation)
    return edits.activation(activation.layer, labelOf(catalog?.activations, activation.activation));
  if (!parameter) return edits.learningRate(full(learning_rate ?? 0));
  const { layer, unit_in, unit_out, value } = parameter;
  const to = pretty(run.layers[layer].names[unit_out]);
  const from = unit_in === null ? "" : pretty(run.layers[layer - 1].names[unit_in]);
  return edits.parameter(from, to, full(value));
}
