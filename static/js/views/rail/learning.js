/** The rail's learning: how a gradient becomes an update, how fast, and what large weights cost. */

/** @import { Catalog } from "../../state/types" */
/** @import { Editor } from "./editor.js" */
/** @import { Part } from "./fields.js" */

import { boundsOf, withOptimizer, withPenalty } from "../../run/spec-edits.js";
import { words } from "../../words/words.js";
import { numberField, selectField, toChoice } from "./fields.js";
import { lessonsOf } from "./lessons.js";
import { moreFields } from "./more.js";
import { scheduleFields } from "./schedule.js";
import { section } from "./section.js";

/** TensorFlow Playground's menus, which classes know; any other value can be typed. */
const USUAL_LEARNING_RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const USUAL_PENALTY_RATES = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/**
 * @param {Catalog} catalog
 * @param {Editor} editor
 * @returns {Part}
 */
export function learningSection(catalog, editor) {
  return section("learning", words.rail.learning, [
    optimizerField(catalog, editor),
    rateField(catalog, editor),
    ...scheduleFields(catalog, editor),
    penaltyField(catalog, editor),
    penaltyRateField(catalog, editor),
    lessonsOf(catalog, "regularization.rate", "use_biases"),
    moreFields(catalog, editor),
  ]);
}

/** @param {Catalog} catalog @param {Editor} editor */
function optimizerField(catalog, editor) {
  return selectField(
    {
      label: words.rail.optimizer,
      path: "optimizer.kind",
      choices: () => catalog.optimizers.map(toChoice),
      read: ({ optimizer }) => optimizer.kind,
      write: (spec, kind) => withOptimizer(spec, { kind }),
    },
    editor,
  );
}

/** @param {Catalog} catalog @param {Editor} editor */
function rateField(catalog, editor) {
  return numberField(
    {
      label: words.rail.learningRate,
      path: "optimizer.learning_rate",
      bounds: boundsOf(catalog.schema, "optimizer.learning_rate"),
      usual: USUAL_LEARNING_RATES,
      read: ({ optimizer }) => optimizer.learning_rate,
      write: (spec, rate) => withOptimizer(spec, { learning_rate: Number(rate) }),
    },
    editor,
  );
}

/** @param {Catalog} catalog @param {Editor} editor */
function penaltyField(catalog, editor) {
  return selectField(
    {
      label: words.rail.penalty,
      path: "regularization.kind",
      choices: () => catalog.penalties.map(toChoice),
      read: ({ regularization }) => regularization.kind,
      write: (spec, kind) => withPenalty(spec, { kind }),
    },
    editor,
  );
}

/** @param {Catalog} catalog @param {Editor} editor */
function penaltyRateField(catalog, editor) {
  return numberField(
    {
      label: words.rail.penaltyRate,
      path: "regularization.rate",
      bounds: boundsOf(catalog.schema, "regularization.rate"),
      usual: USUAL_PENALTY_RATES,
      disabled: ({ regularization }) => regularization.kind === "none",
      read: ({ regularization }) => regularization.rate,
      write: (spec, rate) => withPenalty(spec, { rate: Number(rate) }),
    },
    editor,
  );
}
