/** The words of how well a run does on all its rows. */

import { count, number } from "./numbers.js";

/** @param {number} rows @param {boolean} tests */
const rowsOf = (rows, tests) => `${count(rows)} ${kindOf(rows, tests)}`;

/** @param {number} rows @param {boolean} tests */
const kindOf = (rows, tests) => `${tests ? "test" : "training"} ${rows === 1 ? "row" : "rows"}`;

/** @param {number} rows */
const plain = (rows) => `${count(rows)} ${rows === 1 ? "row" : "rows"}`;

export const results = {
  waiting: "Measuring…",
  /** @param {number} epoch */
  atEnd: (epoch) =>
    `As it was after epoch ${count(epoch)}: a saved page has this of the ends of its epochs.`,
  /** @param {number} epoch */
  rowsAtEnd: (epoch) => `This page has its rows at its end, after epoch ${count(epoch)}.`,
  withoutRows: "This page does not have its rows.",
  halves: "Rows counted",
  train: "train",
  test: "test",

  confusion: "Confusion",
  question: "Which output",
  /** @param {string} name */
  is: (name) => `is ${name}`,
  /** @param {string} name */
  said: (name) => `said ${name}`,
  corner: "said →\nis ↓",
  /** @param {number} rows @param {boolean} tests @param {string} target @param {string} said */
  cell: (rows, tests, target, said) => `${rowsOf(rows, tests)}: is ${target}, said ${said}`,
  /** The same without the number, which stands before it. @param {number} rows @param {boolean} tests @param {string} target @param {string} said */
  kind: (rows, tests, target, said) => `${kindOf(rows, tests)}: is ${target}, said ${said}`,
  /** @param {number} rows @param {string} target @param {string} said */
  lit: (rows, target, said) => `${plain(rows)}: ${target} → ${said}`,
  /** @param {string} share */
  share: (share) => `${share} %`,
  /** @param {string} share @param {boolean} tests */
  right: (share, tests) => `${share} % of the ${tests ? "test" : "training"} rows are said right`,
  mixedUp: "Most often mixed up",
  /** @param {string} target @param {string} said @param {number} rows */
  mixed: (target, said, rows) => `${target} said to be ${said}: ${plain(rows)}`,
  nothingMixed: "No row is said wrongly.",

  close: "Close the rows",
  noRows: "No row is like that now.",
  /** @param {number} shown @param {number} all */
  firstOf: (shown, all) => `The first ${count(shown)} of ${count(all)}.`,
  /** @param {number} rows @param {boolean} tests */
  furthest: (rows, tests) => `The furthest off of ${rowsOf(rows, tests)}`,
  rows: "Rows",
  showFurthest: "Show the rows that are furthest off",
  showWrong: "Show the rows that are said wrongly",
  /** @param {number} rows @param {boolean} tests */
  wrong: (rows, tests) => `${rowsOf(rows, tests)} said wrongly`,
  /** @param {string} row */
  send: (row) => `${row}. Send it through the network`,
  worstFirst: "The largest loss comes first.",
  /** @param {number} row from 1 */
  row: (row) => `row ${count(row)}`,
  /** @param {string} target @param {string} said */
  isSaid: (target, said) => `${target} → ${said}`,
  /** @param {number} row from 1 @param {string} target @param {string} said @param {string} how */
  picture: (row, target, said, how) => `Row ${count(row)}: is ${target}, said ${said}, ${how}`,
  /** @param {number} share 0 … 1 */
  sure: (share) => `${share > 0.9995 && share < 1 ? "> 99.9" : number(share * 100)} %`,
  /** @param {number} value */
  says: (value) => `says ${number(value)}`,
  /** @param {string} name @param {number | null} target @param {number | null} output */
  value: (name, target, output) =>
    `${name && `${name}: `}is ${number(target ?? Number.NaN)}, said ${number(output ?? Number.NaN)}`,
  /** @param {string} name @param {number} value */
  input: (name, value) => `${name} ${number(value)}`,
  /** @param {number} inputs */
  moreInputs: (inputs) => `and ${count(inputs)} more`,

  r2: "R² of each output",
  r2Rule:
    "R² is the share of a target’s variance that the output explains: 1 is all of it, 0 no more than its mean would.",
  noR2: "does not vary",

  units: "Units",
  allLearn: "Every hidden unit still learns.",
  /** @param {number} units */
  moreUnits: (units) => `and ${count(units)} more`,
  /** @type {Record<"dead" | "saturated", string>} */
  troubles: { dead: "is dead", saturated: "is saturated" },
  /** @param {number} layer @param {number} unit from 1 */
  unit: (layer, unit) => `h${layer}.${unit}`,
  /** A neuron in the list of its layer's. @param {string} neuron @param {string} why */
  troubled: (neuron, why) => `${neuron}, ${why}`,
  /** @type {Record<"dead" | "saturated", (rows: number, of: number) => string>} */
  reasons: {
    dead: (rows) => `0 on all ${count(rows)} rows`,
    saturated: (rows, of) => `flat on ${percent(rows / of)} % of the rows`,
  },
  /** @type {Record<"dead" | "saturated", string>} */
  rules: {
    dead: "Dead: activation and slope are 0 on every training row, so nothing goes on, and no error comes back.",
    saturated:
      "Saturated: pressed to a flat end on at least 95 % of the training rows, where the slope is under 2 % of its steepest.",
  },

  edits: "Changes on the way",
  noEdits: "None yet. What you change while the run goes on is listed here.",
  /** @param {number} epoch */
  epoch: (epoch) => `epoch ${count(epoch)}`,
  /** @param {string} place @param {string} what */
  goTo: (place, what) => `${place}: ${what}. Go there`,
  /** @param {string} what */
  undoTo: (what) => `Undo this and what came after it: ${what}`,
  /** @param {string} what */
  without: (what) => `Branch without ${what}`,
  ahead: "ahead",
};

/** @param {number} share 0 … 1 */
function percent(share) {
  return String(Math.floor(share * 100));
}
