/** How the parameters of one neuron changed in an update, and what their steps were made of. */

/** @import { LayerTensors, MemoryName, Tensor } from "../state/types" */
/** @import { Focus } from "./focus.js" */
/** @import { Expression, Rule, Used } from "./rules.js" */

import { rounded, shortest } from "./digits.js";
import { optimizerInfo, tensorsOf, unitsOf } from "./focus.js";
import { group, text } from "./parts.js";
import { amount, constant, oldWeight } from "./rules.js";
import { at } from "./tensors.js";

/** Frames of large networks hold single precision; rates that differ by less are the same. */
const SAME_RATE = 1e-5;
/** What a difference of two numbers is when it is only the last digits of either. */
const NOISE = { single: 1e-6, double: 1e-14 };

/**
 * One parameter's update as the engine made it; `from` is null for the bias.
 * @typedef {{from: number | null, old: number, gradient: number, penalty: number | null, step: number, now: number}} Change
 */

/** Every weight's change, then the bias's. @param {Focus} focus @returns {Change[]} */
export function changesOf(focus) {
  const tensors = tensorsOf(focus);
  const weights = Array.from({ length: unitsOf(focus, focus.layer - 1) }, (_, from) => from);
  return [...weights, null].map((from) => {
    const now = read(focus, tensors, "w", from);
    const step = read(focus, tensors, "step_w", from);
    const gradient = read(focus, tensors, "grad_w", from);
    const penalty =
      tensors.penalty_w && from !== null ? at(tensors.penalty_w, from, focus.unit) : null;
    const old = now - step;
    // A step below the last digit of a double leaves the weight as it was.
    return { from, old, gradient, penalty, step: old === now ? 0 : step, now };
  });
}

/** A weight's number, or the bias's in the tensor that goes with it. @param {Focus} focus @param {LayerTensors} tensors @param {string} name @param {number | null} from */
function read({ unit }, tensors, name, from) {
  const held = /** @type {Record<string, Tensor | undefined>} */ (tensors);
  const tensor = held[from === null ? name.replace(/w$/, "b") : name];
  if (!tensor) return Number.NaN;
  return from === null ? tensor.data[unit] : at(tensor, from, unit);
}

/**
 * What a parameter's step was made of.
 * @param {Focus} focus
 * @param {Change} change
 * @returns {Used}
 */
export function usedFor(focus, change) {
  const { memory, constants } = optimizerInfo(focus);
  const { position, run } = focus.state;
  const tensors = tensorsOf(focus);
  const batches = run?.batches_per_epoch ?? 1;
  const t = (position?.epoch ?? 0) * batches + (position?.batch ?? 0) + 1;
  const remembered = memory.map((name) => {
    const kept = /** @type {MemoryName} */ (`${name}_w`);
    return [name, read(focus, tensors, kept, change.from)];
  });
  const isSingle = tensors.w?.data instanceof Float32Array;
  return {
    letter: change.from === null ? "b" : "w",
    old: change.old,
    gradient: gradientOf(focus, change),
    g: change.gradient + (change.penalty ?? 0),
    t,
    memory: Object.fromEntries(remembered),
    before: (now, fresh) =>
      past(now - fresh, t === 1, (isSingle ? NOISE.single : NOISE.double) * Math.abs(now)),
    constants,
  };
}

/** Memories are zeros at first. @param {number} difference @param {boolean} isFirst @param {number} noise */
function past(difference, isFirst, noise) {
  return isFirst || Math.abs(difference) <= noise ? 0 : difference;
}

/** @type {Record<string, {symbols: string, reckon: (rate: number, w: number) => number, brackets: readonly [string, string]}>} */
const PENALTIES = {
  l2: { symbols: "λw", reckon: (rate, w) => rate * w, brackets: ["", ""] },
  l1: { symbols: "λ sign(w)", reckon: (rate, w) => rate * Math.sign(w), brackets: ["sign(", ")"] },
};

/** The gradient an optimizer is given: the mini-batch mean, and the penalty's share. @param {Focus} focus @param {Change} change @returns {Expression} */
function gradientOf(focus, { from, gradient, penalty, old }) {
  const symbols = from === null ? "∂L/∂b" : "∂L/∂w";
  const { kind, rate } = focus.run.spec.regularization;
  if (penalty === null)
    return { symbols, operands: [amount(gradient)], reckon: (g) => g, write: (g) => [g] };
  const known = PENALTIES[kind];
  if (!known) {
    return {
      symbols: `${symbols} + penalty`,
      operands: [amount(gradient), amount(penalty)],
      reckon: (g, penalty) => g + penalty,
      write: (g, penalty) => [g, text(" + "), penalty],
    };
  }
  const [open, close] = known.brackets;
  return {
    symbols: `${symbols} + ${known.symbols}`,
    operands: [amount(gradient), constant(rate), oldWeight(old)],
    reckon: (g, rate, w) => g + known.reckon(rate, w),
    write: (g, rate, w) => [
      g,
      text(" "),
      group(text("+ "), rate, text("\u202f·\u202f"), text(open), w, text(close)),
    ],
  };
}

/**
 * The learning rate this update was made with: the spec's may have been changed since. Null where no
 * parameter of the neuron tells.
 * @param {Focus} focus
 * @param {Rule} rule
 * @param {readonly Change[]} changes
 */
export function rateUsed(focus, rule, changes) {
  const told = changes
    .filter(({ now, step }) => now !== 0 && step !== 0)
    .map((change) => ({ step: change.step, push: pushOf(focus, rule, change) }))
    .filter(({ push }) => Number.isFinite(push) && push !== 0);
  if (!told.length) return null;
  const { step, push } = told.reduce((best, one) =>
    Math.abs(one.push) > Math.abs(best.push) ? one : best,
  );
  const rate = -step / push;
  const { learning_rate } = focus.run.spec.optimizer;
  if (isSame(learning_rate, rate)) return learning_rate;
  for (let digits = 1; digits < shortest(rate); digits += 1)
    if (isSame(rounded(rate, digits), rate)) return rounded(rate, digits);
  return rate;
}

/** What the learning rate was multiplied by. @param {Focus} focus @param {Rule} rule @param {Change} change */
export function pushOf(focus, rule, change) {
  const { operands, reckon } = rule.push(usedFor(focus, change));
  return reckon(...operands.map(({ value }) => value));
}

/** @param {number} one @param {number} other */
export function isSame(one, other) {
  return Math.abs(one - other) <= SAME_RATE * Math.abs(other);
}
