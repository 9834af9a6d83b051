/** A network's forward pass at many places at once, from the weights that came with the last frame. */

/** @import { Catalog, LayerTensors, Run, Tensor } from "../state/types" */
/** @import { Values } from "./compiled.js" */

import { compiled } from "./compiled.js";

/** Of a layer: its values at all places, unit by unit, and what they were made of. @typedef {{values: Values, of: unknown[]}} Pass */

/**
 * What every unit says at the places, the inputs first; as many layers as their weights are known of. Layers that
 * are as they were `before`, those in front of them too, are taken over.
 * @param {Values} inputs unit by unit, each for all places
 * @param {number} places how many
 * @param {Run} run
 * @param {readonly LayerTensors[]} layers
 * @param {Catalog} catalog
 * @param {readonly Pass[]} [before]
 * @returns {Pass[]}
 */
export function forward(inputs, places, run, layers, catalog, before = []) {
  /** @type {Pass[]} */
  const passes = [before[0]?.values === inputs ? before[0] : { values: inputs, of: [] }];
  for (let layer = 1; layer < run.layers.length; layer += 1) {
    const { w, b } = layers[layer] ?? {};
    const info = catalog.activations.find(({ name }) => name === run.layers[layer].activation);
    if (!w || !info?.lines) break;
    const of = [passes[layer - 1], w, b, info];
    const known = before[layer];
    if (known?.of.every((part, index) => part === of[index])) passes.push(known);
    else {
      const z = weighed(passes[layer - 1].values, w, b);
      const a = compiled(info.lines)({ ...info.constants, z }, places);
      passes.push({ values: typeof a === "number" ? z.fill(a) : a, of });
    }
  }
  return passes;

  /** @param {Values} a @param {Tensor} w @param {Tensor | undefined} b @returns {Values} */
  function weighed(a, w, b) {
    const [from, to] = w.shape;
    const z = new Float64Array(to * places);
    for (let unit = 0; unit < to; unit += 1) {
      const sums = z.subarray(unit * places, (unit + 1) * places).fill(b?.data[unit] ?? 0);
      for (let input = 0; input < from; input += 1) {
        const weight = w.data[input * to + unit];
        const start = input * places;
        for (let place = 0; place < places; place += 1) sums[place] += weight * a[start + place];
      }
    }
    return z;
  }
}
