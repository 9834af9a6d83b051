/** Backward: blame times slope is delta; delta times what came in is the gradient of each weight. */

/** @import { Focus } from "./focus.js" */
/** @import { Formula, Line, Part, Role } from "./parts.js" */
/** @import { Term } from "./terms.js" */

import { at, columnOf } from "../state/tensors.js";
import { enough, shortest } from "./digits.js";
import { evaluate, inlined, sumsIn, unheld } from "./expression.js";
import { fill, filledSlope, sumOver } from "./filled.js";
import {
  activated,
  activationInfo,
  activationName,
  letterOf,
  lossInfo,
  numberOf,
  ofSample,
  outgoing,
  spotOf,
  tensorsOf,
  unitsOf,
} from "./focus.js";
import { gradients } from "./gradients.js";
import { meanLines } from "./loss.js";
import { parameterMade, traced, unitMade } from "./made.js";
import {
  ended,
  equals,
  given,
  inDigits,
  mean,
  numbers,
  plain,
  said,
  symbol,
  symbols,
  tag,
  term,
  text,
  typed,
} from "./parts.js";
import { indexed, inSymbols } from "./symbols.js";
import { product, sumOf } from "./terms.js";
import { treeAt, worthOf } from "./tree.js";
import { formulas } from "./words.js";

const TIMES = text("\u202f·\u202f");

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections">} */
export function backward(focus) {
  const delta = numberOf(focus, "delta", focus.layer, focus.unit);
  return {
    words: sayingOf(focus),
    lines: ended(
      focus.wholeBatch ? batchLines(focus) : sampleLines(focus),
      ...[delta, undefined, unitMade(focus, "delta")],
    ),
    result: delta,
    curve: null,
    sections: [gradients(focus)],
  };
}

/** Whether the loss is made for its output activation, so that the slope cancels. @param {Focus} focus */
export function slopeCancels(focus) {
  return focus.layer === focus.last && lossInfo(focus).output_activation !== null;
}

/** Whether δ of one unit depends on the blame of all units of its layer. @param {Focus} focus */
function isCoupled(focus) {
  return Boolean(activationInfo(focus).couples_units);
}

/**
 * What each neuron of the next layer sends back along its weight.
 * @param {Focus} focus
 * @returns {{to: number, w: number, delta: number}[]}
 */
function blameTerms(focus) {
  const { w, delta } = tensorsOf(focus, focus.layer + 1);
  if (!w || !delta) return [];
  return Array.from({ length: unitsOf(focus, focus.layer + 1) }, (_, to) => {
    return { to, w: at(w, focus.unit, to), delta: at(delta, focus.sample, to) };
  });
}

/** @param {Focus} focus @returns {Part[]} */
function sayingOf(focus) {
  const { cancelled, share, output, hidden, means } = formulas.backward;
  if (focus.wholeBatch) return said(means(madeAs(focus), focus.samples));
  if (slopeCancels(focus)) return said(cancelled);
  if (isShare(focus)) return said(share);
  return said(focus.layer === focus.last ? output : hidden);
}

/** @param {Focus} focus */
function madeAs(focus) {
  if (slopeCancels(focus)) return "cancelled";
  if (!isCoupled(focus)) return "own";
  return isShare(focus) ? "share" : "coupled";
}

/** @param {Focus} focus */
function isShare(focus) {
  return activationName(focus) === "softmax";
}

/** @param {Focus} focus @returns {Line[]} */
function batchLines(focus) {
  const { delta } = tensorsOf(focus);
  const j = focus.unit + 1;
  return delta ? meanLines(mean("δ", j), "δ", columnOf(delta, focus.unit)) : [];
}

/** @param {Focus} focus @returns {Line[]} */
function sampleLines(focus) {
  if (slopeCancels(focus)) return cancelledLines(focus);
  if (isCoupled(focus)) return coupledLines(focus);
  return focus.layer === focus.last ? outputLines(focus) : hiddenLines(focus);
}

/** @param {Focus} focus @returns {Line[]} */
function cancelledLines(focus) {
  const j = focus.unit + 1;
  const { delta_lines, constants } = lossInfo(focus);
  if (!delta_lines) return [];
  const expr = inlined(delta_lines);
  const tree = treeAt(expr, spotOf(focus, constants));
  return [
    symbols(symbol("δ", j), text(" = "), ...indexed(expr, letterOf(focus), j, ["a", "y"])),
    numbers(text("= "), ...fill(tree, ofSample(focus, "delta"))),
  ];
}

/** @param {Focus} focus @returns {Line[]} */
function outputLines(focus) {
  const j = focus.unit + 1;
  return [
    symbols(
      symbol("δ", j),
      text(" = ∂ℓ/∂"),
      symbol("a", j),
      TIMES,
      text("f′("),
      symbol("z", j),
      text(")"),
    ),
    ...outputBlameLines(focus),
    ...slopeLines(focus),
  ];
}

/** @param {Focus} focus @returns {Line[]} */
function outputBlameLines(focus) {
  const { slope, slope_lines, constants } = lossInfo(focus);
  const blame = ofSample(focus, "d_a");
  if (!slope_lines) return [numbers(text(`∂ℓ/∂a = ${slope}`), ...equals(blame, "middle"))];
  const expr = inlined(slope_lines);
  const spot = spotOf(focus, constants);
  const inner = unheld(expr);
  const tree = treeAt(inner, spot);
  const value = worthOf(tree);
  const isHeld = inner !== expr && value !== blame;
  return [
    numbers(text(`∂ℓ/∂a = ${slope || inSymbols(expr, letterOf(focus))}`)),
    numbers(
      text("= "),
      ...fill(tree, isHeld ? value : blame),
      ...equals(isHeld ? value : blame, isHeld ? "given" : "middle"),
      ...(isHeld ? [text(formulas.backward.heldAt), given(blame, "middle", shortest(blame))] : []),
    ),
  ];
}

/** @param {Focus} focus @returns {Line[]} */
function hiddenLines(focus) {
  const j = focus.unit + 1;
  return [
    symbols(
      symbol("δ", j),
      text(" = (Σ"),
      symbol("", "k"),
      text("\u2009"),
      symbol("w", `${j}k`),
      TIMES,
      symbol("δ", "k"),
      text(") · f′("),
      symbol("z", j),
      text(")"),
      ...(tensorsOf(focus).mask ? [TIMES, symbol("m", j)] : []),
      text(" "),
      tag(formulas.backward.oldWeights),
    ),
    ...blameLines(focus),
    ...slopeLines(focus),
  ];
}

/** @param {Focus} focus @returns {Line[]} */
function blameLines(focus) {
  const blame = ofSample(focus, "d_a");
  const next = focus.layer + 1;
  const terms = blameTerms(focus).map(({ to, w, delta }) =>
    product(
      traced(given(w), parameterMade(focus, focus.unit, to, next)),
      traced(given(delta), unitMade(focus, "delta", to, next)),
      (w, delta) => term(outgoing(focus, to), w, TIMES, delta),
    ),
  );
  if (!tensorsOf(focus).mask) return [blameLine(terms, blame)];
  const kept = ofSample(focus, "mask");
  const sent = blameTerms(focus).reduce((sum, { w, delta }) => sum + w * delta, 0);
  return [
    blameLine(terms, sent),
    numbers(
      text(formulas.backward.masked),
      inDigits(
        given(sent),
        enough([sent], (sent) => sent * kept, blame),
      ),
      TIMES,
      typed(kept),
      ...equals(blame, "middle"),
    ),
  ];
}

/** What comes back along the connections, added up. @param {Term[]} terms @param {number} blame @returns {Line} */
function blameLine(terms, blame) {
  const start = text(formulas.backward.blame);
  return numbers(start, ...sumOf(terms, blame), ...equals(blame, "middle"));
}

/** The slope, then blame × slope. @param {Focus} focus @returns {Line[]} */
function slopeLines(focus) {
  const info = activationInfo(focus);
  const [blame, slope] = [ofSample(focus, "d_a"), ofSample(focus, "slope")];
  const delta = ofSample(focus, "delta");
  const digits = enough([blame, slope], (blame, slope) => blame * slope, delta);
  const letter = letterOf(focus);
  const symbolic =
    info.slope.replaceAll(/\ba\b/g, letter("a")) ||
    (info.slope_lines && inSymbols(inlined(info.slope_lines), letter));
  return [
    numbers(
      text(`slope = ${symbolic}`),
      ...filledSlope(info, ofSample(focus, "z"), activated(focus), slope),
    ),
    numbers(
      symbol("δ", focus.unit + 1),
      text(" = "),
      inDigits(given(blame), digits),
      text(" · "),
      inDigits(plain(slope), digits),
    ),
  ];
}

/** δ of an activation whose every output depends on all inputs: first what is made of all, then this one's. @param {Focus} focus @returns {Line[]} */
function coupledLines(focus) {
  const { delta_lines, constants } = activationInfo(focus);
  const lines = focus.layer < focus.last ? blameLines(focus) : outputBlameLines(focus);
  if (!delta_lines) return lines;
  const j = focus.unit + 1;
  const expr = inlined(delta_lines);
  const spot = spotOf(focus, constants);
  const letter = letterOf(focus);
  const names = ["a", "d_a"];
  return [
    symbols(
      symbol("δ", j),
      text(" = "),
      ...indexed(expr, letter, j, names),
      text(`,  g = ∂ℓ/∂${letter("a")}`),
    ),
    ...lines,
    ...sumsIn(expr).map((sum) =>
      numbers(
        ...indexed(sum, letter, j, names),
        text(" = "),
        ...sumOver(sum[1], spot, Number(evaluate(sum, spot.values)), roleOf),
        ...equals(Number(evaluate(sum, spot.values)), "middle"),
      ),
    ),
    numbers(
      symbol("δ", j),
      text(" = "),
      ...fill(treeAt(expr, spot), ofSample(focus, "delta"), roleOf),
    ),
  ];
}

/** The sign of blame is news. @param {string} key @returns {Role} */
function roleOf(key) {
  return key === "d_a" ? "given" : "plain";
}
