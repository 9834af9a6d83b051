/** What a formula is made for: one neuron, in one phase, for one sample or for the mini-batch's mean. */

/** @import { ActivationInfo, Catalog, EdgeRef, LayerTensors, LossInfo, NamedInfo, OptimizerInfo, Phase, Run, State } from "../state/types" */

import { at, average, columnOf, layerOf, sampleOf, samplesOf, targetsOf } from "./tensors.js";

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
  const tensor = name === "y" ? targetsOf(focus.state) : tensorsOf(focus, layer)[name];
  if (!tensor) return Number.NaN;
  return focus.wholeBatch ? average(columnOf(tensor, unit)) : at(tensor, focus.sample, unit);
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
  const unknown = { formula: "f(z)", slope: "f′(z)" };
  return { ...unknown, ...described(focus.state.catalog, "activations", activationName(focus)) };
}

/** @param {Focus} focus @returns {LossInfo} */
export function lossInfo(focus) {
  const unknown = { slope: "∂ℓ/∂a", output_activation: null };
  return { ...unknown, ...described(focus.state.catalog, "losses", focus.run.spec.loss) };
}

/** @param {Focus} focus @returns {OptimizerInfo} */
export function optimizerInfo(focus) {
  const { catalog } = focus.state;
  const unknown = { memory: [], constants: {} };
  const known = { ...unknown, ...described(catalog, "optimizers", focus.run.spec.optimizer.kind) };
  const bySymbol = Object.entries(known.constants).map(([name, value]) => [
    catalog?.symbols?.[name] ?? name,
    value,
  ]);
  return { ...known, constants: Object.fromEntries(bySymbol) };
}

/**
 * The record of that name; before the catalogue has come, its name alone.
 * @param {Catalog | null} catalog
 * @param {"activations" | "losses" | "optimizers"} table
 * @param {string} name
 * @returns {any}
 */
function described(catalog, table, name) {
  /** @type {readonly NamedInfo[]} */
  const records = catalog?.[table] ?? [];
  return records.find((record) => record.name === name) ?? { name, label: name, formula: name };
}
