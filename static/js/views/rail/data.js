/** The rail's first section: which rows the network is fed, and in what portions. */

/** @import { Catalog, DatasetInfo } from "../../state/types" */
/** @import { Editor } from "./editor.js" */
/** @import { Part, Shown } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { onRepaint } from "../../draw/repaint.js";
import {
  boundsOf,
  dataLabel,
  otherSeed,
  rowsSeed,
  withData,
  withDataset,
} from "../../run/spec-edits.js";
import { words } from "../../words/words.js";
import { numberField, selectField } from "./fields.js";
import { lessonsOf } from "./lessons.js";
import { section } from "./section.js";
import { paintThumbnail } from "./thumbnails.js";

const OWN_TABLE = "table";
const TRAIN_PERCENTS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/**
 * @param {Catalog} catalog
 * @param {Editor} editor
 * @param {Part} ownTable the way to a table of one's own
 * @returns {Part}
 */
export function dataSection(catalog, editor, ownTable) {
  return section(
    "data",
    words.rail.data,
    [
      thumbnails(catalog, editor),
      ownTable,
      caption(catalog, editor),
      columnsField(editor),
      lessonsOf(catalog, "data.y", "data.standardize", "data.train_fraction"),
      trainField(editor),
      noiseField(catalog, editor),
      samplesField(catalog, editor),
      batchField(catalog, editor),
    ],
    true,
  );
}

/** @param {Catalog} catalog @param {Editor} editor @returns {Part} */
function thumbnails(catalog, editor) {
  const buttons = new Map(
    catalog.datasets.map((dataset) => [dataset.name, thumbnail(dataset, catalog, editor)]),
  );
  const element = el("div", {
    class: "thumbnails",
    attrs: { role: "group", "aria-label": words.rail.dataSet },
  });
  element.append(...buttons.values());

  function repaint() {
    for (const { name, thumbnail } of catalog.datasets) {
      const canvas = buttons.get(name)?.querySelector("canvas");
      if (canvas) paintThumbnail(canvas, thumbnail);
    }
  }

  repaint();
  return {
    element,
    dispose: onRepaint(repaint),
    paint({ spec }) {
      for (const [name, button] of buttons) {
        button.setAttribute("aria-pressed", String(name === spec.data.kind));
      }
    },
  };
}

/** @param {DatasetInfo} dataset @param {Catalog} catalog @param {Editor} editor */
function thumbnail(dataset, catalog, editor) {
  const { label, task, source } = dataset;
  return el(
    "button",
    {
      class: "thumbnail",
      attrs: {
        type: "button",
        "aria-label": label,
        title: words.rail.dataSetHint(label, task, source),
      },
      on: {
        click: () =>
          editor.edit((spec) =>
            spec.data.kind === dataset.name ? spec : withDataset(spec, dataset, catalog),
          ),
      },
    },
    el("canvas", { attrs: { "aria-hidden": "true" } }),
  );
}

/** @param {Catalog} catalog @param {Editor} editor @returns {Part} */
function caption(catalog, editor) {
  const text = el("p", { class: "small-print", attrs: { title: words.rail.rowsHint } });
  const regenerate = iconButton("dice", words.rail.regenerate, () =>
    editor.edit((spec) => withData(spec, { seed: otherSeed(rowsSeed(spec)) })),
  );
  return {
    element: el("div", { class: "data-caption" }, text, regenerate),
    paint(shown) {
      const { run } = shown;
      const label = el("strong", { text: dataLabel(run.spec, catalog) });
      text.replaceChildren(label, ` · ${words.rail.rows(run.train_rows, run.test_rows)}`);
      const drawn = isGenerated(catalog, shown);
      regenerate.title = words.rail.regenerateHint(drawn);
      // All rows of a table that is not split are the same whatever is drawn.
      regenerate.hidden = !drawn && run.test_rows === 0;
    },
  };
}

/** Whether a table of one's own is scaled as the built-in ones are. @param {Editor} editor */
function columnsField(editor) {
  const { columns, columnsAre, columnsHint } = words.rail;
  return selectField(
    {
      label: columns,
      path: "data.standardize",
      choices: () =>
        /** @type {const} */ (["given", "standardised"]).map((value) => ({
          value,
          label: columnsAre[value],
          hint: columnsHint[value],
        })),
      hidden: ({ spec }) => spec.data.kind !== OWN_TABLE,
      read: ({ data }) => (data.standardize ? "standardised" : "given"),
      write: (spec, are) => withData(spec, { standardize: are === "standardised" }),
    },
    editor,
  );
}

/** @param {Editor} editor */
function trainField(editor) {
  return selectField(
    {
      label: words.rail.trainAndTest,
      path: "data.train_fraction",
      choices: ({ data }) => splits(Math.round(data.train_fraction * 100)),
      read: ({ data }) => Math.round(data.train_fraction * 100),
      write: (spec, percent) => withData(spec, { train_fraction: Number(percent) / 100 }),
    },
    editor,
  );
}

/** @param {number} current */
function splits(current) {
  const offered = new Set([...TRAIN_PERCENTS, current]);
  return [...offered]
    .sort((some, other) => some - other)
    .map((percent) => ({
      value: String(percent),
      label: words.rail.split(percent, 100 - percent),
    }));
}

/** @param {Catalog} catalog @param {Editor} editor */
function noiseField(catalog, editor) {
  return numberField(
    {
      label: words.rail.noise,
      path: "data.noise",
      bounds: boundsOf(catalog.schema, "data.noise"),
      percent: true,
      usual: [0, 0.05, 0.1, 0.2, 0.3, 0.5],
      hidden: (shown) => !isGenerated(catalog, shown),
      read: ({ data }) => data.noise,
      write: (spec, noise) => withData(spec, { noise: Number(noise) }),
    },
    editor,
  );
}

/** @param {Catalog} catalog @param {Editor} editor */
function samplesField(catalog, editor) {
  return numberField(
    {
      label: words.rail.samples,
      path: "data.samples",
      bounds: boundsOf(catalog.schema, "data.samples"),
      hidden: (shown) => !isGenerated(catalog, shown),
      read: ({ data }) => data.samples,
      write: (spec, samples) => withData(spec, { samples: Number(samples) }),
    },
    editor,
  );
}

/** @param {Catalog} catalog @param {Editor} editor */
function batchField(catalog, editor) {
  return numberField(
    {
      label: words.rail.batchSize,
      path: "batch_size",
      bounds: boundsOf(catalog.schema, "batch_size"),
      read: (spec) => spec.batch_size,
      write: (spec, size) => ({ ...spec, batch_size: Number(size) }),
    },
    editor,
  );
}

/** @param {Catalog} catalog @param {Shown} shown */
function isGenerated(catalog, { spec }) {
  if (spec.data.kind === "function") return true;
  return catalog.datasets.find(({ name }) => name === spec.data.kind)?.generated ?? false;
}
