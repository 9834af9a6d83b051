/** How an optimizer made one parameter's step of its gradient: each line of its formula with the numbers it had. */

/** @import { Expr, Lines } from "../state/types" */
/** @import { Change } from "./change.js" */
/** @import { Values } from "./expression.js" */
/** @import { Focus } from "./focus.js" */
/** @import { Spot } from "./tree.js" */
/** @import { Written } from "./written.js" */

import { asTyped } from "../state/tensors.js";
import { rememberedBefore } from "./change.js";
import { constantsChosen } from "./chosen-constants.js";
import { after, evaluate, isOperation, namesIn } from "./expression.js";
import { letterOf, optimizerInfo, penaltyInfo, tensorsOf } from "./focus.js";
import { scheduledOf } from "./schedule.js";
import { inSymbols } from "./symbols.js";
import { isLeaf, treeAt } from "./tree.js";
import { written } from "./written.js";

/**
 * One line of a rule: what it is called, of what it is made in symbols, and with numbers.
 * @typedef {Written & {name: string, symbols: string, isAlone: boolean, signOf: Written | null}} Reckoning
 *   `isAlone`: it is one number; `signOf`: what it is only the sign of
 */

/**
 * @typedef {object} Rule
 * @property {Reckoning[]} first what is reckoned before the parameter moves
 * @property {Reckoning} move the new parameter, of the old one
 * @property {number} step what it was changed by, as the formula has it
 * @property {Record<string, number>} constants by letter
 * @property {number | null} eta the learning rate, where no schedule makes it
 * @property {Record<string, number>} scheduled what a schedule makes it of, by letter
 * @property {number | null} t the number of this update, where it matters
 */

const GRADIENT = "grad";
const PENALTY = "penalty";

/**
 * Null where what the formula takes is not known here.
 * @param {Focus} focus
 * @param {Change} change
 * @returns {Rule | null}
 */
export function ruleOf(focus, change) {
  const { lines, constants = {} } = optimizerInfo(focus);
  if (!lines) return null;
  const gradient = gradientOf(focus, change);
  const isInline = lines.length === 1;
  const step = isInline ? withGradient(lines, gradient) : [["g", gradient], ...lines];
  const all = [...(scheduledOf(focus)?.lines ?? []), ...step];
  return reckoned(focus, change, /** @type {Lines} */ (all), constantsUsed(focus, constants));
}

/** @param {Focus} focus @param {Change} change @param {Lines} lines @param {Record<string, number>} constants @returns {Rule | null} */
function reckoned(focus, change, lines, constants) {
  const scheduled = scheduledOf(focus);
  const values = {
    ...valuesOf(focus, change, constants),
    ...scheduled?.values,
    ...scheduled?.constants,
  };
  const known = after(lines, values);
  if (lines.some(([name]) => !Number.isFinite(known[name]))) return null;
  const letter = lettersFor(focus, change);
  const named = { ...constants, ...scheduled?.constants };
  const fixed = new Set([...Object.keys(named), scheduled ? "eta_0" : "eta", "t", "rate"]);
  /** @type {Spot["kindOf"]} */
  const kindOf = (name) => (name === "w" ? "old" : fixed.has(name) ? "constant" : "amount");
  /** @type {Values} */
  let now = values;
  const all = lines.map(([name, expr]) => {
    const spot = { values: now, unit: 0, kindOf, signs: true };
    const made = reckoning(name === "step" ? ["add", "w", expr] : expr, letter(name), letter, spot);
    now = { ...now, [name]: evaluate(expr, now) };
    return made;
  });
  const used = new Set(lines.flatMap(([, expr]) => [...namesIn(expr)]));
  return {
    first: all.slice(0, -1),
    move: /** @type {Reckoning} */ (all.at(-1)),
    step: Number(known[lines[lines.length - 1][0]]),
    constants: Object.fromEntries(
      Object.entries(named)
        .filter(([name]) => used.has(name))
        .map(([name, value]) => [letter(name), value]),
    ),
    eta: used.has("eta") && !scheduled ? Number(values.eta) : null,
    scheduled: Object.fromEntries(
      Object.entries(scheduled?.values ?? {}).map(([name, value]) => [letter(name), value]),
    ),
    t: used.has("t") ? Number(values.t) : null,
  };
}

/** @param {Expr} expr @param {string} name @param {(name: string) => string} letter @param {Spot} spot @returns {Reckoning} */
function reckoning(expr, name, letter, spot) {
  const tree = treeAt(expr, spot, true);
  const given = () => /** @type {const} */ ("given");
  return {
    ...written(tree, given),
    name,
    symbols: inSymbols(expr, letter),
    isAlone: isLeaf(tree),
    signOf: !isLeaf(tree) && tree.op === "sign" ? written(tree.args[0], given) : null,
  };
}

/** @param {Focus} focus @param {Change} change @returns {(name: string) => string} */
function lettersFor(focus, { from }) {
  const letter = letterOf(focus);
  const own = from === null ? "b" : "w";
  /** @type {Record<string, string>} */
  const here = { w: own, step: own, [GRADIENT]: `∂L/∂${own}`, [PENALTY]: "penalty" };
  return (name) => here[name] ?? letter(name);
}

/** @param {Focus} focus @param {Change} change @param {Record<string, number>} constants @returns {Record<string, number>} */
function valuesOf(focus, change, constants) {
  const { eta, t } = tensorsOf(focus);
  const { memory } = optimizerInfo(focus);
  return {
    ...constants,
    w: change.old,
    [GRADIENT]: change.gradient,
    [PENALTY]: change.penalty ?? 0,
    rate: focus.run.spec.regularization.rate,
    eta: eta ? asTyped(eta) : Number.NaN,
    t: t?.data[0] ?? Number.NaN,
    ...Object.fromEntries(memory.map((name) => [name, rememberedBefore(focus, change, name)])),
  };
}

/** The constants of a run's optimizer: those chosen, else the usual ones. @param {Focus} focus @param {Readonly<Record<string, number>>} usual */
function constantsUsed({ run }, usual) {
  const chosen = constantsChosen(run.spec.optimizer);
  return Object.fromEntries(
    Object.entries(usual).map(([name, value]) => [name, chosen[name] ?? value]),
  );
}

/** The gradient an optimizer is given: the mini-batch's, and the penalty's share. @param {Focus} focus @param {Change} change @returns {Expr} */
function gradientOf(focus, { penalty }) {
  if (penalty === null) return GRADIENT;
  const line = penaltyInfo(focus)?.lines?.at(-1);
  return ["add", GRADIENT, line ? line[1] : PENALTY];
}

/** A rule of one line is written with the gradient in it. @param {Lines} lines @param {Expr} gradient @returns {Lines} */
function withGradient(lines, gradient) {
  /** @param {Expr} expr @returns {Expr} */
  const filled = (expr) => {
    if (expr === "g") return gradient;
    if (!isOperation(expr)) return expr;
    const [op, ...args] = expr;
    return [op, ...args.map(filled)];
  };
  return lines.map(([name, expr]) => [name, filled(expr)]);
}
