/** Reading tensors, under the name that formulas know it by. */

export { layerOf, sampleOf, samplesOf, targetsOf } from "../state/select.js";
export { at, average, columnOf, firstTellingRow, rowOf } from "../state/tensors.js";
