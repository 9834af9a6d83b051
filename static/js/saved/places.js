/** Which steps a saved page has, and where one leads that asks for another. */

/** @import { Run, Unit } from "../state/types" */

import { miniBatchAt, stepAt } from "../run/positions.js";
import { beginOf } from "../run/stretches.js";

/** @typedef {ReturnType<typeof createPlaces>} Places */

/**
 * @param {readonly number[]} numbers of the mini-batches that are there, in order
 * @param {Run} run
 */
export function createPlaces(numbers, run) {
  const each = run.steps_per_batch;
  /** Before its first step the run stands at the start; before that of any other there is another's end. */
  const first = numbers[0] === 0 ? 0 : numbers[0] * each + 1;
  const last = (numbers[numbers.length - 1] + 1) * each;

  /** Of the mini-batches that begin before a step the last, −1 where there is none. @param {number} index */
  function before(index) {
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] * each < index) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The last that is there, up to a step. @param {number} index */
  function upTo(index) {
    if (index <= first) return first;
    return Math.min(index, (numbers[before(index)] + 1) * each);
  }

  /** The first that is there, from a step on. @param {number} index */
  function from(index) {
    if (index <= first) return first;
    if (upTo(index) === index || index > last) return upTo(index);
    return numbers[before(index) + 1] * each + 1;
  }

  /**
   * Where so many units lead: as the engine counts them, at what is there beyond.
   * @param {number} origin
   * @param {number} count
   * @param {Unit} unit
   */
  function target(origin, count, unit) {
    if (count === 0) return origin;
    const there = unitsFrom(origin, count, unit);
    return count > 0 ? from(Math.min(there, last)) : upTo(there);
  }

  /** @param {number} origin @param {number} count @param {Unit} unit */
  function unitsFrom(origin, count, unit) {
    if (unit === "epoch") {
      const { epoch } = miniBatchAt(origin, run);
      const within = origin > stepAt(epoch, run) && count < 0;
      return stepAt(Math.max(0, epoch + Number(within) + count), run);
    }
    const length = unit === "mini-batch" ? each : 1;
    const boundary = count > 0 ? Math.floor(origin / length) : Math.ceil(origin / length);
    return Math.max(0, (boundary + count) * length);
  }

  return {
    first,
    last,
    target,

    /** @param {number} index */
    nearest(index) {
      const [below, above] = [upTo(index), from(index)];
      return index - below <= above - index ? below : above;
    },

    /** The mini-batch that has made a step, by its place among those that are there. @param {number} index */
    batchAt: (index) => Math.max(0, before(index)),

    /** The step after which so many epochs are whole. @param {number} epochs */
    end: (epochs) => beginOf(epochs, run) * each,
  };
}
