/** The rail's schedule of the learning rate: which, its constants, and what the learning rate means then. */

/** @import { Catalog, Spec } from "../../state/types" */
/** @import { Editor } from "./editor.js" */
/** @import { Part } from "./fields.js" */

import { el } from "../../draw/dom.js";
import { boundsOf, withSchedule } from "../../run/spec-edits.js";
import { varying } from "../../state/schedules.js";
import { words } from "../../words/words.js";
import { numberField, selectField, toChoice } from "./fields.js";

/** @typedef {keyof typeof words.rail.scheduleConstants} Constant */

/**
 * @param {Catalog} catalog
 * @param {Editor} editor
 * @returns {Part[]}
 */
export function scheduleFields(catalog, editor) {
  const names = /** @type {Constant[]} */ (Object.keys(words.rail.scheduleConstants));
  const kind = selectField(
    {
      label: words.rail.schedule,
      path: "schedule.kind",
      choices: () => catalog.schedules.map(toChoice),
      read: ({ schedule }) => schedule.kind,
      write: (spec, chosen) => withSchedule(spec, { kind: chosen }),
    },
    editor,
  );
  return [kind, ...names.map((name) => constantField(name, catalog, editor)), meaning(catalog)];
}

/** A constant of the schedules that have it. @param {Constant} name @param {Catalog} catalog @param {Editor} editor */
function constantField(name, catalog, editor) {
  /** @param {Spec} spec */
  const usual = ({ schedule }) =>
    catalog.schedules.find((record) => record.name === schedule.kind)?.constants[name];
  return numberField(
    {
      label: words.rail.scheduleConstants[name],
      path: `schedule.${name}`,
      bounds: boundsOf(catalog.schema, `schedule.${name}`),
      hidden: ({ spec }) => usual(spec) === undefined,
      read: (spec) => spec.schedule[name] ?? usual(spec) ?? 0,
      write: (spec, value) => withSchedule(spec, { [name]: Number(value) }),
    },
    editor,
  );
}

/** What another learning rate does while a schedule runs. @param {Catalog} catalog @returns {Part} */
function meaning(catalog) {
  const element = el("p", { class: "small-print", text: words.rail.scheduled });
  return {
    element,
    paint({ spec }) {
      element.hidden = !varying(catalog, spec);
    },
  };
}
