/** What is set differently in two runs: fields of their specifications, and what is changed on the way in one alone. */

/** @import { Catalog, Edit, RunHere } from "../../state/types" */
/** @import { Together } from "./compare.js" */

import { el } from "../../draw/dom.js";
import { epochsAt } from "../../run/positions.js";
import { editWords } from "../../words/edits.js";
import { compare } from "../../words/en-compare.js";
import { labelOf } from "../../words/label.js";
import { count, full } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { badge } from "./badge.js";
import { editsApart, fieldsApart } from "./differences.js";

const words = spoken(compare);
const MOST = 8;
/** The table of the catalogue that has a field's names. @type {Record<string, "activations" | "optimizers" | "losses" | "initializers" | "penalties" | "schedules">} */
const TABLES = {
  output_activation: "activations",
  "hidden.*.activation": "activations",
  "optimizer.kind": "optimizers",
  loss: "losses",
  initializer: "initializers",
  "regularization.kind": "penalties",
  "schedule.kind": "schedules",
};

/** @typedef {{ name: string, here: string, there: string }} Row */

export function makeSettings() {
  const body = el("tbody");
  const root = el(
    "section",
    { class: "compare-set", attrs: { "aria-label": words.set } },
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { class: "eyebrow", text: words.set, attrs: { scope: "col" } }),
          el("th", { attrs: { scope: "col" } }, badge("a")),
          el("th", { attrs: { scope: "col" } }, badge("b")),
        ),
      ),
      body,
    ),
  );
  /** Of which two runs. @type {unknown[]} */
  let of = [];
  return {
    root,
    /** @param {Together} together */
    paint({ ours, theirs }) {
      const parts = [
        ours.run?.began,
        ours.run?.edits,
        theirs.run?.began,
        theirs.run?.edits,
        ours.catalog,
      ];
      if (!ours.run || !theirs.run || parts.every((part, at) => part === of[at])) return;
      of = parts;
      const rows = rowsOf(ours.run, theirs.run, ours.catalog);
      const shown = rows
        .slice(0, MOST)
        .map(({ name, here, there }) =>
          el(
            "tr",
            {},
            el("th", { text: name, attrs: { scope: "row" } }),
            el("td", { text: here }),
            el("td", { text: there }),
          ),
        );
      const more = rows.length - shown.length;
      const note = rows.length === 0 ? words.nothingSet : more > 0 ? words.more(more) : "";
      const last = note
        ? [el("tr", {}, el("td", { class: "small-print", text: note, attrs: { colspan: 3 } }))]
        : [];
      body.replaceChildren(...shown, ...last);
    },
  };
}

/** @param {RunHere} ours @param {RunHere} theirs @param {Catalog | null} catalog @returns {Row[]} */
function rowsOf(ours, theirs, catalog) {
  const fields = fieldsApart(ours.began, theirs.began).map(({ path, here, there }) => ({
    name: fieldName(path),
    here: told(path, here, catalog),
    there: told(path, there, catalog),
  }));
  const edits = editsApart(ours.edits, theirs.edits).map(({ edit, isHere }) => ({
    name: editName(edit, isHere ? ours : theirs, catalog),
    here: isHere ? words.yes : words.no,
    there: isHere ? words.no : words.yes,
  }));
  return [...fields, ...edits];
}

/** @param {Edit} edit @param {RunHere} run @param {Catalog | null} catalog */
function editName(edit, run, catalog) {
  const epoch = Math.floor(epochsAt(edit.index, run));
  return words.edit(editWords(edit, run, catalog), count(epoch));
}

/** @param {string} path */
function fieldName(path) {
  const numbered = /\.(\d+)\./.exec(path);
  const general = path.replace(/\.\d+\./, ".*.");
  const name = /** @type {Record<string, string>} */ (words.fields)[general];
  return name?.replace("*", String(Number(numbered?.[1] ?? 0) + 1)) ?? path;
}

/** @param {string} path @param {unknown} value @param {Catalog | null} catalog */
function told(path, value, catalog) {
  if (value === null) return words.unset;
  if (typeof value === "number") return full(value);
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (value instanceof Object) return Array.isArray(value) ? count(value.length) : "…";
  const table = TABLES[path.replace(/\.\d+\./, ".*.")];
  return labelOf(/** @type {any} */ (table ? catalog?.[table] : undefined), String(value));
}
