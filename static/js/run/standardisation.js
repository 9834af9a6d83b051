/** Inputs as the data hold them: pixels, centimetres, millimetres, before they were standardised. */

/** @import { Run } from "../state/types" */

/**
 * @param {Run} run
 * @param {readonly number[]} inputs one number for each input neuron
 */
export function originals({ mean, deviation }, inputs) {
  return inputs.map((value, unit) => value * deviation[unit] + mean[unit]);
}

/** Whether the network is fed other numbers than the data hold. @param {Run} run */
export function isStandardised({ mean, deviation }) {
  return mean.some((value) => value !== 0) || deviation.some((value) => value !== 1);
}
