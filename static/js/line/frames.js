/** Binary frames: a header in JSON, then tensors as raw bytes, read in place. */

/** @import { Frame, NamedTensor, Tensor } from "../state/types" */

const HEADER_LENGTH_BYTES = 4;
const ALIGNMENT_BYTES = 8;
const text = new TextDecoder();

/** @type {Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => Tensor["data"]>} */
const ARRAYS = { float64: Float64Array, float32: Float32Array, int8: Int8Array };

/**
 * Read a frame without copying its tensors.
 * @param {ArrayBuffer} buffer
 * @returns {Frame}
 */
export function decodeFrame(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(text.decode(new Uint8Array(buffer, HEADER_LENGTH_BYTES, length)));
  const end = HEADER_LENGTH_BYTES + length;
  const body = Math.ceil(end / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  const tensors = header.arrays.map((/** @type {any} */ entry) => readTensor(buffer, body, entry));
  const { kind, index, epoch, batch, phase, layer, recorded } = header;
  return { kind, index, epoch, batch, phase, layer, recorded, tensors };
}

/**
 * @param {ArrayBuffer} buffer
 * @param {number} body where the tensors begin
 * @param {{name: string, layer: number, shape: number[], dtype: string, offset: number}} entry
 * @returns {NamedTensor}
 */
function readTensor(buffer, body, entry) {
  const size = entry.shape.reduce((product, side) => product * side, 1);
  const data = new ARRAYS[entry.dtype](buffer, body + entry.offset, size);
  const name = /** @type {NamedTensor["name"]} */ (entry.name);
  return { name, layer: entry.layer, tensor: { data, shape: entry.shape } };
}
