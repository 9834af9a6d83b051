/** What a formula is made for: one neuron, in one phase, for one sample or for the mini-batch's mean. */

/** @import { Spot } from "./tree.js" */
/** @import { ActivationInfo, EdgeRef, LayerTensors, LossInfo, OptimizerInfo, PenaltyInfo, Phase, Run, State, Tensor } from "../state/types" */

import { layerOf, ofUnit, sampleOf, samplesOf, targetsOf } from "../state/select.js";
import { at, rowOf } from "../state/tensors.js";
import { lettersOf } from "./symbols.js";

/**
 * @typedef {object} Focus
 * @property {State} state
 * @property {Run} run
 * @property {number} layer
 * @property {number} unit
 * @property {number} last the output layer
 * @property {number} sample
 * @property {number} samples
 * @property {boolean} wholeBatch
 */

/**
 * @param {State} state
 * @param {Run} run
 * @param {number} layer
 * @param {number} unit
 * @returns {Focus}
 */
export function focusOn(state, run, layer, unit) {
  const last = run.layers.length - 1;
  const wholeBatch = state.scope === "batch";
  return {
    state,
    run,
    layer,
    unit,
    last,
    sample: sampleOf(state),
    samples: samplesOf(state),
    wholeBatch,
  };
}

/**
 * The last thing computed for a layer in this mini-batch; null when nothing was.
 * @param {Phase} phase the step in play
 * @param {number} inPlay its layer
 * @param {number} layer
 * @param {number} last
 * @returns {Phase | null}
 */
export function phaseKnown(phase, inPlay, layer, last) {
  if (phase === "start") return null;
  if (layer === 0) return "input";
  if (phase === "input") return null;
  if (phase === "forward") return layer <= inPlay ? "forward" : null;
  if (phase === "loss") return layer === last ? "loss" : "forward";
  if (phase === "backward")
    return layer >= inPlay ? "backward" : phaseKnown("loss", last, layer, last);
  return layer <= inPlay ? "update" : "backward";
}

/** @param {Focus} focus @param {number} [layer] @returns {LayerTensors} */
export function tensorsOf(focus, layer = focus.layer) {
  return layerOf(focus.state, layer);
}

/**
 * One unit's number in the scope on screen: this sample's, or the mean.
 * @param {Focus} focus
 * @param {"a" | "z" | "delta" | "y"} name
 * @param {number} layer
 * @param {number} unit
 */
export function numberOf(focus, name, layer, unit) {
  return ofUnit(focus.state, name, layer, unit);
}

/** @param {Focus} focus @param {number} from @returns {EdgeRef} the edge that comes in from there */
export function incoming(focus, from) {
  return { layer: focus.layer, from, to: focus.unit };
}

/** @param {Focus} focus @param {number} to @returns {EdgeRef} the edge that goes out to there */
export function outgoing(focus, to) {
  return { layer: focus.layer + 1, from: focus.unit, to };
}

/** @param {Focus} focus @param {number} [layer] */
export function unitsOf(focus, layer = focus.layer) {
  return focus.run.layers[layer].units;
}

/** @param {Focus} focus @param {number} [layer] */
export function activationName(focus, layer = focus.layer) {
  return focus.run.layers[layer].activation ?? "linear";
}

/** @param {Focus} focus @returns {ActivationInfo} */
export function activationInfo(focus) {
  const name = activationName(focus);
  const record = focus.state.catalog?.activations.find((record) => record.name === name);
  return record ?? { name, label: name, formula: "f(z)", slope: "f′(z)" };
}

/** @param {Focus} focus @returns {LossInfo} */
export function lossInfo(focus) {
  const name = focus.run.spec.loss;
  const record = focus.state.catalog?.losses.find((record) => record.name === name);
  return record ?? { name, label: name, formula: name, slope: "∂ℓ/∂a", output_activation: null };
}

/** @param {Focus} focus @returns {OptimizerInfo} */
export function optimizerInfo(focus) {
  const name = focus.run.spec.optimizer.kind;
  const record = focus.state.catalog?.optimizers.find((record) => record.name === name);
  return record ?? { name, label: name, formula: name, memory: [] };
}

/** @param {Focus} focus @returns {PenaltyInfo | undefined} */
export function penaltyInfo(focus) {
  const name = focus.run.spec.regularization.kind;
  return focus.state.catalog?.penalties.find((record) => record.name === name);
}

/**
 * One unit's number of the sample on screen; NaN where the step left none.
 * @param {Focus} focus
 * @param {"a" | "z" | "undropped" | "mask" | "delta" | "d_a" | "slope"} name
 * @param {number} [unit]
 */
export function ofSample(focus, name, unit = focus.unit) {
  const tensor = tensorsOf(focus)[name];
  return tensor ? at(tensor, focus.sample, unit) : Number.NaN;
}

/** What the activation makes of the sample on screen, before dropout. @param {Focus} focus @param {number} [unit] */
export function activated(focus, unit) {
  return ofSample(focus, tensorsOf(focus).undropped ? "undropped" : "a", unit);
}

/** What is known of the sample on screen in this layer, one number a unit. @param {Focus} focus @returns {Record<string, number[]>} */
function valuesOf(focus) {
  const tensors = tensorsOf(focus);
  const { z, a, undropped, d_a } = tensors;
  const known = Object.entries({ z, a: undropped ?? a, d_a });
  const all = [...known, ["y", targetsOf(focus.state)]];
  return Object.fromEntries(
    all.flatMap(([name, tensor]) =>
      tensor ? [[name, rowOf(/** @type {Tensor} */ (tensor), focus.sample)]] : [],
    ),
  );
}

/**
 * Where a formula of this unit is filled in.
 * @param {Focus} focus
 * @param {Readonly<Record<string, number>>} [constants]
 * @param {number} [unit]
 * @returns {Spot}
 */
export function spotOf(focus, constants = {}, unit = focus.unit) {
  return {
    values: { ...constants, outputs: unitsOf(focus, focus.last), ...valuesOf(focus) },
    unit,
    kindOf: (name) => (name in constants || name === "outputs" ? "constant" : "amount"),
  };
}

/** How people write the names of formulas; what dropout is still to leave out of is f, not yet a. @param {Focus} focus @returns {(name: string) => string} */
export function letterOf(focus) {
  const letter = lettersOf(focus.state.catalog);
  return tensorsOf(focus).mask ? (name) => (name === "a" ? "f" : letter(name)) : letter;
}
