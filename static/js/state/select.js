/** What of the state is on screen: one sample's numbers, or the mini-batch's, as the scope says. */

/** @import { EdgeRef, LayerTensors, Run, State, Tensor, TensorName } from "./types" */
/** @typedef {Pick<State, "layers" | "scope" | "sample">} Scoped */

import { reduced } from "./reduction.js";
import { at, average, columnMeans, columnOf, rowOf } from "./tensors.js";

/** @param {Pick<State, "layers">} state @param {number} layer @returns {LayerTensors} */
export function layerOf(state, layer) {
  return state.layers[layer] ?? {};
}

/** Samples in the mini-batch on screen; 0 when none is loaded. @param {Pick<State, "layers">} state */
export function samplesOf(state) {
  return state.layers[0]?.a?.shape[0] ?? 0;
}

/** The chosen sample, held inside a smaller last mini-batch. @param {Pick<State, "layers" | "sample">} state */
export function sampleOf(state) {
  return Math.max(0, Math.min(state.sample, samplesOf(state) - 1));
}

/** The mini-batch's targets (rows, outputs), which are loaded with its inputs. @param {Pick<State, "layers">} state */
export function targetsOf(state) {
  return state.layers[0]?.y;
}

/**
 * One number a unit from a tensor (rows, units); null when this pass has not computed it yet.
 * @param {Scoped} state
 * @param {TensorName} name
 * @param {number} layer
 * @returns {readonly number[] | null}
 */
export function perUnit(state, name, layer) {
  return inScope(state, layerOf(state, layer)[name]);
}

/** One target an output. @param {Scoped} state */
export function perOutput(state) {
  return inScope(state, targetsOf(state));
}

/** This sample's loss, or the mini-batch's; null when this pass has not come to it. @param {Scoped} state @param {Run} run */
export function lossOf(state, run) {
  const { loss } = layerOf(state, run.layers.length - 1);
  if (!loss) return null;
  if (state.scope === "batch") return reduced(run.spec, Array.from(loss.data));
  return loss.data[rowInScope(state, loss)];
}

/** What the penalty adds to the mini-batch's loss; null without one, and before the loss. @param {Pick<State, "layers">} state @param {Run} run */
export function penaltyOf(state, run) {
  return layerOf(state, run.layers.length - 1).penalty?.data[0] ?? null;
}

/**
 * One unit's number, or of targets ("y") one output's; NaN when this pass has not computed it yet.
 * @param {Scoped} state
 * @param {TensorName} name
 * @param {number} layer
 * @param {number} unit
 */
export function ofUnit(state, name, layer, unit) {
  return unitIn(state, name === "y" ? targetsOf(state) : layerOf(state, layer)[name], unit);
}

/**
 * One column's number of a tensor (rows, units); NaN without a tensor.
 * @param {Pick<State, "scope" | "sample">} state
 * @param {Tensor | undefined} tensor
 * @param {number} unit
 */
export function unitIn(state, tensor, unit) {
  if (!tensor) return Number.NaN;
  if (state.scope === "batch") return average(columnOf(tensor, unit));
  return at(tensor, rowInScope(state, tensor), unit);
}

/**
 * The gradient of a connection: this sample's share of it, a·δ, or the mini-batch's.
 * @param {Scoped} state
 * @param {EdgeRef} edge
 * @returns {number | undefined}
 */
export function gradientAt(state, { layer, from, to }) {
  if (state.scope === "batch") {
    const { grad_w } = layerOf(state, layer);
    return grad_w?.data[from * grad_w.shape[1] + to];
  }
  const [a, delta] = factors(state, layer);
  return a && delta ? a[from] * delta[to] : undefined;
}

/**
 * The gradients of all connections into a layer, as `gradientAt` has them.
 * @param {Scoped} state
 * @param {number} layer
 * @returns {Tensor | undefined}
 */
export function gradients(state, layer) {
  if (state.scope === "batch") return layerOf(state, layer).grad_w;
  const [a, delta] = factors(state, layer);
  if (!a || !delta) return undefined;
  const units = delta.length;
  const data = new Float64Array(a.length * units);
  for (let k = 0; k < data.length; k++) data[k] = a[Math.floor(k / units)] * delta[k % units];
  return { data, shape: [a.length, units] };
}

/**
 * While pictures are only exchanged, what the mini-batch at hand has not computed yet stands as it was,
 * so that numbers change instead of coming and going.
 * @param {State} state
 * @param {State | null} before
 * @returns {State}
 */
export function steadied(state, before) {
  if (!before || before.run?.id !== state.run?.id || before.own || state.own) return state;
  const layers = state.layers.map((tensors, layer) => {
    const { a, y, loss, penalty } = layerOf(before, layer);
    const known = { ...(a && { a }), ...(y && { y }), ...(loss && { loss }) };
    return { ...known, ...(penalty && { penalty }), ...tensors };
  });
  return { ...state, layers };
}

/** @param {Scoped} state @param {number} layer */
function factors(state, layer) {
  return [perUnit(state, "a", layer - 1), perUnit(state, "delta", layer)];
}

/** @param {Scoped} state @param {Tensor | undefined} tensor */
function inScope(state, tensor) {
  if (!tensor) return null;
  return state.scope === "batch" ? columnMeans(tensor) : rowOf(tensor, rowInScope(state, tensor));
}

/** The sample's row: the last one when the mini-batch is smaller. @param {Pick<State, "sample">} state @param {Tensor} tensor */
function rowInScope({ sample }, { shape }) {
  return Math.min(sample, shape[0] - 1);
}
