/** Reading tensors: one number, one sample's row, or the mean over the mini-batch. */

/** @import { LayerTensors, State, Tensor } from "../state/types" */

/** @param {Tensor} tensor @param {number} row @param {number} column */
export function at(tensor, row, column) {
  return tensor.data[row * tensor.shape[1] + column];
}

/** @param {Tensor} tensor @param {number} row @returns {number[]} */
export function rowOf(tensor, row) {
  const width = tensor.shape[1];
  return Array.from(tensor.data.subarray(row * width, (row + 1) * width));
}

/** @param {Tensor} tensor @param {number} column @returns {number[]} */
export function columnOf(tensor, column) {
  return Array.from({ length: tensor.shape[0] }, (_, row) => at(tensor, row, column));
}

/** @param {readonly number[]} values */
export function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Samples in the mini-batch on screen; 0 when none is loaded. @param {Pick<State, "layers">} state */
export function samplesOf(state) {
  return state.layers[0]?.a?.shape[0] ?? 0;
}

/** The chosen sample, held inside a smaller last mini-batch. @param {Pick<State, "layers" | "sample">} state */
export function sampleOf(state) {
  return Math.max(0, Math.min(state.sample, samplesOf(state) - 1));
}

/** The first row that has something to show: not all zero. @param {Tensor} inputs */
export function firstTellingRow(inputs) {
  const [rows] = inputs.shape;
  for (let row = 0; row < rows; row += 1) {
    if (rowOf(inputs, row).some((value) => value !== 0)) return row;
  }
  return 0;
}

/** @param {Pick<State, "layers">} state @param {number} layer @returns {LayerTensors} */
export function layerOf(state, layer) {
  return state.layers[layer] ?? {};
}

/** The mini-batch's targets (rows, outputs), which are loaded with its inputs. @param {State} state */
export function targetsOf(state) {
  return state.layers[0]?.y;
}
