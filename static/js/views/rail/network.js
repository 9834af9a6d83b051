/** The rail's network: hidden layers, what each does, how the output is judged, where weights start. */

/** @import { Catalog } from "../../state/types" */
/** @import { Editor } from "./editor.js" */
/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { icon } from "../../draw/icons.js";
import {
  boundsOf,
  otherSeed,
  withLayerAdded,
  withLayerRemoved,
  withLoss,
  withOtherWeights,
  withOutputActivation,
  withSeed,
  withStart,
} from "../../run/spec-edits.js";
import { words } from "../../words/words.js";
import { choiceAgain } from "./again.js";
import { numberField, selectField, toChoice } from "./fields.js";
import { layerRow } from "./layer.js";
import { lessonsOf } from "./lessons.js";
import { section } from "./section.js";
import { stepper } from "./stepper.js";

/**
 * @param {Catalog} catalog
 * @param {Editor} editor
 * @returns {Part}
 */
export function networkSection(catalog, editor) {
  return section("network", words.rail.network, [
    layerCount(catalog, editor),
    layerRows(catalog, editor),
    lessonsOf(catalog, "hidden"),
    outputField(catalog, editor),
    lessonsOf(catalog, "output_activation"),
    lossField(catalog, editor),
    initializerField(catalog, editor),
    lessonsOf(catalog, "initializer", "parameters"),
    seedField(catalog, editor),
  ]);
}

/** @param {Catalog} catalog @param {Editor} editor @returns {Part} */
function layerCount(catalog, editor) {
  const most = boundsOf(catalog.schema, "hidden").longest ?? Number.POSITIVE_INFINITY;
  const output = el("output", {
    class: "stepper-value",
    attrs: { "aria-label": words.rail.hiddenLayers },
  });
  const buttons = stepper(
    {
      fewer: words.rail.removeLastLayer,
      more: words.rail.addLayer,
      step: (by) =>
        editor.edit((spec) =>
          by > 0 ? withLayerAdded(spec) : withLayerRemoved(spec, spec.hidden.length - 1),
        ),
    },
    output,
  );
  return {
    element: el(
      "div",
      { class: "field" },
      el("span", {
        class: "again",
        text: words.rail.hiddenLayers,
        attrs: { title: words.rail.startsAgain },
      }),
      buttons.element,
    ),
    paint({ spec }) {
      output.textContent = String(spec.hidden.length);
      buttons.paint(spec.hidden.length > 0, spec.hidden.length < most);
    },
  };
}

/** @param {Catalog} catalog @param {Editor} editor @returns {Part} */
function layerRows(catalog, editor) {
  const element = el("div", { class: "layer-rows" });
  /** @type {Part[]} */
  let rows = [];
  return {
    element,
    paint(shown) {
      const wanted = shown.spec.hidden.length;
      const focused = element.contains(document.activeElement);
      rows = rows.slice(0, wanted);
      while (rows.length < wanted) rows.push(layerRow(rows.length, catalog, editor));
      if (element.childElementCount !== wanted)
        element.replaceChildren(...rows.map((row) => row.element));
      for (const row of rows) row.paint(shown);
      if (focused && !element.contains(document.activeElement)) nearestRemove(element)?.focus();
    },
  };
}

/**
 * Where the focus goes when the row that had it is gone.
 * @param {HTMLElement} element
 * @returns {HTMLElement | null}
 */
function nearestRemove(element) {
  const last = element.lastElementChild?.querySelector(".layer-remove");
  return last instanceof HTMLElement ? last : null;
}

/** Some can come in as the run goes on, others cannot: the loss or the targets are others then. @param {Catalog} catalog @param {Editor} editor */
function outputField(catalog, editor) {
  return selectField(
    {
      label: words.rail.outputActivation,
      path: "output_activation",
      again: ({ run }) => run.output_activations.length === 1,
      choices(_, { output_activations: goOn }) {
        return catalog.activations.map((record) => {
          const choice = toChoice(record);
          return goOn.length === 1 || goOn.includes(record.name) ? choice : choiceAgain(choice);
        });
      },
      read: (spec) => spec.output_activation,
      write: (spec, name, run) =>
        withOutputActivation(spec, name, catalog.losses, run.output_activations),
    },
    editor,
  );
}

/** @param {Catalog} catalog @param {Editor} editor */
function lossField(catalog, editor) {
  return selectField(
    {
      label: words.rail.loss,
      path: "loss",
      choices: () => catalog.losses.map(toChoice),
      read: (spec) => spec.loss,
      write: (spec, name) => withLoss(spec, name, catalog.losses),
    },
    editor,
  );
}

/** @param {Catalog} catalog @param {Editor} editor */
function initializerField(catalog, editor) {
  return selectField(
    {
      label: words.rail.initializer,
      path: "initializer",
      choices: ({ parameters }) =>
        parameters
          ? [GIVEN, ...catalog.initializers.map(toChoice)]
          : catalog.initializers.map(toChoice),
      read: ({ parameters, initializer }) => (parameters ? GIVEN.value : initializer),
      write: (spec, initializer) => withStart(spec, { initializer }),
    },
    editor,
  );
}

const GIVEN = { value: "", label: words.rail.givenValues };

/** @param {Catalog} catalog @param {Editor} editor */
function seedField(catalog, editor) {
  const bounds = boundsOf(catalog.schema, "seed");
  const dice = el(
    "button",
    {
      class: "icon field-dice",
      attrs: {
        type: "button",
        "aria-label": words.rail.newSeed,
        title: words.rail.newSeedHint,
      },
      on: { click: () => editor.edit((spec) => withOtherWeights(spec, otherSeed(spec.seed))) },
    },
    icon("dice"),
  );
  return numberField(
    {
      label: words.rail.seed,
      path: "seed",
      bounds,
      extra: dice,
      read: (spec) => spec.seed,
      write: (spec, seed) => withSeed(spec, Number(seed)),
    },
    editor,
  );
}
