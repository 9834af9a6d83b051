/** The words of the dialog that brings a table of one's own. */

/** @import { TableColumn, TableDescription } from "../state/types" */

import { count, full, number } from "./numbers.js";

/** @type {Record<string, string>} */
const CELLS = { missing: "a value", not_a_number: "a number" };

export const table = {
  title: "Your own table",
  close: "Close",
  cancel: "Cancel",
  use: "Use this table",
  stays: "The table stays with the run: link, export and reset use it as it is here.",

  /** Before there is a file. */
  choose: "Choose a CSV file…",
  drop: "or drop a file anywhere on this page",
  paste: "or paste rows",
  pasteHint: "The first row may have the names of the columns.",
  example: "size, floor, rent\n44.3, 0, 570\n25.7, 4, 556",
  look: "Look at these rows",
  reading: "The file is being read.",

  /** @param {TableDescription} description */
  size: ({ rows, columns, bytes }) =>
    `${some(rows, "row", "rows")} × ${some(columns.length, "column", "columns")} · ${bytesOf(bytes)}`,

  /** How it is written. */
  found: "Found in the file. Change what is wrong.",
  notFound: "Change how the file is read.",
  asFound: "as found",
  delimiter: "Columns split by",
  delimiters: { ",": ", comma", ";": "; semicolon", "\t": "tab", "|": "| bar" },
  decimal: "Decimals",
  decimals: { ".": ". point", ",": ", comma" },
  header: "First row",
  headers: { true: "names", false: "values" },
  encoding: "Encoding",
  encodings: { "utf-8": "UTF-8", "utf-16": "UTF-16", "windows-1252": "Windows-1252" },

  /** Its columns. */
  columns: "Columns",
  target: "target",
  column: "column",
  kind: "kind",
  values: "values",
  range: "from … to",
  becomes: "becomes",
  /** @param {string} name */
  targetOf: (name) => `${name} is a target`,
  /** @param {string} name */
  kindOf: (name) => `Kind of ${name}`,
  kinds: { number: "number", category: "category", off: "off" },
  /** @param {number} cells */
  flagged: (cells) => some(cells, "cell", "cells"),
  /** @param {TableColumn} column */
  rangeOf: ({ kind, low, high, counts, values }) => {
    if (kind === "number")
      return low === null || high === null ? "" : `${short(low)} … ${short(high)}`;
    if (counts.length === 0) return values > 0 ? `${count(values)} different` : "";
    return counts.length === 1 ? counts[0][0] : `${counts[0][0]} … ${counts.at(-1)?.[0]}`;
  },
  /** @param {string} variable @param {number} mean @param {number} deviation */
  scaled: (variable, mean, deviation) => {
    const centred = `${variable} ${mean < 0 ? "+" : "−"} ${number(Math.abs(mean))}`;
    return deviation === 1 ? centred : `(${centred}) / ${number(deviation)}`;
  },
  asItIs: "as it is",
  /** @param {number} inputs */
  oneHot: (inputs) => `${some(inputs, "input", "inputs")} of 0 or 1`,
  /** @param {number} classes */
  classes: (classes) => some(classes, "class", "classes"),
  leftOut: {
    chosen: "left out",
    empty: "left out: no cell has a value that can be used",
    text: "left out: text with more than 32 values",
    constant: "left out: always the same",
  },
  rule: "number: standardised by the training rows · category: 0 or 1 for each value · off: left out",

  /** Cells without a usable value. */
  /** @param {number} cells */
  unusable: (cells) =>
    cells === 1 ? "1 cell cannot be used" : `${count(cells)} cells cannot be used`,
  /** @param {number} rows */
  ragged: (rows) =>
    rows === 1
      ? "1 row has another number of cells"
      : `${count(rows)} rows have another number of cells`,
  /** @param {number} row */
  row: (row) => `row ${count(row)}`,
  noValue: "no value",
  /** @param {number} cells */
  more: (cells) => `and ${count(cells)} more`,
  choice: "What becomes of them",
  missing: {
    drop: "drop these rows",
    mean: "use the column’s mean",
    refuse: "refuse the table",
  },
  missingHint: {
    /** @param {number} kept */
    drop: (kept) => `${count(kept)} stay`,
    /** @param {string | null} mean */
    mean: (mean) => mean ?? "of each column",
    refuse: "mend the file first",
  },

  /** What comes of it. */
  outcome: "What comes of the table",
  gets: "What the network gets",
  inputs: "inputs",
  targets: "target",
  noTarget: "none chosen yet",
  rows: "train / test",
  /** @param {number} train @param {number} test */
  split: (train, test) => `${train} / ${test} %`,
  rowCounts: "rows",
  /** @param {number} train @param {number} test */
  trainTest: (train, test) => `${count(train)} / ${count(test)}`,
  begins: "to begin with",
  standardise: "standardise numbers",
  /** @param {string} names @param {TableDescription} description */
  aim: (names, { aim, outputs }) =>
    aim === "classes" ? `${names}, ${some(outputs, "class", "classes")}` : names,
  why_target: {
    chosen: "as chosen",
    text: "classes, because it is text",
    few_whole_numbers: "classes, because it has few whole numbers",
    many_whole_numbers: "numbers, because it has many",
    fractions: "numbers, because not all are whole",
    several: "numbers, because there are several",
  },

  /** The rows as they stand in the file. */
  preview: "Rows: the first and the flagged",
  rowNumber: "row",
  dropped: "dropped",

  /** @param {string} place @param {string} what */
  cannot: (place, what) => `${place}: ${what}`,
  /** @param {string} allowed @param {string} got */
  refused: (allowed, got) => (got ? `should be ${allowed}, is ${got}` : `should be ${allowed}`),
  needsTarget: "Choose a target first.",
  /** What would be taken, by the code of a refusal that only files meet. */
  allowed: {
    /** @param {{ why: string, cells: number, low: number, high: number }} limit */
    unusable: ({ why, cells, low, high }) =>
      (CELLS[why] ?? `from ${number(low)} to ${number(high)}`) +
      (cells > 1 ? ` (one of ${count(cells)} such cells)` : ""),
    /** @param {{ length: number, as: string }} limit */
    wrong_length: ({ length, as }) => `${some(length, "cell", "cells")}, as many as ${as} has`,
    /** @param {{ encoding?: string }} limit */
    bad_encoding: ({ encoding }) =>
      `UTF-8${encoding ? `, not ${encoding}` : ""}: choose its encoding above`,
    /** @param {{ line: number }} limit */
    unclosed: ({ line }) => `closed by a quote (it is opened by one in line ${line})`,
    binary: () => "text, as a CSV file is",
    /** @param {number} bytes */
    too_many_bytes: (bytes) => `of at most ${bytesOf(bytes)}`,
    /** @param {string} what */
    invalid: (what) => what,
  },
};

/** @param {number} number @param {string} one @param {string} many */
function some(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** @param {number} value */
function short(value) {
  return full(Number(value.toPrecision(5)));
}

const KILO = 1000;

/** @param {number} bytes */
function bytesOf(bytes) {
  if (bytes < KILO) return some(bytes, "byte", "bytes");
  return bytes < KILO ** 2 ? `${number(bytes / KILO)} kB` : `${number(bytes / KILO ** 2)} MB`;
}
