/** The numbers on screen, as the scope says: one sample's, or the mini-batch's mean. */

/** @import { Run, State, Tensor, TensorName } from "../../types" */
/** @typedef {Pick<State, "layers" | "scope" | "sample">} Scoped */

/**
 * One number a unit from a tensor (rows, units); null when this pass has not computed it yet.
 * @param {Scoped} state
 * @param {TensorName} name
 * @param {number} layer
 * @returns {readonly number[] | null}
 */
export function perUnit(state, name, layer) {
  return numbersOf(state, state.layers[layer]?.[name]);
}

/**
 * One target an output; they come with the mini-batch, which is the input layer's step.
 * @param {Scoped} state
 */
export function targets(state) {
  return numbersOf(state, state.layers[0]?.y);
}

/**
 * While pictures are only exchanged, what the mini-batch at hand has not computed yet stands as it was,
 * so that numbers change instead of coming and going.
 * @param {State} state
 * @param {State | null} before
 * @returns {State}
 */
export function steadied(state, before) {
  if (!before || before.run?.id !== state.run?.id) return state;
  const layers = state.layers.map((tensors, layer) => {
    const { a, y, loss } = before.layers[layer] ?? {};
    return { ...(a && { a }), ...(y && { y }), ...(loss && { loss }), ...tensors };
  });
  return { ...state, layers };
}

/** @param {Scoped} state @param {Tensor | undefined} tensor */
function numbersOf(state, tensor) {
  if (!tensor) return null;
  return state.scope === "batch" ? mean(tensor) : row(tensor, state.sample);
}

/**
 * What each connection into a neuron brings: a·w.
 * @param {ArrayLike<number>} a of the layer before
 * @param {Tensor} w
 * @param {number} unit
 */
export function forwardTerms(a, w, unit) {
  const units = w.shape[1];
  return Array.from(a, (value, from) => value * w.data[from * units + unit]);
}

/**
 * What each connection out of a neuron brings back: w·δ.
 * @param {ArrayLike<number>} delta of the layer after
 * @param {Tensor} w of the layer after
 * @param {number} unit
 */
export function blameTerms(delta, w, unit) {
  const units = w.shape[1];
  return Array.from(delta, (value, to) => value * w.data[unit * units + to]);
}

/**
 * The class an output row says, or was to say, as the index of its neuron; null when there is none.
 * @param {Run} run
 * @param {readonly number[] | null} outputs
 */
export function classOf(run, outputs) {
  if (!outputs || run.classes.length < 2 || outputs.length !== run.classes.length) return null;
  return outputs.indexOf(Math.max(...outputs));
}

/** @param {Tensor} tensor @param {number} sample the last row when the mini-batch is smaller */
function row({ data, shape: [rows, units = 1] }, sample) {
  const start = Math.min(sample, rows - 1) * units;
  return Array.from(data.subarray(start, start + units));
}

/** @param {Tensor} tensor */
function mean({ data, shape: [rows, units = 1] }) {
  const sums = new Array(units).fill(0);
  for (let i = 0; i < rows * units; i++) sums[i % units] += data[i];
  return sums.map((sum) => sum / rows);
}
