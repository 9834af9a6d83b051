/** Why a delta or a gradient is small or zero: the four answers, each said where it holds. */

/** @import { Focus } from "./focus.js" */
/** @import { Reason } from "./parts.js" */

import { number, precise } from "../words/numbers.js";
import { blameOf, slopeCancels } from "./backward.js";
import { digitsShortOfOne } from "./digits.js";
import { activationName, tensorsOf, unitsOf } from "./focus.js";
import { isFlat } from "./shapes.js";
import { at, targetsOf } from "./tensors.js";

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
  return focus.wholeBatch ? [] : flatReason(focus);
}

/** @param {Focus} focus @returns {Reason[]} */
function sampleReasons(focus) {
  const flat = slopeCancels(focus) ? [] : flatReason(focus);
  return [...flat, ...weakBlame(focus)];
}

/** @param {Focus} focus @returns {Reason[]} */
function flatReason(focus) {
  const { z, a } = readNeuron(focus);
  const activation = activationName(focus);
  if (!isFlat(activation, z, a)) return [];
  if (activation === "relu") {
    return [
      {
        kind: "dead",
        text: `Dead ReLU: z = ${number(z)} is not above 0, so the slope is 0 and no blame gets through.`,
      },
    ];
  }
  if (activation === "leaky_relu") {
    return [{ kind: "saturated", text: "On the leaky side: only 1 % of the blame gets through." }];
  }
  return [
    {
      kind: "saturated",
      text: `Saturated: ${activation} is flat at a = ${precise(a, digitsShortOfOne(a))}, so almost no blame gets through.`,
    },
  ];
}

/** @param {Focus} focus */
function readNeuron(focus) {
  const { z, a } = tensorsOf(focus);
  return {
    z: z ? at(z, focus.sample, focus.unit) : Number.NaN,
    a: a ? at(a, focus.sample, focus.unit) : Number.NaN,
  };
}

/** @param {Focus} focus @returns {Reason[]} */
function weakBlame(focus) {
  if (focus.layer === focus.last) return nearlyRight(focus);
  const blames = Array.from({ length: unitsOf(focus) }, (_, unit) =>
    Math.abs(blameOf(focus, unit)),
  );
  const strongest = Math.max(...blames);
  const own = blames[focus.unit];
  if (own > 0 && own >= WEAK_SHARE * strongest) return [];
  return [
    {
      kind: "weak-blame",
      text: `Weak blame from the next layer: only ${number(own)} comes back here.`,
    },
  ];
}

/** @param {Focus} focus @returns {Reason[]} */
function nearlyRight(focus) {
  const { a } = tensorsOf(focus);
  const y = targetsOf(focus.state);
  if (!a || !y) return [];
  const error = Math.abs(at(a, focus.sample, focus.unit) - at(y, focus.sample, focus.unit));
  if (error > NEARLY_RIGHT) return [];
  return [
    {
      kind: "weak-blame",
      text: "Weak blame: the answer is nearly right, so there is little to correct.",
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
      ? `${zero.length} inputs`
      : zero.map((unit) => `a${unit + 1}`).join(", ");
  return [
    {
      kind: "zero-input",
      text: `Zero input: ${named} = 0, and a weight without input gets no gradient.`,
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
      text: `${NAMES[kind]} for ${count} of ${focus.samples} samples.`,
    }));
}

/** @type {Record<Reason["kind"], string>} */
const NAMES = {
  "zero-input": "Zero input",
  dead: "Dead ReLU",
  saturated: "Saturated",
  "weak-blame": "Weak blame",
  note: "",
};
