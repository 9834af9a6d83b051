/** How a network is drawn: how much of it can be read at once decides that. */

/** @typedef {"labelled" | "focus" | "strips"} Density */

export const LABELLED = { units: 12, edges: 150 };
const FOCUS = { units: 32, edges: 600 };
/** Where a layer is a strip, only a gap with this few connections is still drawn line by line. */
const MOST_LINES_BESIDE_STRIPS = 64;

/**
 * @param {readonly number[]} units
 * @returns {Density}
 */
export function density(units) {
  const widest = Math.max(...units);
  const edges = connections(units).reduce((sum, count) => sum + count, 0);
  if (widest <= LABELLED.units && edges <= LABELLED.edges) return "labelled";
  return widest <= FOCUS.units && edges <= FOCUS.edges ? "focus" : "strips";
}

/**
 * Whether the connections into a layer are drawn as a matrix.
 * @param {readonly number[]} units
 * @param {number} layer
 */
export function isMatrix(units, layer) {
  return density(units) === "strips" && units[layer - 1] * units[layer] > MOST_LINES_BESIDE_STRIPS;
}

/** Whether a layer's neurons are drawn as tiles, one by one. @param {number} count @param {Density} kind */
export function isTiles(count, kind) {
  return kind !== "strips" || count <= LABELLED.units;
}

/** @param {readonly number[]} units connections between each layer and the next */
function connections(units) {
  return units.slice(1).map((count, index) => count * units[index]);
}
