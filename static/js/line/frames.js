/** Reads what travels, in its order: letters as JSON, frames as a header and raw tensors, read in place. */

/** @import { Frame, FrameKind, Layout, Letter, NamedTensor, Phase, Tensor, TensorName } from "../state/types" */

/** @typedef {new (buffer: ArrayBuffer, offset: number, length: number) => Tensor["data"]} Numbers */
/** @typedef {{ name: TensorName, layer: number, shape: readonly number[], numbers: Numbers, offset: number, length: number }} Slot */

/** @type {Record<string, Numbers>} */
const NUMBERS = { float64: Float64Array, float32: Float32Array, int8: Int8Array };
/** @type {readonly FrameKind[]} */
const KINDS = ["step", "keyframe"];
/** @type {readonly Phase[]} */
const PHASES = ["start", "input", "forward", "loss", "backward", "update"];
/** Where in the header each field is. */
const AT = { kind: 0, phase: 1, layer: 2, batch: 4, epoch: 8, index: 16, recorded: 24, layout: 32 };

/**
 * Frames are laid out as a letter before them said; a new run makes layouts unknown.
 * @returns {(message: string | ArrayBuffer) => Letter | Frame}
 */
export function createReader() {
  /** @type {Map<number, Slot[]>} */
  const layouts = new Map();

  return (message) => {
    if (typeof message !== "string") return readFrame(message, layouts);
    /** @type {Letter} */
    const letter = JSON.parse(message);
    if (letter.type === "run") layouts.clear();
    if (letter.type === "layout") layouts.set(letter.id, letter.tensors.map(slot));
    return letter;
  };
}

/** @param {Layout["tensors"][number]} tensor @returns {Slot} */
function slot({ name, layer, shape, dtype, offset }) {
  const length = shape.reduce((product, side) => product * side, 1);
  return {
    ...{ name: /** @type {TensorName} */ (name), layer, shape },
    ...{ numbers: NUMBERS[dtype], offset, length },
  };
}

/**
 * Without copying its tensors.
 * @param {ArrayBuffer} buffer
 * @param {Map<number, Slot[]>} layouts
 * @returns {Frame}
 */
function readFrame(buffer, layouts) {
  const header = new DataView(buffer);
  const slots = layouts.get(header.getFloat64(AT.layout, true));
  if (!slots) throw new Error("a frame came before its layout");
  /** @type {NamedTensor[]} */
  const tensors = [];
  for (const { name, layer, shape, numbers, offset, length } of slots)
    tensors.push({ name, layer, tensor: { data: new numbers(buffer, offset, length), shape } });
  return {
    kind: KINDS[header.getUint8(AT.kind)],
    index: header.getFloat64(AT.index, true),
    epoch: header.getFloat64(AT.epoch, true),
    batch: header.getUint32(AT.batch, true),
    phase: PHASES[header.getUint8(AT.phase)],
    layer: header.getUint16(AT.layer, true),
    recorded: header.getFloat64(AT.recorded, true),
    tensors,
  };
}
