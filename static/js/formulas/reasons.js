/** Why a delta or a gradient is small or zero: the four answers, each said where it holds. */

/** @import { ActivationInfo } from "../state/types" */
/** @import { Focus } from "./focus.js" */
/** @import { Reason } from "./parts.js" */

import { targetsOf } from "../state/select.js";
import { at } from "../state/tensors.js";
import { precise } from "../words/numbers.js";
import { hasDeadSide, isFlat, partAt, shapeOf, spotAt } from "./activation.js";
import { slopeCancels } from "./backward.js";
import { digitsShortOfOne } from "./digits.js";
import { inlined } from "./expression.js";
import { activated, activationInfo, ofSample, tensorsOf, unitsOf } from "./focus.js";
import { amountsIn, treeAt } from "./tree.js";
import { formulas } from "./words.js";

/** Blame this much smaller than the strongest in its layer is called weak. */
const WEAK_SHARE = 0.05;
/** Blame at an output this small means that the answer is nearly right. */
const NEARLY_RIGHT = 0.01;
const MOST_NAMED = 3;

/**
 * The reasons for this neuron's delta, and for the gradients of the weights into it.
 * @param {Focus} focus
 * @returns {Reason[]}
 */
export function backwardReasons(focus) {
  return focus.wholeBatch ? batchReasons(focus) : [...sampleReasons(focus), ...zeroInputs(focus)];
}

/** The reason for an activation that passes nothing on. @param {Focus} focus @returns {Reason[]} */
export function forwardReasons(focus) {
  if (focus.wholeBatch) return [];
  return isDropped(focus) ? DROPPED : flatReason(focus);
}

/** @type {Reason[]} */
const DROPPED = [{ kind: "dropped", text: formulas.reasons.dropped }];

/** Whether dropout leaves the neuron out of the sample. @param {Focus} focus */
function isDropped(focus) {
  return ofSample(focus, "mask") === 0;
}

/** @param {Focus} focus @returns {Reason[]} */
function sampleReasons(focus) {
  if (isDropped(focus)) return DROPPED;
  const flat = slopeCancels(focus) ? [] : flatReason(focus);
  return [...flat, ...weakBlame(focus)];
}

/** @param {Focus} focus @returns {Reason[]} */
function flatReason(focus) {
  const info = activationInfo(focus);
  const shape = shapeOf(info);
  const [z, a] = [ofSample(focus, "z"), activated(focus)];
  if (!shape || !Number.isFinite(z)) return [];
  const slope = shape.slope(z);
  if (!isFlat(shape, slope)) return [];
  if (slope === 0 && hasDeadSide(shape)) {
    return [
      {
        kind: "dead",
        text: formulas.reasons.dead(info.label, z, sideOf(info, z)),
      },
    ];
  }
  if (slope !== 0 && isStraight(info, z)) {
    return [{ kind: "saturated", text: formulas.reasons.shallow(Math.abs(slope)) }];
  }
  const reached = precise(a, digitsShortOfOne(a));
  return [
    {
      kind: "saturated",
      text: formulas.reasons.saturated(info.name, reached, slope === 0),
    },
  ];
}

/** On which side of where its slope begins. @param {ActivationInfo} info @param {number} z */
function sideOf(info, z) {
  const part = partAt(info, inlined(info.slope_lines ?? []), z);
  const { notAbove, notBelow } = formulas.reasons;
  return part?.low == null ? notAbove(part?.high ?? 0) : notBelow(part.low);
}

/** Whether the slope here is a number of the formula itself. @param {ActivationInfo} info @param {number} z */
function isStraight(info, z) {
  const a = shapeOf(info)?.f(z) ?? Number.NaN;
  return amountsIn(treeAt(inlined(info.slope_lines ?? []), spotAt(info, z, a))).length === 0;
}

/** @param {Focus} focus @returns {Reason[]} */
function weakBlame(focus) {
  if (focus.layer === focus.last) return nearlyRight(focus);
  const blames = Array.from({ length: unitsOf(focus) }, (_, unit) =>
    Math.abs(ofSample(focus, "d_a", unit)),
  );
  if (blames.some(Number.isNaN)) return [];
  const strongest = Math.max(...blames);
  const own = blames[focus.unit];
  if (own > 0 && own >= WEAK_SHARE * strongest) return [];
  return [
    {
      kind: "weak-blame",
      text: formulas.reasons.weak(own),
    },
  ];
}

/** @param {Focus} focus @returns {Reason[]} */
function nearlyRight(focus) {
  const { a } = tensorsOf(focus);
  const y = targetsOf(focus.state);
  if (!a || !y) return [];
  const error = Math.abs(at(a, focus.sample, focus.unit) - at(y, focus.sample, focus.unit));
  if (!(error <= NEARLY_RIGHT)) return [];
  return [
    {
      kind: "weak-blame",
      text: formulas.reasons.nearlyRight,
    },
  ];
}

/** @param {Focus} focus @returns {Reason[]} */
function zeroInputs(focus) {
  const { a } = tensorsOf(focus, focus.layer - 1);
  if (!a) return [];
  const units = Array.from({ length: unitsOf(focus, focus.layer - 1) }, (_, unit) => unit);
  const zero = units.filter((unit) => at(a, focus.sample, unit) === 0);
  if (!zero.length) return [];
  const named =
    zero.length > MOST_NAMED
      ? formulas.reasons.inputs(zero.length)
      : zero.map((unit) => `a${unit + 1}`).join(", ");
  return [
    {
      kind: "zero-input",
      text: formulas.reasons.zeroInput(named),
    },
  ];
}

/** In a mini-batch a reason is worth saying when it holds for at least half of the samples. @param {Focus} focus @returns {Reason[]} */
function batchReasons(focus) {
  /** @type {Map<Reason["kind"], number>} */
  const counts = new Map();
  for (let sample = 0; sample < focus.samples; sample += 1) {
    for (const { kind } of sampleReasons({ ...focus, sample, wholeBatch: false })) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count * 2 >= focus.samples)
    .map(([kind, count]) => ({
      kind,
      text: formulas.reasons.inBatch(kind, activationInfo(focus).label, count, focus.samples),
    }));
}
