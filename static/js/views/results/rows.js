/** Rows of the data with what the network says of them: as pictures where they are images, else in figures. */

/** @import { Question, ResultRow, ResultRows, RunHere } from "../../state/types" */

import { el } from "../../draw/dom.js";
import { textOf } from "../../line/said.js";
import { results } from "../../words/en-results.js";
import { pretty } from "../../words/names.js";
import { full } from "../../words/numbers.js";
import { spoken } from "../../words/words.js";
import { drawPicture } from "../panel/picture.js";

const words = spoken(results);
/** More inputs of a row are counted. */
const MOST_INPUTS = 8;
/** Whose outputs are probabilities. */
const SHARES = ["sigmoid", "softmax"];

/**
 * @param {RunHere} run
 * @param {Asked} asked
 * @param {ResultRows} told
 */
export function rowsOf(run, asked, told) {
  const rows = told.rows.map((row) => (run.image ? picture : figures)(run, asked, row));
  const none = told.total ? words.withoutRows : words.noRows;
  if (!rows.length) return el("p", { class: "small-print", text: none });
  return el("ol", { class: run.image ? "result-pictures" : "result-rows" }, ...rows);
}

/** Draw the pictures of a list that is on the page. @param {Element} list @param {RunHere} run @param {ResultRows} told */
export function drawRows(list, run, told) {
  if (!run.image) return;
  for (const [at, canvas] of Array.from(list.querySelectorAll("canvas")).entries())
    drawPicture(canvas, told.rows[at].inputs, run.image);
}

/** @typedef {{question: Question | null, output: number, half: "train" | "test", sends: boolean}} Asked what rows are asked, the output that answers it alone, else 0, and whether a row can be sent through the network */

/** @param {RunHere} run @param {Asked} asked @param {ResultRow} row */
function picture(run, asked, row) {
  const [target, said] = namesOf(asked, row);
  const how = sureness(run, asked, row);
  const text = textOf(run, asked.half, row.row);
  const name = words.picture(row.row + 1, target, said, how);
  const parts = [
    el("canvas", { attrs: { "aria-hidden": "true" } }),
    ...(text ? [el("span", { class: "small-print", text })] : []),
    el("span", { text: words.isSaid(target, said) }),
    el("span", { class: "small-print", text: how }),
  ];
  const title = asked.sends ? words.send(name) : name;
  const named = { "aria-label": title, title };
  return el(
    "li",
    {},
    asked.sends
      ? el("button", { attrs: { type: "button", ...named } }, ...parts)
      : el("div", { attrs: { role: "group", ...named } }, ...parts),
  );
}

/** @param {RunHere} run @param {Asked} asked @param {ResultRow} row */
function figures(run, asked, row) {
  const { names } = run.layers[0];
  const text = textOf(run, asked.half, row.row);
  const inputs = (text ? [] : worthTelling(row.inputs)).map((at) =>
    el("span", {
      class: "result-input",
      text: words.input(pretty(names[at]), row.inputs[at]),
      attrs: { title: full(row.inputs[at]) },
    }),
  );
  const left = text ? 0 : row.inputs.length - inputs.length;
  return el(
    "li",
    {},
    el(
      "div",
      { class: "result-head" },
      el("span", { class: "result-number", text: words.row(row.row + 1) }),
      ...(asked.question ? verdict(run, asked, row) : values(run, row)),
    ),
    el(
      "div",
      { class: "result-inputs small-print" },
      text,
      ...inputs,
      ...(left ? [el("span", { text: words.moreInputs(left) })] : []),
    ),
  );
}

/** Which inputs are told: of many those that are not 0. @param {readonly number[]} inputs */
export function worthTelling(inputs) {
  const all = Array.from(inputs.keys());
  const told = all.length > MOST_INPUTS ? all.filter((at) => inputs[at] !== 0) : all;
  return told.slice(0, MOST_INPUTS);
}

/** @param {RunHere} run @param {Asked} asked @param {ResultRow} row */
function verdict(run, asked, row) {
  const [target, said] = namesOf(asked, row);
  return [
    el("span", { text: words.isSaid(target, said) }),
    el("strong", { text: sureness(run, asked, row) }),
  ];
}

/** @param {RunHere} run @param {ResultRow} row */
function values(run, row) {
  const { names } = run.layers[run.layers.length - 1];
  return names.map((name, at) =>
    el("span", {
      text: words.value(names.length > 1 ? pretty(name) : "", row.targets[at], row.outputs[at]),
    }),
  );
}

/** @param {Asked} asked @param {ResultRow} row */
function namesOf({ question }, { target, said }) {
  return [target, said].map((each) => pretty(question?.classes[each ?? 0] ?? ""));
}

/**
 * The probability of what is said; where outputs are none, the output itself.
 * @param {RunHere} run
 * @param {Asked} asked
 * @param {ResultRow} row
 */
export function sureness(run, { output }, { outputs, said }) {
  const answersAlone = run.classes.length === 0 || outputs.length === 1;
  const value = outputs[answersAlone ? output : (said ?? 0)] ?? Number.NaN;
  if (!SHARES.includes(run.layers[run.layers.length - 1].activation ?? ""))
    return words.says(value);
  return words.sure(answersAlone && said === 0 ? 1 - value : value);
}
