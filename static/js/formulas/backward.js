/** Backward: blame times slope is delta; delta times what came in is the gradient of each weight. */

/** @import { Focus } from "./focus.js" */
/** @import { Formula, Line, Part } from "./parts.js" */

import { enough, MOST_WRITTEN } from "./digits.js";
import { filledSlope } from "./filled.js";
import {
  activationInfo,
  activationName,
  lossInfo,
  numberOf,
  outgoing,
  tensorsOf,
  unitsOf,
} from "./focus.js";
import { gradients } from "./gradients.js";
import { meanLines } from "./loss.js";
import {
  ended,
  equals,
  given,
  group,
  inDigits,
  mean,
  numbers,
  plain,
  strong,
  symbol,
  symbols,
  tag,
  term,
  text,
} from "./parts.js";
import { SHAPES } from "./shapes.js";
import { at, columnOf, targetsOf } from "./tensors.js";
import { product, sumOf } from "./terms.js";

/** ∂ℓ/∂a of the losses that go with any activation; the bound ones are never taken apart. */
/** @type {Record<string, (a: number, y: number) => number>} */
const LOSS_SLOPES = {
  squared_error: (a, y) => a - y,
  huber: (a, y) => Math.max(-1, Math.min(1, a - y)),
};

const TIMES = text("\u202f·\u202f");

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections">} */
export function backward(focus) {
  const delta = numberOf(focus, "delta", focus.layer, focus.unit);
  return {
    words: words(focus),
    lines: ended(focus.wholeBatch ? batchLines(focus) : sampleLines(focus), delta),
    result: delta,
    curve: null,
    sections: [gradients(focus)],
  };
}

/** Whether the loss is made for its output activation, so that the slope cancels. @param {Focus} focus */
export function slopeCancels(focus) {
  return focus.layer === focus.last && lossInfo(focus).output_activation !== null;
}

/**
 * ∂ℓ/∂a of one unit of this layer for this sample: from the loss, or as blame from the next layer.
 * @param {Focus} focus
 * @param {number} [unit]
 */
export function blameOf(focus, unit = focus.unit) {
  if (focus.layer < focus.last)
    return blameTerms(focus, unit).reduce((sum, { product }) => sum + product, 0);
  const { loss } = focus.run.spec;
  const { a } = tensorsOf(focus);
  const y = targetsOf(focus.state);
  if (!(loss in LOSS_SLOPES) || !a || !y) return Number.NaN;
  return LOSS_SLOPES[loss](at(a, focus.sample, unit), at(y, focus.sample, unit));
}

/**
 * What each neuron of the next layer sends back along its weight.
 * @param {Focus} focus
 * @param {number} [unit]
 * @returns {{to: number, w: number, delta: number, product: number}[]}
 */
function blameTerms(focus, unit = focus.unit) {
  const { w, delta } = tensorsOf(focus, focus.layer + 1);
  if (!w || !delta) return [];
  return Array.from({ length: unitsOf(focus, focus.layer + 1) }, (_, to) => {
    const [weight, blame] = [at(w, unit, to), at(delta, focus.sample, to)];
    return { to, w: weight, delta: blame, product: weight * blame };
  });
}

/** @param {Focus} focus @returns {Part[]} */
function words(focus) {
  return focus.wholeBatch ? batchWords(focus) : sampleWords(focus);
}

/** @param {Focus} focus @returns {Part[]} */
function batchWords(focus) {
  const samples = focus.samples === 1 ? "the one sample" : `all ${focus.samples} samples`;
  const isShare = activationName(focus) === "softmax";
  const made = isShare ? "blame less the average blame, times its share" : "blame × slope";
  const each = slopeCancels(focus) ? "answer − target" : made;
  return [
    text("Each sample has a δ of its own, "),
    strong(each),
    text(". This is their "),
    strong("mean"),
    text(` over ${samples}; choose “This sample” to see one made.`),
  ];
}

/** @param {Focus} focus @returns {Part[]} */
function sampleWords(focus) {
  if (slopeCancels(focus)) {
    return [
      text("The loss is made for this activation, so the "),
      strong("slope cancels"),
      text(": what is left is "),
      strong("answer − target"),
      text("."),
    ];
  }
  if (activationName(focus) === "softmax") {
    return [
      strong("Blame"),
      text(" for this share, less the "),
      strong("average"),
      text(" blame of all shares: they add up to 1, so one's gain is the others' loss."),
    ];
  }
  if (focus.layer === focus.last) {
    return [
      strong("Blame"),
      text(" starts at the loss, then is scaled by the "),
      strong("slope"),
      text(" of the activation."),
    ];
  }
  return [
    strong("Blame"),
    text(" comes back along each connection it feeds, then is scaled by the "),
    strong("slope"),
    text(" of its own activation."),
  ];
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
  if (activationName(focus) === "softmax") return softmaxLines(focus);
  return focus.layer === focus.last ? outputLines(focus) : hiddenLines(focus);
}

/** @param {Focus} focus @returns {Line[]} */
function cancelledLines(focus) {
  const j = focus.unit + 1;
  const delta = numberOf(focus, "delta", focus.layer, focus.unit);
  return [
    symbols(symbol("δ", j), text(" = "), symbol("a", j), text(" − "), symbol("y", j)),
    numbers(text("= "), ...errorOf(focus, delta)),
  ];
}

/** Answer − target, in digits enough to see how far apart they are. @param {Focus} focus @param {number} error @returns {Part[]} */
function errorOf(focus, error) {
  const a = numberOf(focus, "a", focus.layer, focus.unit);
  const y = numberOf(focus, "y", focus.layer, focus.unit);
  const digits = enough([a, y], (a, y) => a - y, error, MOST_WRITTEN);
  return [inDigits(plain(a), digits), text(" − "), inDigits(plain(y), digits)];
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
  const { slope } = lossInfo(focus);
  const blame = blameOf(focus);
  const name = text(`∂ℓ/∂a = ${slope}`);
  if (!(focus.run.spec.loss in LOSS_SLOPES)) return [numbers(name, ...equals(blame, "middle"))];
  const error =
    numberOf(focus, "a", focus.layer, focus.unit) - numberOf(focus, "y", focus.layer, focus.unit);
  const isHeld = error !== blame;
  return [
    numbers(name),
    numbers(
      text("= "),
      ...errorOf(focus, error),
      ...equals(error, isHeld ? "given" : "middle"),
      ...(isHeld ? [text(", held at "), given(blame, "middle", 1)] : []),
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
      text(" "),
      tag("uses the old w"),
    ),
    ...blameLines(focus),
    ...slopeLines(focus),
  ];
}

/** @param {Focus} focus @returns {Line[]} */
function blameLines(focus) {
  const blame = blameOf(focus);
  const terms = blameTerms(focus).map(({ to, w, delta }) =>
    product(given(w), given(delta), (w, delta) => term(outgoing(focus, to), w, TIMES, delta)),
  );
  return [numbers(text("blame = "), ...sumOf(terms, blame), ...equals(blame, "middle"))];
}

/** The slope, then blame × slope. @param {Focus} focus @returns {Line[]} */
function slopeLines(focus) {
  const [blame, slope] = [blameOf(focus), slopeOf(focus)];
  const z = numberOf(focus, "z", focus.layer, focus.unit);
  const a = numberOf(focus, "a", focus.layer, focus.unit);
  const delta = numberOf(focus, "delta", focus.layer, focus.unit);
  const digits = enough([blame, slope], (blame, slope) => blame * slope, delta);
  return [
    numbers(
      text(`slope = ${activationInfo(focus).slope}`),
      ...filledSlope(activationName(focus), z, a, slope),
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

/** How steep the activation is at this neuron's z; where its curve is not known here, what delta says. @param {Focus} focus */
function slopeOf(focus) {
  const z = numberOf(focus, "z", focus.layer, focus.unit);
  const a = numberOf(focus, "a", focus.layer, focus.unit);
  const shape = SHAPES[activationName(focus)];
  return shape
    ? shape.slope(z, a)
    : numberOf(focus, "delta", focus.layer, focus.unit) / blameOf(focus);
}

/** @param {Focus} focus @returns {Line[]} */
function softmaxLines(focus) {
  const j = focus.unit + 1;
  const shares = Array.from({ length: unitsOf(focus) }, (_, unit) =>
    numberOf(focus, "a", focus.layer, unit),
  );
  const blames = shares.map((_, unit) => blameOf(focus, unit));
  const average = shares.reduce((sum, a, unit) => sum + a * blames[unit], 0);
  const products = shares.map((a, unit) =>
    product(plain(a), given(blames[unit]), (a, blame) => group(a, TIMES, blame)),
  );
  const [own, blame] = [shares[focus.unit], blames[focus.unit]];
  const delta = numberOf(focus, "delta", focus.layer, focus.unit);
  const digits = enough(
    [own, blame, average],
    (a, blame, average) => a * (blame - average),
    delta,
    MOST_WRITTEN,
  );
  const lines = focus.layer < focus.last ? blameLines(focus) : outputBlameLines(focus);
  return [
    symbols(
      symbol("δ", j),
      text(" = "),
      symbol("a", j),
      text(" ("),
      symbol("g", j),
      text(" − Σ"),
      symbol("", "k"),
      text("\u2009"),
      symbol("a", "k"),
      symbol("g", "k"),
      text("),  g = ∂ℓ/∂a"),
    ),
    ...lines,
    numbers(
      text("average Σ"),
      symbol("", "k"),
      text("\u2009"),
      symbol("a", "k"),
      symbol("g", "k"),
      text(" = "),
      ...sumOf(products, average),
      ...equals(average, "middle"),
    ),
    numbers(
      symbol("δ", j),
      text(" = "),
      inDigits(plain(own), digits),
      text(" · ("),
      inDigits(given(blame), digits),
      text(" − "),
      inDigits(plain(average), digits),
      text(")"),
    ),
  ];
}
