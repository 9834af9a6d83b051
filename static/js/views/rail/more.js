/** What few runs change: whether biases are trained, and the constants of the optimizer. */

/** @import { Catalog, Spec } from "../../state/types" */
/** @import { Editor } from "./editor.js" */
/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { boundsOf, withBiases, withOptimizer } from "../../run/spec-edits.js";
import { words } from "../../words/words.js";
import { numberField, selectField } from "./fields.js";

/** The optimizer's fields, and what each is called in its formula. */
const CONSTANTS = /** @type {const} */ ({
  momentum: "mu",
  beta_1: "beta_1",
  beta_2: "beta_2",
  rho: "rho",
  epsilon: "epsilon",
});
/** @typedef {keyof typeof CONSTANTS} Constant */

/**
 * @param {Catalog} catalog
 * @param {Editor} editor
 * @returns {Part}
 */
export function moreFields(catalog, editor) {
  const names = /** @type {Constant[]} */ (Object.keys(CONSTANTS));
  const parts = [biasesField(editor), ...names.map((name) => constantField(name, catalog, editor))];
  return {
    element: el(
      "details",
      { class: "rail-more" },
      el("summary", { text: words.rail.more }),
      ...parts.map((part) => part.element),
    ),
    paint(shown) {
      for (const part of parts) part.paint(shown);
    },
  };
}

/** @param {Editor} editor */
function biasesField(editor) {
  return selectField(
    {
      label: words.rail.biases,
      path: "train_biases",
      choices: () =>
        /** @type {const} */ (["trained", "fixed", "none"]).map((value) => ({
          value,
          label: words.rail.biasesAre[value],
        })),
      read: ({ use_biases, train_biases }) =>
        use_biases ? (train_biases ? "trained" : "fixed") : "none",
      write: withBiases,
    },
    editor,
  );
}

/** A constant of the optimizers that have it. @param {Constant} name @param {Catalog} catalog @param {Editor} editor */
function constantField(name, catalog, editor) {
  /** @param {Spec} spec */
  const usual = ({ optimizer }) =>
    catalog.optimizers.find((record) => record.name === optimizer.kind)?.constants[CONSTANTS[name]];
  return numberField(
    {
      label: words.rail.constants[name],
      path: `optimizer.${name}`,
      bounds: boundsOf(catalog.schema, `optimizer.${name}`),
      hidden: ({ spec }) => usual(spec) === undefined,
      read: (spec) => spec.optimizer[name] ?? usual(spec) ?? 0,
      write: (spec, value) => withOptimizer(spec, { [name]: Number(value) }),
    },
    editor,
  );
}
