/** Which neuron the panel is about: the one selected, else the first in play that has something to show. */

/** @import { LayerTensors, Phase, Selection, State, Tensor } from "../state/types" */

import { layerOf, unitIn } from "../state/select.js";
import { columnOf } from "../state/tensors.js";

/** @typedef {(tensors: LayerTensors, unit: number, read: (tensor: Tensor | undefined, unit: number) => number) => boolean} Telling */

/** @type {Telling} */
const isActive = ({ a }, unit, read) => read(a, unit) !== 0;

/** Whether a neuron has something to show in a phase. */
/** @type {Record<Phase, Telling>} */
const TELLING = {
  start: () => true,
  input: isActive,
  forward: isActive,
  loss: () => true,
  backward: ({ delta }, unit, read) => read(delta, unit) !== 0,
  update: ({ step_w, step_b }, unit) =>
    step_b?.data[unit] !== 0 || !step_w || columnOf(step_w, unit).some((step) => step !== 0),
};

/**
 * Null while nothing is in play.
 * @param {Pick<State, "selected" | "position" | "layers" | "scope" | "sample">} state
 * @returns {Selection | null}
 */
export function chosenNeuron(state) {
  const { selected, position } = state;
  if (selected || !position) return selected;
  const tensors = layerOf(state, position.layer);
  const units = (tensors.a ?? tensors.b)?.shape.at(-1) ?? 1;
  /** @type {Parameters<Telling>[2]} */
  const read = (tensor, unit) => unitIn(state, tensor, unit);
  const first = Array.from({ length: units }, (_, unit) => unit).find((unit) =>
    TELLING[position.phase](tensors, unit, read),
  );
  return { layer: position.layer, unit: first ?? 0 };
}
