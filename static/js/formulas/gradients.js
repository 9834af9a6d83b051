/** The gradients of one neuron: what came in along each weight times its delta, or the mean or sum of that. */

/** @import { Focus } from "./focus.js" */
/** @import { Row, Section } from "./parts.js" */

import { isSummed } from "../state/reduction.js";
import { columnOf } from "../state/tensors.js";
import { enough } from "./digits.js";
import { incoming, numberOf, tensorsOf, unitsOf } from "./focus.js";
import { traced, unitMade } from "./made.js";
import { given, inDigits, plain, row, section, symbol, symbols, text } from "./parts.js";
import { largest, restRows } from "./terms.js";
import { formulas } from "./words.js";

/** @param {Focus} focus @returns {Section} */
export function gradients(focus) {
  const j = focus.unit + 1;
  const summed = isSummed(focus.run.spec);
  const all = focus.wholeBatch ? batchGradients(focus) : sampleGradients(focus);
  const cut = largest(all, ({ value }) => value);
  const bias = focus.run.spec.use_biases ? [biasRow(focus)] : [];
  const rows = [...cut.kept.map(({ row }) => row), ...restRows(cut), ...bias];
  const name = [
    text("∂"),
    symbol(focus.wholeBatch ? "L" : "ℓ"),
    text("/∂"),
    symbol("w", `i${j}`),
    text(" = "),
  ];
  const product = [symbol("a", "i"), text(" · "), symbol("δ", j)];
  return focus.wholeBatch
    ? section(formulas.backward.batchGradients(summed), {
        lines: [symbols(...name, text(formulas.backward.batchOf(summed)), ...product)],
        rows,
      })
    : section(formulas.backward.sampleGradients, {
        lines: [symbols(...name, ...product)],
        rows,
      });
}

/** @param {Focus} focus @returns {{value: number, row: Row}[]} */
function sampleGradients(focus) {
  const delta = numberOf(focus, "delta", focus.layer, focus.unit);
  return Array.from({ length: unitsOf(focus, focus.layer - 1) }, (_, from) => {
    const a = numberOf(focus, "a", focus.layer - 1, from);
    const digits = enough([a, delta], (a, delta) => a * delta, a * delta);
    const [input, blame] = [
      traced(inDigits(plain(a), digits), unitMade(focus, "a", from, focus.layer - 1)),
      traced(inDigits(given(delta), digits), unitMade(focus, "delta")),
    ];
    const parts = [input, text(" · "), blame, text(" = "), given(a * delta, "middle")];
    return { value: a * delta, row: row(`i=${from + 1}`, parts, { edge: incoming(focus, from) }) };
  });
}

/** @param {Focus} focus @returns {{value: number, row: Row}[]} */
function batchGradients(focus) {
  const { grad_w } = tensorsOf(focus);
  if (!grad_w) return [];
  return columnOf(grad_w, focus.unit).map((value, from) => ({
    value,
    row: row(`i=${from + 1}`, [given(value, "middle")], { edge: incoming(focus, from) }),
  }));
}

/** @param {Focus} focus @returns {Row} */
function biasRow(focus) {
  const { grad_b } = tensorsOf(focus);
  if (focus.wholeBatch)
    return row(formulas.bias, [given(grad_b?.data[focus.unit] ?? Number.NaN, "middle")]);
  return row(formulas.bias, [
    text("δ = "),
    traced(
      given(numberOf(focus, "delta", focus.layer, focus.unit), "middle"),
      unitMade(focus, "delta"),
    ),
  ]);
}
