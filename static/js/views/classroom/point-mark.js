/** What a spotlight is on: what a page would point at, how it is called, and where it is on the stage. */

/** @import { Mark, Run, State } from "../../state/types" */

import { edgeKey } from "../../state/edge-key.js";

/**
 * The connection that a hand has chosen, else the neuron selected; null for none.
 * @param {Pick<State, "selected" | "picked">} state
 * @returns {Mark | null}
 */
export function markOf({ selected, picked }) {
  if (picked?.at === selected && picked && picked.unit_in !== null)
    return { layer: picked.layer, unit: picked.unit_out, source: picked.unit_in, tensor: "" };
  return selected && { layer: selected.layer, unit: selected.unit, tensor: "" };
}

/** A neuron's numbers that stand on the stage, each by the tensor it is of. @type {Readonly<Record<string, string>>} */
const NUMBERS = Object.freeze({ a: ".neuron-value", delta: ".delta", b: ".neuron-bias" });

/** Which numbers of what is marked can be pointed at: inputs have one alone. @param {Mark | null} mark */
export function numbersOf(mark) {
  if (!mark || mark.source !== undefined) return [];
  return mark.layer === 0 ? ["a"] : Object.keys(NUMBERS);
}

/** Whether a run has what is marked. @param {Run | null} run @param {Mark} mark */
export function isThere(run, { layer, unit, source }) {
  const units = (/** @type {number} */ at) => run?.layers[at]?.units ?? 0;
  return unit < units(layer) && (source === undefined || source < units(layer - 1));
}

/** @param {Mark | null} one @param {Mark | null} other */
export function isSameMark(one, other) {
  const parts = (/** @type {Mark | null} */ mark) =>
    mark && [mark.layer, mark.unit, mark.source ?? null, mark.tensor];
  return JSON.stringify(parts(one)) === JSON.stringify(parts(other));
}

/** A ring around a tile or a number, with a pale one around it; a halo along a line. @param {Mark} mark */
export function styleOf({ layer, unit, source, tensor = "" }) {
  if (source === undefined)
    return `#stage .neuron[data-layer="${layer}"][data-unit="${unit}"] > ${NUMBERS[tensor] ?? ".tile"} {
      outline: 3px solid var(--ink);
      outline-offset: 3px;
      box-shadow: 0 0 0 14px color-mix(in srgb, var(--ink) 16%, transparent);
    }`;
  return `#stage [data-edge="${edgeKey({ layer, from: source, to: unit })}"] {
      & .line { stroke-opacity: 1; }
      & .hit { stroke: color-mix(in srgb, var(--ink) 22%, transparent); }
    }`;
}
