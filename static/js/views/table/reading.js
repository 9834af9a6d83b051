/** How the file is written, as it was found or chosen: what splits its columns, its decimals, header, encoding. */

/** @import { TableChoices, TableDescription } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { table } from "../../words/en-table.js";
import { spoken } from "../../words/words.js";
import { readAs } from "./choices.js";

const words = spoken(table);

/**
 * @param {TableDescription | null} found
 * @param {TableChoices} choices
 * @param {(choices: TableChoices) => void} choose
 */
export function reading(found, choices, choose) {
  const fields = /** @type {const} */ ([
    ["delimiter", words.delimiters],
    ["decimal", words.decimals],
    ["header", words.headers],
    ["encoding", words.encodings],
  ]).map(([name, labels]) => {
    const current = found?.[name] ?? choices[name] ?? "";
    const select = el("select", {
      attrs: { id: `table-${name}` },
      on: {
        change: () =>
          choose(readAs(choices, { [name]: name === "header" ? is(select) : select.value })),
      },
    });
    const unknown = current === "" ? [option("", words.asFound)] : [];
    select.append(
      ...unknown,
      ...Object.entries(labels).map(([value, label]) => option(value, label)),
    );
    select.value = String(current);
    return el("label", { text: words[name] }, select);
  });
  const hint = el("p", { class: "small-print", text: found ? words.found : words.notFound });
  return el("div", { class: "table-reading" }, ...fields, hint);
}

/** @param {HTMLSelectElement} select */
function is({ value }) {
  return value === "true";
}

/** @param {string} value @param {string} text */
export function option(value, text) {
  return el("option", { text, attrs: { value } });
}
