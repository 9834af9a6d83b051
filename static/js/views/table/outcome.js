/** Beside the columns: the cells that cannot be used with what becomes of them, and what the network gets. */

/** @import { TableChoices, TableDescription } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { table } from "../../words/en-table.js";
import { number } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { option } from "./reading.js";

const words = spoken(table);
const MOST_CELLS = 6;
const MISSING = /** @type {const} */ (["drop", "mean", "refuse"]);
const TRAIN_PERCENTS = [50, 60, 70, 80, 90, 100];

/**
 * @param {TableDescription} description
 * @param {TableChoices} choices
 * @param {(choices: TableChoices) => void} choose
 */
export function flagged(description, choices, choose) {
  const { cells, flagged: count, ragged } = description;
  if (count + ragged.length === 0) return null;
  const heads = [
    ...(count > 0 ? [words.unusable(count)] : []),
    ...(ragged.length > 0 ? [words.ragged(ragged.length)] : []),
  ].map((text) => el("h3", { text }));
  const lines = [
    ...cells.map(({ row, column, value }) => [words.row(row), column, value || words.noValue]),
    ...ragged.map(({ row, cells: width }) => [words.row(row), "", words.flagged(width)]),
  ];
  const shown = lines
    .slice(0, MOST_CELLS)
    .map((line) => el("tr", {}, ...line.map((text) => el("td", { text, attrs: { title: text } }))));
  const more = count + ragged.length - shown.length;
  return el(
    "section",
    { class: "table-flagged" },
    ...heads,
    el("table", { attrs: { "aria-label": heads[0].textContent ?? "" } }, el("tbody", {}, ...shown)),
    ...(more > 0 ? [el("p", { class: "small-print", text: words.more(more) })] : []),
    el(
      "fieldset",
      {},
      el("legend", { class: "visually-hidden", text: words.choice }),
      ...MISSING.map((missing) => missingField(missing, description, choices, choose)),
    ),
  );
}

/**
 * @param {typeof MISSING[number]} missing
 * @param {TableDescription} description
 * @param {TableChoices} choices
 * @param {(choices: TableChoices) => void} choose
 */
function missingField(missing, description, choices, choose) {
  const radio = el("input", {
    attrs: { type: "radio", name: "table-missing", id: `table-missing-${missing}` },
    on: { change: () => choose({ ...choices, missing }) },
  });
  radio.checked = choices.missing === missing;
  return el(
    "label",
    {},
    radio,
    el("span", { text: words.missing[missing] }),
    el("span", { class: "small-print", text: hint(missing, description, radio.checked) }),
  );
}

/** @param {typeof MISSING[number]} missing @param {TableDescription} description @param {boolean} isChosen */
function hint(missing, { kept, columns }, isChosen) {
  if (missing === "refuse") return words.missingHint.refuse;
  if (missing === "drop") return isChosen ? words.missingHint.drop(kept) : "";
  const concerned = columns.filter((column) => column.role !== "off" && column.flagged > 0);
  const mean = concerned.length === 1 ? concerned[0].mean : null;
  return words.missingHint.mean(mean === null ? null : number(mean));
}

/**
 * @param {TableDescription} description
 * @param {TableChoices} choices
 * @param {(choices: TableChoices) => void} choose
 */
export function gets(description, choices, choose) {
  const { inputs, columns, train_rows, test_rows, network, why } = description;
  const targets = columns.filter(({ role }) => role === "target").map(({ name }) => name);
  const told = targets.length > 0 ? words.aim(targets.join(", "), description) : words.noTarget;
  const begins = network
    ? `${network.units.join("–")}, ${[...new Set(network.activations)].join(", ")}`
    : "–";
  return el(
    "section",
    { class: "table-gets", attrs: { "aria-labelledby": "table-gets" } },
    el("h3", { class: "eyebrow", text: words.gets, attrs: { id: "table-gets" } }),
    el(
      "dl",
      {},
      ...entry(words.inputs, String(inputs)),
      ...entry(words.targets, told),
      ...(why ? [el("dd", { class: "small-print", text: words.why_target[why] })] : []),
      ...entry(words.rows, splitField(choices, choose)),
      ...entry(words.rowCounts, words.trainTest(train_rows, test_rows)),
      ...entry(words.begins, begins),
    ),
    standardiseField(choices, choose),
  );
}

/** @param {string} name @param {Node | string} value */
function entry(name, value) {
  return [el("dt", { text: name }), el("dd", {}, value)];
}

/** @param {TableChoices} choices @param {(choices: TableChoices) => void} choose */
function splitField(choices, choose) {
  const select = el("select", {
    attrs: { id: "table-split", "aria-label": words.rows },
    on: { change: () => choose({ ...choices, train_fraction: Number(select.value) / 100 }) },
  });
  select.append(
    ...TRAIN_PERCENTS.map((percent) =>
      option(String(percent), words.split(percent, 100 - percent)),
    ),
  );
  select.value = String(Math.round((choices.train_fraction ?? 0) * 100));
  return select;
}

/** @param {TableChoices} choices @param {(choices: TableChoices) => void} choose */
function standardiseField(choices, choose) {
  const box = el("input", {
    attrs: { type: "checkbox", id: "table-standardise" },
    on: { change: () => choose({ ...choices, standardize: box.checked }) },
  });
  box.checked = choices.standardize !== false;
  return el("label", {}, box, words.standardise);
}
