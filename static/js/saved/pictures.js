/** What the engine made of a saved run, as the frames that a live line would bring. */

/** @import { Frame, FrameKind, NamedTensor, Run } from "../state/types" */
/** @import { Places } from "./places.js" */
/** @import { Pass } from "./unpack.js" */

import { positionAt } from "../run/positions.js";

/**
 * @param {readonly Pass[]} passes
 * @param {Places} places
 * @param {Run} run
 */
export function createPictures(passes, places, run) {
  /** @param {FrameKind} kind @param {number} index @param {NamedTensor[]} tensors @returns {Frame} */
  const frame = (kind, index, tensors) => ({
    kind,
    ...positionAt(index, run),
    recorded: places.last,
    tensors,
  });

  /** @param {number} index */
  function at(index) {
    const pass = passes[places.batchAt(index)];
    return { pass, step: index - pass.number * run.steps_per_batch };
  }

  return {
    /** All that is known at a step. @param {number} index */
    keyframe(index) {
      const { pass, step } = at(index);
      /** @type {Map<string, NamedTensor>} */
      const known = new Map();
      for (const tensor of pass.steps.slice(0, step + 1).flat())
        known.set(`${tensor.name} ${tensor.layer}`, tensor);
      return frame("keyframe", index, [...known.values()]);
    },

    /** What a step made; null where more than that is another than the step before it. @param {number} index */
    step(index) {
      if (index <= places.first) return null;
      const { pass, step } = at(index);
      const isSudden = step === 1 && !pass.follows && index !== 1;
      return isSudden ? null : frame("step", index, pass.steps[step]);
    },
  };
}
