/** The columns of the file, one a row: whether it is a target, its kind, its values, and what it becomes. */

/** @import { TableChoices, TableColumn, TableDescription } from "../../state/types" */
/** @import { Kind } from "./choices.js" */

import { el, svg } from "../../draw/dom.js";
import { table } from "../../words/en-table.js";
import { spoken } from "../../words/words.js";
import { kindOf, withKind, withTarget } from "./choices.js";
import { option } from "./reading.js";
import { refusalOfTable } from "./refusal.js";

const words = spoken(table);
const KINDS = /** @type {const} */ (["number", "category", "off"]);

/**
 * @param {TableDescription} description
 * @param {TableChoices} choices
 * @param {(choices: TableChoices) => void} choose
 */
export function columns(description, choices, choose) {
  const heads = [
    words.target,
    words.column,
    words.kind,
    words.values,
    words.range,
    words.becomes,
  ].map((text) => el("th", { text, attrs: { scope: "col" } }));
  const rows = description.columns.map((column) => row(column, description, choices, choose));
  return el(
    "table",
    { class: "table-columns", attrs: { "aria-label": words.columns } },
    el("thead", {}, el("tr", {}, ...heads)),
    el("tbody", {}, ...rows),
  );
}

/**
 * @param {TableColumn} column
 * @param {TableDescription} description
 * @param {TableChoices} choices
 * @param {(choices: TableChoices) => void} choose
 */
function row(column, { aim, name: file }, choices, choose) {
  const { name, role, kind, flagged, refused } = column;
  const target = el("input", {
    attrs: {
      type: "checkbox",
      id: `table-target-${column.number}`,
      "aria-label": words.targetOf(name),
      disabled: kind === "empty",
      title: refused ? refusalOfTable(refused, file) : false,
    },
    on: { change: () => choose(withTarget(choices, name, target.checked)) },
  });
  target.checked = role === "target";
  const head = el("th", { attrs: { scope: "row", title: name } }, name);
  if (flagged > 0)
    head.append(" ", el("span", { class: "table-flag", text: words.flagged(flagged) }));
  return el(
    "tr",
    { attrs: { "data-role": role } },
    el("td", { class: "table-target" }, target),
    head,
    el("td", { class: "table-kind" }, kindField(column, choices, choose)),
    el("td", { class: "table-bars" }, bars(column)),
    el("td", { class: "table-range", text: words.rangeOf(column) }),
    el("td", { class: "table-becomes", text: becomes(column, aim, choices) }),
  );
}

/** @param {TableColumn} column @param {TableChoices} choices @param {(choices: TableChoices) => void} choose */
function kindField(column, choices, choose) {
  const select = el("select", {
    attrs: {
      id: `table-kind-${column.number}`,
      "aria-label": words.kindOf(column.name),
      disabled: column.kind === "empty",
    },
    on: {
      change: () => choose(withKind(choices, column.name, /** @type {Kind} */ (select.value))),
    },
  });
  select.append(...KINDS.map((kind) => option(kind, words.kinds[kind])));
  select.value = kindOf(column);
  return select;
}

/** What a column becomes. @param {TableColumn} column @param {TableDescription["aim"]} aim @param {TableChoices} choices */
export function becomes({ role, why, kind, mean, deviation, values, becomes: made }, aim, choices) {
  if (role === "off") return words.leftOut[why ?? "chosen"];
  if (role === "target" && aim === "classes") return words.classes(values);
  if (kind !== "number") return words.oneHot(made.length);
  if (mean === null || deviation === null || (role === "input" && choices.standardize === false))
    return words.asItIs;
  return words.scaled(role === "target" ? "y" : "x", mean, deviation);
}

const WIDTH = 110;
const HEIGHT = 20;

/** How often there is what. @param {TableColumn} column */
function bars({ histogram, counts, kind }) {
  const heights = kind === "number" ? histogram : counts.map(([, rows]) => rows);
  const most = Math.max(1, ...heights);
  const step = WIDTH / Math.max(heights.length, 1);
  const drawn = heights.map((rows, index) => {
    const height = rows === 0 ? 0 : Math.max(1, (rows / most) * HEIGHT);
    const width = Math.min(step * 0.8, HEIGHT);
    return svg("rect", { attrs: { x: index * step, y: HEIGHT - height, width, height } });
  });
  return svg(
    "svg",
    {
      attrs: {
        width: WIDTH,
        height: HEIGHT,
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        "aria-hidden": "true",
      },
    },
    ...drawn,
  );
}
