/** Update: every weight moves against its mini-batch gradient, by the optimizer's rule. */

/** @import { Focus } from "./focus.js" */
/** @import { MemoryName } from "../types" */
/** @import { Formula, Line, Part, Reason, Row, Section } from "./parts.js" */

import { incoming, optimizerInfo, tensorsOf, unitsOf } from "./focus.js";
import {
  ended,
  given,
  group,
  numbers,
  plain,
  row,
  section,
  strong,
  symbol,
  symbols,
  text,
} from "./parts.js";
import { at } from "./tensors.js";
import { largest } from "./terms.js";

/** Frames of large networks hold single precision; rates that differ by less are the same. */
const SAME_RATE = 1e-4;

/**
 * One weight's update as the engine made it.
 * @typedef {{from: number, old: number, gradient: number, penalty: number | null, step: number, now: number}} Change
 */

/** @param {Focus} focus @returns {Pick<Formula, "words" | "lines" | "result" | "curve" | "sections" | "reasons">} */
export function update(focus) {
  const changes = changesOf(focus);
  const marked = changes.reduce(
    (best, one) => (Math.abs(one.step) > Math.abs(best.step) ? one : best),
    changes[0],
  );
  return {
    words: words(focus),
    lines: lines(focus, marked),
    result: marked.now,
    curve: null,
    reasons: changes.flatMap(killed),
    sections: [...memory(focus, marked), weights(focus, changes, marked)],
  };
}

/** @param {Focus} focus @returns {Change[]} */
function changesOf(focus) {
  const { w, step_w, grad_w, penalty_w } = tensorsOf(focus);
  return Array.from({ length: unitsOf(focus, focus.layer - 1) }, (_, from) => {
    const now = w ? at(w, from, focus.unit) : Number.NaN;
    const step = step_w ? at(step_w, from, focus.unit) : Number.NaN;
    const gradient = grad_w ? at(grad_w, from, focus.unit) : Number.NaN;
    const penalty = penalty_w ? at(penalty_w, from, focus.unit) : null;
    return { from, old: now - step, gradient, penalty, step, now };
  });
}

/** @param {Focus} focus @returns {Part[]} */
function words(focus) {
  const samples = focus.samples === 1 ? "the one sample" : `all ${focus.samples} samples`;
  return [
    text("Every weight moves "),
    strong("against"),
    text(" its gradient: the "),
    strong("mean"),
    text(` over ${samples} of the mini-batch.`),
  ];
}

/**
 * The rule in symbols, then with the numbers of the weight that moved most.
 * @param {Focus} focus
 * @param {Change} change
 * @returns {Line[]}
 */
function lines(focus, change) {
  const name = symbol("w", `${change.from + 1},${focus.unit + 1}`);
  const isPlain = focus.run.spec.optimizer.kind === "sgd" && change.now !== 0;
  const parts = isPlain ? plainStep(focus, change) : movedBy(change);
  const filled = numbers(name, text(" = "), given(change.old), ...parts);
  return ended([...rule(focus, change), filled], change.now);
}

/** Memory first, as it is refreshed before the weight moves. @param {Focus} focus @param {Change} change @returns {Line[]} */
function rule(focus, { penalty }) {
  if (focus.run.spec.optimizer.kind === "sgd") {
    return [
      symbols(
        symbol("w"),
        text(" ← "),
        symbol("w"),
        text(penalty === null ? " − η · ∂L/∂w" : " − η · (∂L/∂w + penalty)"),
      ),
    ];
  }
  const [move, ...memories] = optimizerInfo(focus).formula.split(", ");
  return [...memories, `w ← ${move}`].map((formula) => symbols(text(formula)));
}

/** @param {Focus} focus @param {Change} change @returns {Part[]} */
function plainStep(focus, change) {
  const { gradient, penalty } = change;
  const slope =
    penalty === null
      ? [given(gradient)]
      : [text("("), given(gradient), text(" + "), given(penalty), text(")")];
  return [text(" − "), group(plain(rateUsed(focus, change)), text(" · "), ...slope)];
}

/** The learning rate of this very update: the spec's, unless that was changed since. @param {Focus} focus @param {Change} change */
function rateUsed(focus, { gradient, penalty, step }) {
  const rate = focus.run.spec.optimizer.learning_rate;
  const slope = gradient + (penalty ?? 0);
  const agrees = Math.abs(rate * slope + step) <= SAME_RATE * Math.abs(step);
  return agrees || slope === 0 ? rate : -step / slope;
}

/** @param {Change} change @returns {Part[]} */
function movedBy({ step }) {
  return [text(step < 0 ? " − " : " + "), plain(Math.abs(step))];
}

/** What the rule used for the marked weight: gradient, penalty, memory, constants. @param {Focus} focus @param {Change} change @returns {Section[]} */
function memory(focus, change) {
  const { memory: names, constants, label } = optimizerInfo(focus);
  if (focus.run.spec.optimizer.kind === "sgd") return [];
  const tensors = tensorsOf(focus);
  const remembered = names.flatMap((name) => {
    const tensor = tensors[/** @type {MemoryName} */ (`${name}_w`)];
    return tensor
      ? [row(name, [given(at(tensor, change.from, focus.unit), "middle"), text(" remembered")])]
      : [];
  });
  const rows = [
    row("η", [plain(focus.run.spec.optimizer.learning_rate)]),
    row("g", [given(change.gradient), text(" mean gradient")]),
    ...(change.penalty === null ? [] : [row("penalty", [given(change.penalty)])]),
    ...remembered,
    ...Object.entries(constants).map(([name, value]) => row(name, [plain(value)])),
    row("Δw", [given(change.step, "middle"), text(" the step")]),
  ];
  return [section(`What ${label} used for i=${change.from + 1}`, { rows })];
}

/** @param {Focus} focus @param {Change[]} changes @param {Change} marked @returns {Section} */
function weights(focus, changes, marked) {
  const { kept, left } = largest(changes, ({ step }) => step);
  const rows = kept.map((change) =>
    row(
      `i=${change.from + 1}`,
      [given(change.old), text(" → "), given(change.now, "middle"), ...moved(change.step)],
      {
        edge: incoming(focus, change.from),
        marked: change === marked,
      },
    ),
  );
  const more = ["Bold: the largest change", ...(left.length ? [`+ ${left.length} more`] : [])].join(
    " · ",
  );
  return section("New weights · mini-batch mean", { rows: [...rows, biasRow(focus)], more });
}

/** @param {Focus} focus @returns {Row} */
function biasRow(focus) {
  const { b, step_b } = tensorsOf(focus);
  const now = b?.data[focus.unit] ?? Number.NaN;
  const step = step_b?.data[focus.unit] ?? Number.NaN;
  return row("bias", [given(now - step), text(" → "), given(now, "middle"), ...moved(step)]);
}

/** @param {number} step @returns {Part[]} */
function moved(step) {
  return step === 0 ? [text(" = 0")] : [text(step > 0 ? " ▲" : " ▼"), given(step)];
}

/** An L1 penalty that carries a weight across zero leaves it there. @param {Change} change @returns {Reason[]} */
function killed({ from, old, now }) {
  if (now !== 0 || old === 0) return [];
  return [
    {
      kind: "note",
      text: `w${from + 1} was carried across zero by the penalty: it is exactly 0 now and stays there.`,
    },
  ];
}
