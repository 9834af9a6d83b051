/** Weights as pixels: one scale for all neurons of a layer, none where a pixel is always the same. */

/** @import { Run, Tensor } from "../../state/types" */

import { LEVELS, largestOf } from "../../draw/scales.js";
import { isStandardised } from "../../run/standardisation.js";

/** What `ramp` has for no colour at all. */
const BLANK = 0;

/**
 * The weights that come into a neuron, pixel by pixel, as places in the colours of `ramp`.
 * @param {Tensor} w (pixels, units)
 * @param {number} unit
 * @param {number} largest |w| that is drawn full
 * @param {readonly boolean[]} varies
 */
export function shadesOf({ data, shape: [pixels, units] }, unit, largest, varies) {
  return Array.from({ length: pixels }, (_, pixel) => {
    const share = varies[pixel] ? data[pixel * units + unit] / largest : BLANK;
    return Math.round(Math.max(-1, Math.min(1, share)) * LEVELS) + LEVELS + 1;
  });
}

/** The weight that is drawn full: the largest there is on pixels that vary. @param {Tensor} w @param {readonly boolean[]} varies */
export function fullWeight({ data, shape: [, units] }, varies) {
  return largestOf([Float64Array.from(data).filter((_, at) => varies[Math.floor(at / units)])]);
}

/**
 * Whether each pixel differs between training images: what never does brings a neuron nothing, whatever its weight,
 * which nothing trains. Only such a one is not scaled where all others are.
 * @param {Run} run
 */
export function varying(run) {
  const isScaled = isStandardised(run);
  return run.deviation.map((deviation) => !isScaled || deviation !== 1);
}
