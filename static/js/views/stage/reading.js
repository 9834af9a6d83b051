/** The numbers on screen, as the scope says: one sample's, or the mini-batch's mean. */

/** @import { EdgeRef, Run, State, Tensor, TensorName } from "../../state/types" */
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
 * What the gradients on screen are of: a sample's loss ℓ, or L, the mean of those.
 * @param {Pick<State, "scope">} state
 */
export function gradientWords({ scope }) {
  return scope === "batch"
    ? { symbol: "∂L/∂w", of: "mini-batch mean" }
    : { symbol: "∂ℓ/∂w", of: "of this sample" };
}

/**
 * The gradient of a connection: this sample's share of it, a·δ, or the mean over the mini-batch.
 * @param {Scoped} state
 * @param {EdgeRef} edge
 * @returns {number | undefined}
 */
export function gradientAt(state, { layer, from, to }) {
  if (state.scope === "batch") {
    const { grad_w } = state.layers[layer] ?? {};
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
  if (state.scope === "batch") return state.layers[layer]?.grad_w;
  const [a, delta] = factors(state, layer);
  if (!a || !delta) return undefined;
  const units = delta.length;
  const data = new Float64Array(a.length * units);
  for (let k = 0; k < data.length; k++) data[k] = a[Math.floor(k / units)] * delta[k % units];
  return { data, shape: [a.length, units] };
}

/** @param {Scoped} state @param {number} layer */
function factors(state, layer) {
  return [perUnit(state, "a", layer - 1), perUnit(state, "delta", layer)];
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
