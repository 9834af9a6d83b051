/** What few runs change: what a mini-batch's loss is, what is trained, and the constants of the optimizer. */

/** @import { Catalog, Spec } from "../../state/types" */
/** @import { Editor } from "./editor.js" */
/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import {
  boundsOf,
  withBiases,
  withFrozenToggled,
  withKept,
  withOptimizer,
} from "../../run/spec-edits.js";
import { words } from "../../words/words.js";
import { markAgain } from "./again.js";
import { numberField, selectField, toChoice } from "./fields.js";

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
  const parts = [
    reductionField(catalog, editor),
    orderField(editor),
    frozenField(editor),
    dropoutFields(catalog, editor),
    biasesField(editor),
    ...names.map((name) => constantField(name, catalog, editor)),
  ];
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

/** @param {Catalog} catalog @param {Editor} editor */
function reductionField(catalog, editor) {
  return selectField(
    {
      label: words.rail.batchReduction,
      path: "batch_reduction",
      choices: () => catalog.reductions.map(toChoice),
      read: (spec) => spec.batch_reduction,
      write: (spec, batch_reduction) => ({ ...spec, batch_reduction }),
    },
    editor,
  );
}

/** @param {Editor} editor */
function orderField(editor) {
  return selectField(
    {
      label: words.rail.order,
      path: "shuffle",
      choices: () =>
        /** @type {const} */ (["shuffled", "fixed"]).map((value) => ({
          value,
          label: words.rail.orders[value],
        })),
      read: ({ shuffle }) => (shuffle ? "shuffled" : "fixed"),
      write: (spec, order) => ({ ...spec, shuffle: order === "shuffled" }),
    },
    editor,
  );
}

/** A chip for each hidden layer, pressed where it is frozen. @param {Editor} editor @returns {Part} */
function frozenField(editor) {
  const { frozenLayers, frozen, freeze, hidden } = words.rail;
  const chips = el("div", {
    class: "chips",
    attrs: { role: "group", "aria-label": frozenLayers },
  });
  const label = el("span", { text: frozenLayers });
  markAgain(label);
  const element = el("div", { class: "field" }, label, chips);

  /** @param {number} index */
  function chip(index) {
    return el("button", {
      class: "chip",
      text: String(index + 1),
      attrs: { type: "button", "aria-label": hidden(index + 1) },
      on: { click: () => editor.edit((spec) => withFrozenToggled(spec, index)) },
    });
  }

  return {
    element,
    paint({ spec }) {
      element.hidden = spec.hidden.length === 0;
      while (chips.childElementCount > spec.hidden.length) chips.lastElementChild?.remove();
      while (chips.childElementCount < spec.hidden.length)
        chips.append(chip(chips.childElementCount));
      for (const [index, layer] of spec.hidden.entries()) {
        const button = /** @type {HTMLButtonElement} */ (chips.children[index]);
        button.setAttribute("aria-pressed", String(layer.frozen));
        button.title = (layer.frozen ? frozen : freeze)(index + 1);
      }
    },
  };
}

/** A share for each hidden layer. @param {Catalog} catalog @param {Editor} editor @returns {Part} */
function dropoutFields(catalog, editor) {
  const element = el("div", { class: "rail-fields" });
  /** @type {Part[]} */
  let rows = [];
  return {
    element,
    paint(shown) {
      const wanted = shown.spec.hidden.length;
      rows = rows.slice(0, wanted);
      while (rows.length < wanted) rows.push(dropoutField(rows.length, catalog, editor));
      if (element.childElementCount !== wanted)
        element.replaceChildren(...rows.map((row) => row.element));
      for (const row of rows) row.paint(shown);
    },
  };
}

/** @param {number} index @param {Catalog} catalog @param {Editor} editor */
function dropoutField(index, catalog, editor) {
  return numberField(
    {
      label: words.rail.dropoutOf(index + 1),
      path: `hidden.${index}.dropout`,
      bounds: boundsOf(catalog.schema, "hidden.*.dropout"),
      percent: true,
      read: (spec) => spec.hidden[index].dropout,
      write: (spec, share) => withKept(spec, index, { dropout: Number(share) }),
    },
    editor,
  );
}

/** @param {Editor} editor */
function biasesField(editor) {
  return selectField(
    {
      label: words.rail.biases,
      path: "use_biases",
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
