/** One hidden layer in the rail: its units, its activation, and the way to take it out. */

/** @import { Catalog } from "../../state/types" */
/** @import { Editor } from "./editor.js" */
/** @import { Field, Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { icon, iconButton } from "../../draw/icons.js";
import { boundsOf, withKept, withLayer, withLayerRemoved } from "../../run/spec-edits.js";
import { words } from "../../words/words.js";
import { numberField, selectField, toChoice } from "./fields.js";
import { stepper } from "./stepper.js";

/**
 * @param {number} index counted from 0; people count layers from 1
 * @param {Catalog} catalog
 * @param {Editor} editor
 * @returns {Part}
 */
export function layerRow(index, catalog, editor) {
  const layer = index + 1;
  const units = unitsField(index, catalog, editor);
  const activation = selectField(
    {
      label: words.rail.activationOf(layer),
      path: `hidden.${index}.activation`,
      bare: true,
      choices: () => catalog.activations.map(toChoice),
      read: (spec) => spec.hidden[index].activation,
      write: (spec, kind) => withKept(spec, index, { activation: kind }),
    },
    editor,
  );
  const mark = frozenMark(layer);
  return {
    element: el(
      "div",
      { class: "layer-row", attrs: { role: "group", "aria-label": words.rail.hidden(layer) } },
      el(
        "span",
        { class: "layer-number again", attrs: { title: words.rail.layerAgain } },
        el("span", { text: String(layer), attrs: { "aria-hidden": "true" } }),
        mark,
      ),
      units.element,
      activation.element,
      removeButton(index, editor),
      units.error,
      activation.error,
    ),
    paint(shown) {
      mark.hidden = !shown.spec.hidden[index].frozen;
      units.paint(shown);
      activation.paint(shown);
    },
  };
}

/** What says of a layer that it does not learn. @param {number} layer */
function frozenMark(layer) {
  const said = words.rail.frozen(layer);
  return el(
    "span",
    { class: "layer-frozen", attrs: { role: "img", "aria-label": said, title: said } },
    icon("lock"),
  );
}

/** @param {number} index @param {Catalog} catalog @param {Editor} editor @returns {Field} */
function unitsField(index, catalog, editor) {
  const layer = index + 1;
  const bounds = boundsOf(catalog.schema, "hidden.*.units");
  const field = numberField(
    {
      label: words.rail.unitsOf(layer),
      path: `hidden.${index}.units`,
      bare: true,
      bounds,
      read: (spec) => spec.hidden[index].units,
      write: (spec, units) => withLayer(spec, index, { units: Number(units) }),
    },
    editor,
  );
  const buttons = stepper(
    {
      fewer: words.rail.fewerUnits(layer),
      more: words.rail.moreUnits(layer),
      step: (by) =>
        editor.edit((spec) => withLayer(spec, index, { units: spec.hidden[index].units + by })),
    },
    field.element,
  );
  return {
    element: buttons.element,
    error: field.error,
    paint(shown) {
      const { units } = shown.spec.hidden[index];
      field.paint(shown);
      buttons.paint(units > (bounds.low ?? 1), units < (bounds.high ?? Number.POSITIVE_INFINITY));
    },
  };
}

/** @param {number} index @param {Editor} editor */
function removeButton(index, editor) {
  const label = words.rail.removeLayer(index + 1);
  const remove = () => editor.edit((spec) => withLayerRemoved(spec, index));
  return iconButton("close", label, remove, "layer-remove");
}
