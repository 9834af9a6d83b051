/** Where a run stands, in words and places: the 3L+2 steps of a mini-batch, counted. */

/** @import { Command, Phase, Position, Run } from "../state/types" */
/** @import { Counted } from "./stretches.js" */

import { words } from "../words/words.js";
import { batchesIn, beginOf, placeOf } from "./stretches.js";

/**
 * One step of a mini-batch: what it does, and to which layer.
 * @typedef {{ readonly phase: Exclude<Phase, "start">, readonly layer: number }} Step
 */

/**
 * The steps of one mini-batch of a network with so many weight layers, in order.
 * @param {number} layers
 * @returns {Step[]}
 */
export function schedule(layers) {
  const up = Array.from({ length: layers }, (_, place) => place + 1);
  return [
    { phase: "input", layer: 0 },
    ...up.map((layer) => ({ phase: /** @type {const} */ ("forward"), layer })),
    { phase: "loss", layer: layers },
    ...up
      .slice()
      .reverse()
      .map((layer) => ({ phase: /** @type {const} */ ("backward"), layer })),
    ...up.map((layer) => ({ phase: /** @type {const} */ ("update"), layer })),
  ];
}

/**
 * "Forward, layer 2"; "Loss".
 * @param {Pick<Position, "phase" | "layer">} step
 */
export function stepName({ phase, layer }) {
  const name = words.steps[phase];
  return hasLayer(phase) ? words.steps.ofLayer(name, layer) : name;
}

/**
 * "F2"; "loss".
 * @param {Pick<Position, "phase" | "layer">} step
 */
export function stepLetters({ phase, layer }) {
  const letters = words.steps.letters[phase];
  return hasLayer(phase) ? `${letters}${layer}` : letters;
}

/**
 * Which step of its mini-batch was made last, from 0; −1 where none was made.
 * @param {number} index
 * @param {number} stepsPerBatch
 */
export function placeInBatch(index, stepsPerBatch) {
  return index === 0 ? -1 : (index - 1) % stepsPerBatch;
}

/**
 * What brings the run to a step of the mini-batch on screen: one step on where that is enough (it is
 * animated), a seek to what is recorded, else the propagations still to be made. Null: it is there.
 * @param {number} place from 0
 * @param {{ index: number, recorded: number, stepsPerBatch: number }} at
 * @returns {Command | null}
 */
export function jumpTo(place, { index, recorded, stepsPerBatch }) {
  const start = index - 1 - placeInBatch(index, stepsPerBatch);
  const target = Math.max(0, start) + place + 1;
  if (target === index) return null;
  if (target === index + 1 || target > recorded)
    return { type: "step", count: target - index, unit: "propagation" };
  return { type: "seek", index: target };
}

/**
 * Where the run stands after so many propagations.
 * @param {number} index
 * @param {Counted & Pick<Run, "layers">} run
 * @returns {Position}
 */
export function positionAt(index, run) {
  if (index === 0) return { index, epoch: 0, batch: 0, phase: "start", layer: 0 };
  const number = Math.floor((index - 1) / run.steps_per_batch);
  const step = schedule(run.layers.length - 1)[placeInBatch(index, run.steps_per_batch)];
  return { index, ...placeOf(number, run), ...step };
}

/**
 * The mini-batch under way at a step, or the next one.
 * @param {number} index
 * @param {Counted} run
 */
export function miniBatchAt(index, run) {
  const number = Math.floor(index / run.steps_per_batch);
  return placeOf(number, run);
}

/**
 * The finished epochs, then where in the next one: "epoch 34", "batch 7/25 · step 7/11".
 * @param {Position} position
 * @param {Counted} run
 * @returns {[string, string]}
 */
export function whereabouts({ index, epoch, batch }, run) {
  if (index === 0) return [words.place.epoch(0), words.place.notStarted];
  const step = placeInBatch(index, run.steps_per_batch) + 1;
  const inside = words.place.inside(batch + 1, batchesIn(epoch, run), step, run.steps_per_batch);
  return [words.place.epoch(epoch), inside];
}

/**
 * Epochs gone, with their fraction.
 * @param {number} index
 * @param {Counted} run
 */
export function epochsAt(index, run) {
  const { epoch } = miniBatchAt(index, run);
  const [begin, end] = [epoch, epoch + 1].map((one) => stepAt(one, run));
  return epoch + (index - begin) / (end - begin);
}

/**
 * The step at which so many epochs are gone, of which there may be a fraction.
 * @param {number} epochs
 * @param {Counted} run
 */
export function stepAt(epochs, run) {
  const whole = Math.floor(epochs);
  const begin = beginOf(whole, run) * run.steps_per_batch;
  if (epochs === whole) return begin;
  return begin + (epochs - whole) * batchesIn(whole, run) * run.steps_per_batch;
}

/** @param {Phase} phase */
function hasLayer(phase) {
  return phase === "forward" || phase === "backward" || phase === "update";
}
