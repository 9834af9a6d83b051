/** The first rows of the file as they stand in it, and those with cells that cannot be used. */

/** @import { TableDescription } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { table } from "../../words/en-table.js";
import { spoken } from "../../words/words.js";

const words = spoken(table);
const FIRST = 5;
const MOST_FLAGGED = 20;

/** @param {TableDescription} description */
export function rows({ columns, preview, cells, ragged }) {
  const wrong = new Set([...cells, ...ragged].map(({ row }) => row));
  const flaggedCells = new Set(cells.map(({ row, column }) => `${row} ${column}`));
  const first = preview.slice(0, FIRST);
  const flagged = preview
    .slice(FIRST)
    .filter(({ row }) => wrong.has(row))
    .slice(0, MOST_FLAGGED);
  const heads = columns.map(({ name, role }) =>
    el("th", { text: name, attrs: { scope: "col", "data-role": role, title: name } }),
  );
  const body = [...first, ...flagged].map(({ row, cells: texts, kept }) => {
    const head = el("th", { text: String(row), attrs: { scope: "row" } });
    if (!kept) head.append(el("span", { class: "visually-hidden", text: ` ${words.dropped}` }));
    const made = columns.map(({ name, role }, index) =>
      el("td", {
        class: flaggedCells.has(`${row} ${name}`) ? "table-wrong" : "",
        text: texts[index] ?? "",
        attrs: { "data-role": role, title: texts[index] ?? "" },
      }),
    );
    return el("tr", { class: kept ? "" : "table-dropped" }, head, ...made);
  });
  return el(
    "table",
    {},
    el(
      "thead",
      {},
      el("tr", {}, el("th", { text: words.rowNumber, attrs: { scope: "col" } }), ...heads),
    ),
    el("tbody", {}, ...body),
  );
}
